/** `/host/new`: a new event. */
import { createFileRoute } from '@tanstack/react-router';
import { HostNewEvent } from '#/capabilities/events/host-new-event.tsx';
import { RequireHost } from '#/capabilities/hosts/require-host.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import * as m from '#/paraglide/messages.js';

export const Route = createFileRoute('/host/new')({
  head: () => ({ meta: [{ title: `${m.host_new_event()} · Plenum` }] }),
  component: () => (
    <LocaleBoundary>
      <RequireHost>
        <HostNewEvent />
      </RequireHost>
    </LocaleBoundary>
  ),
});
