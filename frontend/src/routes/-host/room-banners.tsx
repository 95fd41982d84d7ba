/** What holds for the whole event right now, across the page: offline, paused, in everybody's own time, or refused. */
import type { EventEntity } from '@plenum/protocol';
import { CirclePause, Footprints, WifiOff } from 'lucide-react';
import { Banner } from '#/components/banner.tsx';
import { useAnnounced } from '#/components/live-regions.tsx';
import * as m from '#/paraglide/messages.js';

export function RoomBanners({
  event,
  isOffline,
  failure,
}: {
  event: EventEntity;
  isOffline: boolean;
  /** Of the last act on the event. */
  failure: string | null;
}) {
  useAnnounced(isOffline ? `${m.host_offline_title()} ${m.host_offline_text()}` : m.host_online());
  const isSelfPaced = event.settings.pace === 'self' && (event.status === 'draft' || event.status === 'live');
  return (
    <>
      {isOffline && (
        <section aria-label={m.host_offline()}>
          <Banner
            variant="warning"
            className="[&>div]:max-w-none"
            icon={<WifiOff aria-hidden="true" />}
            title={m.host_offline_title()}
          >
            {m.host_offline_text()}
          </Banner>
        </section>
      )}
      {event.status === 'paused' && (
        <section aria-label={m.host_status_paused()}>
          <Banner
            variant="warning"
            className="[&>div]:max-w-none"
            icon={<CirclePause aria-hidden="true" />}
            title={m.host_paused_title()}
          >
            {m.host_paused_text()}
          </Banner>
        </section>
      )}
      {isSelfPaced && (
        <section aria-label={m.host_pace_title()}>
          <Banner
            className="[&>div]:max-w-none"
            icon={<Footprints aria-hidden="true" />}
            title={m.host_pace_title()}
          >
            {event.status === 'draft' ? m.host_pace_draft() : m.host_pace_live()}
          </Banner>
        </section>
      )}
      {failure !== null && (
        <p role="alert" className="border-b border-border bg-destructive-soft px-5 py-2.5 text-destructive">
          {failure}
        </p>
      )}
    </>
  );
}
