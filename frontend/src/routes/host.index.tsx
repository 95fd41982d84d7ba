/** `/host`: the host's events, with what is live on top. */
import type { EventResource } from '@plenum/protocol';
import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { HostEventList } from '#/capabilities/events/host-event-list.tsx';
import { HostTopBar } from '#/capabilities/events/host-top-bar.tsx';
import { AccountMenu } from '#/capabilities/hosts/account-menu.tsx';
import { RequireHost } from '#/capabilities/hosts/require-host.tsx';
import { LocaleBoundary } from '#/components/page-shell.tsx';
import { isShortcut } from '#/lib/shortcuts.ts';
import * as m from '#/paraglide/messages.js';
import { LiveCard } from './-host/live-card.tsx';

export const Route = createFileRoute('/host/')({
  head: () => ({ meta: [{ title: `${m.host_events()} · Plenum` }] }),
  component: () => (
    <LocaleBoundary>
      <RequireHost>
        <EventsPage />
      </RequireHost>
    </LocaleBoundary>
  ),
});

function EventsPage() {
  const navigate = useNavigate();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isShortcut(event) && event.key.toLowerCase() === 'n') void navigate({ to: '/host/new' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [navigate]);
  return (
    <div className="min-h-dvh">
      <HostTopBar>
        <AccountMenu />
      </HostTopBar>
      <HostEventList live={(event: EventResource) => <LiveCard event={event} />} />
    </div>
  );
}
