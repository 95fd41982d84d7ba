/** Between activities: the room as seats, yours with a ring. */
import type { EventStatus } from '@plenum/protocol';
import { useState } from 'react';
import { peoplePerSeat, ROOM_SEATS, Seats } from '#/components/seats.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useLiveContext } from '#/live/live-event.tsx';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';

export function WaitingRoom({ nickname, status }: { nickname: string | null; status: EventStatus }) {
  const { eventId } = useLiveContext();
  const joined = useEntity('audience', eventId)?.joined ?? 0;
  // Who came last sits last: the own seat is the one that was taken on coming, and stays it while more come.
  const [place] = useState(() => Math.max(1, joined));
  const each = peoplePerSeat(joined, ROOM_SEATS);
  const filled = Math.ceil(joined / each);
  const own = joined === 0 ? null : Math.min(Math.ceil(place / each), filled) - 1;
  return (
    <div className="flex flex-1 flex-col">
      <div className="mx-auto mt-4 w-[min(100%,26rem)] short:w-[min(100%,18rem)]">
        <Seats filled={filled} own={own} />
      </div>
      <p className="mt-3 text-center text-sm text-muted-foreground">
        {m.people_joined(counted(joined))}
        {each > 1 && <> · {m.each_seat({ count: formatCount(each) })}</>}
      </p>
      <div className="px-2 pt-8.5 text-center short:pt-4">
        <h1 tabIndex={-1} className="text-3xl wrap-words">
          {nickname === null ? m.waiting_title() : m.waiting_title_name({ name: nickname })}
        </h1>
        <p className="mt-2.5 text-lg text-balance text-muted-foreground">
          {status === 'draft' ? m.early_text() : status === 'paused' ? m.break_soon() : m.waiting_text()}
        </p>
      </div>
    </div>
  );
}
