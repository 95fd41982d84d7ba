/** `/host/events/<id>/settings`: what people meet at the door, and what they are promised. */
import { createFileRoute } from '@tanstack/react-router';
import { HostSettings } from '#/capabilities/events/host-settings.tsx';
import { RequireHost } from '#/capabilities/hosts/require-host.tsx';
import { PromiseList } from '#/capabilities/participants/promise-list.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import { usePageTitle } from '#/lib/use-page-title.ts';
import * as m from '#/paraglide/messages.js';

export const Route = createFileRoute('/host/events/$eventId_/settings')({ component: SettingsPage });

function SettingsPage() {
  const { eventId } = Route.useParams();
  usePageTitle(m.host_settings());
  return (
    <RequireHost>
      <LocaleBoundary>
        <HostSettings
          key={eventId}
          eventId={eventId}
          promises={({ settings }) => <PromiseList settings={settings} />}
        />
      </LocaleBoundary>
    </RequireHost>
  );
}
