/** Says, for 10 s and politely, what changed in this event without this page's doing: a co-host, or the clock. */
import type { HostActivityEntity } from '@plenum/protocol';
import { UserRound } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { actBetween, type SeenAct } from '#/capabilities/activities/host-order.ts';
import { announce } from '#/components/live-regions.tsx';
import * as m from '#/paraglide/messages.js';

const SHOWN_MS = 10_000;

const SENTENCES: Record<SeenAct, (inputs: { title: string }) => string> = {
  opened: m.host_other_opened,
  closed: m.host_other_closed,
  'closed-itself': m.host_closed_itself,
  revealed: m.host_other_revealed,
  hidden: m.host_other_hid,
};

export function OthersNote({
  activities,
  isOver,
  isOwn,
}: {
  activities: ReadonlyMap<string, HostActivityEntity>;
  /** The event has ended. */
  isOver: boolean;
  isOwn: (activityId: string, act: SeenAct) => boolean;
}) {
  const known = useRef(activities);
  const [note, setNote] = useState<string | null>(null);
  useEffect(() => {
    const before = known.current;
    known.current = activities;
    // The end closes all that is open: that is told where it says that the event has ended.
    if (isOver) return;
    // Revealing a second round shows its first one too.
    const secondOf = (first: string) => [...activities].find(([, { follows }]) => follows === first)?.[0];
    const isMine = (id: string, act: SeenAct) =>
      isOwn(id, act) || (act === 'revealed' && isOwn(secondOf(id) ?? '', act));
    for (const [id, activity] of activities) {
      const act = actBetween(before.get(id), activity);
      if (act === null || (isMine(id, act) && act !== 'closed-itself')) continue;
      const sentence = SENTENCES[act]({ title: activity.title });
      setNote(sentence);
      announce(sentence);
    }
  }, [activities, isOwn, isOver]);
  useEffect(() => {
    if (note === null) return;
    const timer = setTimeout(() => setNote(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [note]);
  if (note === null) return null;
  return (
    <p className="flex items-start gap-2.75 rounded-[12px] bg-accent px-3.5 py-2.75 text-sm text-accent-foreground">
      <UserRound className="mt-px size-4.5 shrink-0" aria-hidden="true" />
      <span dir="auto" className="wrap-words">
        {note}
      </span>
    </p>
  );
}
