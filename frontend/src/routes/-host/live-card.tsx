/** A live event on the events page: followed, so that its numbers are now. */
import type { EventResource } from '@plenum/protocol';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { Link } from '@tanstack/react-router';
import { Monitor } from 'lucide-react';
import { useMemo } from 'react';
import { currentId, runOfShow } from '#/capabilities/activities/host-order.ts';
import { StatusBadge } from '#/capabilities/events/host-event-list.tsx';
import { useOpenScreen } from '#/capabilities/events/host-screen-link.ts';
import { statusLine } from '#/capabilities/events/host-when.ts';
import { answeredShare, seatsAnswered, seatsJoined } from '#/capabilities/participants/host-share.ts';
import { CopyButton } from '#/components/copy-button.tsx';
import { Seats, seatPlan } from '#/components/seats.tsx';
import { Button } from '#/components/ui/button.tsx';
import { spacedCode } from '#/lib/event-code.ts';
import { formatCount, formatPercent } from '#/lib/format.ts';
import { LiveEvent } from '#/live/live-event.tsx';
import { useEntities, useEntity, useEvent } from '#/live/use-feed.ts';
import { useServerNow } from '#/live/use-server-now.ts';
import * as m from '#/paraglide/messages.js';

const ROWS = 5;
const SEATS = seatPlan(ROWS).length;

export function LiveCard({ event }: { event: EventResource }) {
  return (
    <LiveEvent eventId={event.id} audience="host">
      <Card event={event} />
    </LiveEvent>
  );
}

function Card({ event: listed }: { event: EventResource }) {
  const event = useEvent() ?? listed;
  const joined = useEntity('audience', listed.id)?.joined ?? 0;
  const stage = useEntity('stage', listed.id);
  const activities = useEntities<'activity', HostEntityBodies>('activity');
  const show = useMemo(() => runOfShow(activities), [activities]);
  const current = show.find(
    ({ id }) => id === currentId(show, stage) && activities.get(id)?.state !== 'ready',
  );
  const answered = useEntity('turnout', current?.id ?? '')?.responses ?? 0;
  const now = useServerNow(30_000);
  const openScreen = useOpenScreen(listed.id);
  const share = current === undefined ? null : answeredShare(answered, joined);

  return (
    <section className="grid gap-x-10 gap-y-5 rounded-[20px] border border-border bg-card p-6 shadow-xs sm:px-7.5 md:grid-cols-[minmax(0,1fr)_250px]">
      <div>
        <div className="mb-3 flex flex-wrap items-center gap-2.5 text-sm text-muted-foreground">
          <StatusBadge status={event.status} />
          {statusLine(event, now)}
        </div>
        <h2 dir="auto" className="text-2xl wrap-words">
          {event.title}
        </h2>
        {current !== undefined && (
          <p dir="auto" className="mt-1 text-[0.9375rem] text-muted-foreground wrap-words">
            {m.host_now({ title: current.activity.title })}
          </p>
        )}
        <dl className="mt-5.5 mb-6 flex gap-12">
          <Fact value={formatCount(joined)} label={m.host_joined_word()} />
          {share !== null && (
            <Fact value={formatPercent(Math.round(share * 100), answered)} label={m.host_answered_this()} />
          )}
        </dl>
        <div className="flex flex-wrap gap-2.5">
          <Button variant="primary" asChild>
            <Link to="/host/events/$eventId" params={{ eventId: listed.id }}>
              {m.host_go_to_room()}
            </Link>
          </Button>
          <Button onClick={() => openScreen.mutate()}>
            <Monitor aria-hidden="true" />
            {m.host_open_screen()}
          </Button>
          <CopyButton text={event.code} aria-label={m.host_copy_code({ code: spacedCode(event.code) })}>
            <bdi dir="ltr" className="font-semibold tracking-[0.05em]">
              {spacedCode(event.code)}
            </bdi>
          </CopyButton>
        </div>
      </div>
      <Seats
        rows={ROWS}
        filled={share === null ? seatsJoined(joined, SEATS).filled : seatsAnswered(share, SEATS)}
        fill={share === null ? 'ink' : 'primary'}
        className="self-center max-md:max-w-60"
      />
    </section>
  );
}

function Fact({ value, label }: { value: string; label: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-sm text-muted-foreground">{label}</dt>
      <dd className="text-3xl font-[640]">{value}</dd>
    </div>
  );
}
