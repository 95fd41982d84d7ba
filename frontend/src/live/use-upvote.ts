/** One person's upvote of a text: shown at once, kept in the outbox, counted by the server whenever it hears it. */
import {
  type Act,
  deleteUpvote,
  entity,
  type FeedState,
  ownAnswer,
  putUpvote,
  upvoteKey,
} from '@plenum/protocol/client';
import { useCallback, useSyncExternalStore } from 'react';
import { useMe, useParticipation } from './participation.tsx';
import { useEvent } from './use-feed.ts';

export interface UpvoteView {
  readonly isUpvoted: boolean;
  /** As the feed says it, the own tap included. */
  readonly score: number;
  toggle(): void;
}

/** @param feed  Where the text stands: the event's, or the one behind the own result key. */
export function useUpvote(activityId: string, entryId: string, feed: FeedState): UpvoteView {
  const { identity, outbox } = useParticipation();
  const key = upvoteKey(entryId);
  const read = useCallback(() => outbox.getSnapshot().acts.get(key), [outbox, key]);
  const act = useSyncExternalStore(outbox.subscribe, read, read);
  const run = useEvent()?.run;
  const stored = useMe(identity, (me) =>
    me.run === run ? me.upvotes.find((upvote) => upvote.entryId === entryId) : undefined,
  );
  const score = entity(feed, 'score', entryId)?.score ?? 0;
  const view = upvoteView(act, stored, feed.cursor, score);
  return {
    ...view,
    toggle() {
      const { eventId } = identity;
      outbox.put(
        view.isUpvoted ? deleteUpvote(eventId, activityId, entryId) : putUpvote(eventId, activityId, entryId),
      );
    },
  };
}

/** Pure. The own tap is added to the score until the feed has it. */
export function upvoteView(
  act: Act | undefined,
  stored: { readonly upvoted: boolean; readonly seq: number } | undefined,
  feedCursor: string | null,
  score: number,
): { isUpvoted: boolean; score: number } {
  // An acknowledgement names no answer: of an act that another device overtook only `/me` knows what became of it.
  const known = act?.held?.status === 'superseded' && act.state.status === 'saved' ? undefined : act;
  const { answer, isInFeed } = ownAnswer(
    known,
    stored && { answer: stored.upvoted ? true : null, seq: stored.seq },
    feedCursor,
  );
  const isUpvoted = answer === true;
  return { isUpvoted, score: isInFeed ? score : Math.max(0, score + (isUpvoted ? 1 : -1)) };
}
