/**
 * *Next* in the control room. While a host runs the event it is one act: it closes what is on and opens what follows.
 * Where everybody goes at their own speed, and after the end, it only shows the next one.
 */
import type { EventEntity } from '@plenum/protocol';
import { useEffect, useRef } from 'react';
import type { ActivityActs } from '#/capabilities/activities/host-acts.ts';
import {
  type NextAct,
  nextAct,
  nextId,
  onId,
  type ShownActivity,
} from '#/capabilities/activities/host-order.ts';

export interface Next {
  readonly act: NextAct | null;
  /** What "Up next" names. */
  readonly id: string | null;
  /** `null`: there is nothing to go on to. */
  readonly go: (() => void) | null;
}

export function useNext({
  event,
  show,
  selectedId,
  isControl,
  acts,
  select,
}: {
  event: EventEntity;
  show: readonly ShownActivity[];
  selectedId: string | null;
  isControl: boolean;
  acts: ActivityActs;
  select: (activityId: string) => void;
}): Next {
  const isHostPaced = event.settings.pace !== 'self';
  const on = onId(show);
  const before = useRef(on);
  const choose = useRef(select);
  useEffect(() => {
    choose.current = select;
  });
  // Whoever stood at what was on goes along when a co-host or the clock opens the next.
  useEffect(() => {
    const left = before.current;
    before.current = on;
    const isAlong = isControl && isHostPaced && left !== null && left === selectedId;
    if (on !== null && on !== left && isAlong) choose.current(on);
  }, [on, selectedId, isControl, isHostPaced]);

  if (event.status === 'live' && isHostPaced) {
    const act = nextAct(show, selectedId);
    return {
      act,
      id: act !== null && act.to !== selectedId ? act.to : selectedId && nextId(show, selectedId),
      go: act && (() => acts.next(act, select)),
    };
  }
  const isOver = event.status === 'ended' || event.status === 'archived';
  const id = show[show.findIndex((shown) => shown.id === selectedId) + 1]?.id ?? null;
  return { act: null, id, go: id !== null && (isOver || !isHostPaced) ? () => select(id) : null };
}
