/**
 * The acts of a host on an activity, with what became of the last one. Nothing is sent late: an act that fails is told,
 * and so is one that came second.
 */
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { closeActivity, hideActivity, nextActivity, openActivity, revealActivity } from '#/api/activities.ts';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';
import type { NextAct, SeenAct } from './host-order.ts';

export const CLOSE_SOON_MS = 30_000;
/** For so long a change that arrives is taken for the echo of an own act. */
const OWN_MS = 10_000;
const ALREADY_MS = 10_000;

export type HostAct = 'open' | 'close' | 'close-soon' | 'reveal' | 'close-and-reveal' | 'hide';

/** `already`: a co-host or the clock was faster. Nothing is wrong, and nothing else happened. */
export interface Said {
  readonly is: 'failed' | 'already';
  readonly sentence: string;
}

export interface ActivityActs {
  run(act: HostAct, activityId: string): void;
  /** Closes what is on and opens what follows. @param onOpened  Also where a co-host did just the same a moment before. */
  next(act: NextAct, onOpened: (activityId: string) => void): void;
  readonly isPending: boolean;
  /** What became of the last act, where that is not what was asked for; `null` after a success, and beside other activities. */
  saidOf(activityId: string): Said | null;
  /** Whether it was this page that did this to the activity, a moment ago. */
  isOwn(activityId: string, seen: SeenAct): boolean;
}

export function useActivityActs(): ActivityActs {
  const { eventId, loop } = useLiveContext();
  const own = useRef(new Map<string, number>());
  const claim = (id: string, seen: readonly SeenAct[]) => {
    for (const act of seen) own.current.set(`${id} ${act}`, Date.now());
  };
  const disclaim = (id: string, seen: readonly SeenAct[]) => {
    for (const act of seen) own.current.delete(`${id} ${act}`);
  };
  const { mutate, reset, isPending, error, data, variables } = useMutation({
    // Never kept for later: what is sent when the network is back would surprise the room.
    networkMode: 'always',
    async mutationFn({ act, activityId }: { act: HostAct; activityId: string }) {
      claim(activityId, SEEN[act]);
      switch (act) {
        case 'open':
          return openActivity(eventId, activityId);
        case 'close':
          return closeActivity(eventId, activityId);
        case 'close-soon':
          return closeActivity(eventId, activityId, { closesInMs: CLOSE_SOON_MS });
        case 'reveal':
          return revealActivity(eventId, activityId);
        case 'close-and-reveal':
          await closeActivity(eventId, activityId);
          return revealActivity(eventId, activityId);
        case 'hide':
          return hideActivity(eventId, activityId);
      }
    },
    onSuccess({ cursor }, { act, activityId }) {
      loop.poke(cursor);
      if (cursor !== undefined) return;
      // It is told as theirs.
      disclaim(activityId, SEEN[act]);
      announce(ALREADY[act]());
    },
    onError(error) {
      announce(sentenceOf(error), 'assertive');
      loop.poke();
    },
  });
  const step = useMutation({
    networkMode: 'always',
    mutationFn({ from, to, closes }: NextAct) {
      claim(to, SEEN.open);
      if (closes !== null) claim(closes.id, SEEN.close);
      return nextActivity(eventId, { from, to });
    },
    onSuccess: ({ cursor }) => loop.poke(cursor),
    onError(error, { to, closes }) {
      // What a co-host did meanwhile is told as theirs.
      disclaim(to, SEEN.open);
      if (closes !== null) disclaim(closes.id, SEEN.close);
      announce(saidOfNext(error).sentence, 'assertive');
      loop.poke();
    },
  });
  const isOwn = useCallback(
    (id: string, seen: SeenAct) => Date.now() - (own.current.get(`${id} ${seen}`) ?? 0) < OWN_MS,
    [],
  );
  const nextSaid = step.error && saidOfNext(step.error);
  const said: Said | null =
    variables === undefined
      ? null
      : error !== null
        ? { is: 'failed', sentence: sentenceOf(error) }
        : data !== undefined && data.cursor === undefined
          ? { is: 'already', sentence: ALREADY[variables.act]() }
          : null;
  const isAlready = said?.is === 'already';
  // It was true when the act came; what is true now stands above.
  useEffect(() => {
    if (!isAlready) return;
    const timer = setTimeout(reset, ALREADY_MS);
    return () => clearTimeout(timer);
  }, [isAlready, reset]);
  return {
    run(act, activityId) {
      step.reset();
      mutate({ act, activityId });
    },
    next(act, onOpened) {
      reset();
      step.mutate(act, { onSuccess: ({ opened }) => opened !== null && onOpened(opened.id) });
    },
    isPending: isPending || step.isPending,
    saidOf: (activityId) => nextSaid ?? (variables?.activityId === activityId ? said : null),
    isOwn,
  };
}

/** Whoever comes second only looks at what the first one did. */
function saidOfNext(error: unknown): Said {
  return codeOf(error) === 'not_current'
    ? { is: 'already', sentence: m.host_already_next() }
    : { is: 'failed', sentence: sentenceOf(error) };
}

/** How the acts look in the feed. */
const SEEN: Record<HostAct, readonly SeenAct[]> = {
  open: ['opened'],
  close: ['closed'],
  'close-soon': ['closed-itself'],
  reveal: ['revealed'],
  'close-and-reveal': ['closed', 'revealed'],
  hide: ['hidden'],
};

/** An act that changed nothing. */
const ALREADY: Record<HostAct, () => string> = {
  open: m.host_already_open,
  close: m.host_already_closed,
  'close-soon': m.host_already_closed,
  reveal: m.host_already_revealed,
  'close-and-reveal': m.host_already_revealed,
  hide: m.host_already_hidden,
};
