/** One person's own answer to one activity: what waits in the outbox over what the server stores. */
import {
  type Act,
  deleteResponse,
  isUnsent,
  type OwnAnswer,
  ownAnswer,
  putResponse,
  responseKey,
} from '@plenum/protocol/client';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useMe, useParticipation } from './participation.tsx';
import { useEvent, useLiveEvent } from './use-feed.ts';

export interface OwnAnswerView extends OwnAnswer {
  /** What they last wanted, counted or not; for "… was not counted". */
  readonly attempted: unknown;
  /** When they tapped it, ms in server time; `null` when nothing was tapped on this device. */
  readonly attemptedAt: number | null;
  /** They took it back, and that is stored. */
  readonly isTakenBack: boolean;
  /** Opens the result that shows after the own response. */
  readonly resultKey: string | null;
}

export function useOwnAnswer(activityId: string): OwnAnswerView {
  const { identity } = useParticipation();
  const act = useAct(responseKey(activityId));
  const run = useEvent()?.run;
  const stored = useMe(identity, (me) =>
    me.run === run ? me.responses.find((response) => response.activityId === activityId) : undefined,
  );
  const feedCursor = useLiveEvent((feed) => feed.cursor);
  return useMemo(
    () => ({
      ...ownAnswer(act, stored, feedCursor),
      attempted: act?.answer ?? null,
      attemptedAt: act?.seq ?? null,
      isTakenBack: act !== undefined && act.answer === null && act.state.status === 'saved',
      resultKey: act?.held?.resultKey ?? stored?.resultKey ?? null,
    }),
    [act, stored, feedCursor],
  );
}

/** Answers, changes the answer, or takes it back: stored on this device first, then sent until somebody hears it. */
export function useRespond(activityId: string): { respond: (answer: unknown) => void; takeBack: () => void } {
  const { identity, outbox } = useParticipation();
  const { eventId } = identity;
  return useMemo(
    () => ({
      respond: (answer) => void outbox.put(putResponse(eventId, activityId, answer)),
      takeBack: () => void outbox.put(deleteResponse(eventId, activityId)),
    }),
    [outbox, eventId, activityId],
  );
}

/** How many answers wait, and whether this browser keeps them should the page be closed. */
export function useOutboxSummary(): { waiting: number; isDurable: boolean } {
  const { outbox } = useParticipation();
  const waiting = useSyncExternalStore(
    outbox.subscribe,
    () => [...outbox.getSnapshot().acts.values()].filter(isUnsent).length,
    () => 0,
  );
  const isDurable = useSyncExternalStore(
    outbox.subscribe,
    () => outbox.getSnapshot().isDurable,
    () => true,
  );
  return { waiting, isDurable };
}

/** To how many activities this person's answer counts, what waits included; `undefined` until the server answered. */
export function useAnsweredCount(): number | undefined {
  const { identity, outbox } = useParticipation();
  const run = useEvent()?.run;
  const stored = useMe(identity, (me) => (me.run === run ? me.responses : []));
  const { acts } = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot, outbox.getSnapshot);
  if (stored === undefined) return undefined;
  const answers = new Map(stored.map(({ activityId, answer }) => [responseKey(activityId), answer]));
  for (const act of acts.values()) {
    if (!isResponse(act)) continue;
    if (isUnsent(act)) answers.set(act.key, act.answer);
    else if (act.held !== null) answers.set(act.key, act.held.answer);
  }
  return [...answers.values()].filter((answer) => answer !== null && answer !== undefined).length;
}

/** Upvotes wait in the same outbox, and answer nothing. */
function isResponse({ key }: Act): boolean {
  return key.startsWith(responseKey(''));
}

function useAct(key: string): Act | undefined {
  const { outbox } = useParticipation();
  const read = useCallback(() => outbox.getSnapshot().acts.get(key), [outbox, key]);
  return useSyncExternalStore(outbox.subscribe, read, read);
}
