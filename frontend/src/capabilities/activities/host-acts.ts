/** The acts of a host on an activity, with what became of the last one. Nothing is sent late: an act that fails is told. */
import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { closeActivity, hideActivity, nextActivity, openActivity, revealActivity } from '#/api/activities.ts';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { useLiveContext } from '#/live/live-event.tsx';
import * as m from '#/paraglide/messages.js';
import type { NextAct } from './host-order.ts';

export const CLOSE_SOON_MS = 30_000;
/** For so long a change that arrives is taken for the echo of an own act. */
const OWN_MS = 10_000;

export type HostAct = 'open' | 'close' | 'close-soon' | 'reveal' | 'close-and-reveal' | 'hide';

export interface ActivityActs {
  run(act: HostAct, activityId: string): void;
  /** Closes what is on and opens what follows. @param onOpened  Also where a co-host did just the same a moment before. */
  next(act: NextAct, onOpened: (activityId: string) => void): void;
  readonly isPending: boolean;
  /** The sentence of the last failure; `null` after a success. */
  readonly failure: string | null;
  /** Whether this page acted on the activity a moment ago. */
  isOwn(activityId: string): boolean;
}

export function useActivityActs(): ActivityActs {
  const { eventId, loop } = useLiveContext();
  const actedAt = useRef(new Map<string, number>());
  const { mutate, reset, isPending, error } = useMutation({
    // Never kept for later: what is sent when the network is back would surprise the room.
    networkMode: 'always',
    async mutationFn({ act, activityId }: { act: HostAct; activityId: string }) {
      actedAt.current.set(activityId, Date.now());
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
    onSuccess: ({ cursor }) => loop.poke(cursor),
    onError(error) {
      announce(sentenceOf(error), 'assertive');
      loop.poke();
    },
  });
  const step = useMutation({
    networkMode: 'always',
    mutationFn({ from, to, closes }: NextAct) {
      for (const id of [to, closes?.id]) if (id !== undefined) actedAt.current.set(id, Date.now());
      return nextActivity(eventId, { from, to });
    },
    onSuccess: ({ cursor }) => loop.poke(cursor),
    onError(error, { to, closes }) {
      // What a co-host did meanwhile is told as theirs.
      for (const id of [to, closes?.id]) if (id !== undefined) actedAt.current.delete(id);
      announce(nextSentence(error), 'assertive');
      loop.poke();
    },
  });
  const isOwn = useCallback((id: string) => Date.now() - (actedAt.current.get(id) ?? 0) < OWN_MS, []);
  const failed = step.error !== null ? nextSentence(step.error) : error !== null ? sentenceOf(error) : null;
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
    failure: failed,
    isOwn,
  };
}

/** Whoever comes second only looks at what the first one did. */
function nextSentence(error: unknown): string {
  return codeOf(error) === 'not_current' ? m.host_next_taken() : sentenceOf(error);
}
