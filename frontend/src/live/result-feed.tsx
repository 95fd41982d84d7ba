/** The result that shows after the own response: its own small feed, followed only by those who hold its key. */
import type { ResultEntity } from '@plenum/protocol';
import { emptyFeed, entity, FeedLoop, type FeedState } from '@plenum/protocol/client';
import { useCallback, useSyncExternalStore } from 'react';
import { resultFeedUrl } from '#/api/client.ts';
import { useLiveContext } from './live-event.tsx';

/** One loop for all of a page that look through the same key: counts, and texts of their own. */
const loops = new Map<string, { readonly loop: FeedLoop; followers: number }>();

/** All behind `resultKey`; empty without a key or until it was answered. */
export function useResultFeedState(resultKey: string | null): FeedState {
  const { eventId } = useLiveContext();
  const url = resultKey === null ? null : resultFeedUrl(eventId, resultKey);
  const subscribe = useCallback(
    (listener: () => void) => (url === null ? () => {} : follow(url, listener)),
    [url],
  );
  const read = () => (url === null ? undefined : loops.get(url))?.loop.getSnapshot() ?? emptyFeed;
  return useSyncExternalStore(subscribe, read, read);
}

/** The result behind `resultKey`; `undefined` without a key or until it was answered. */
export function useResultFeed(activityId: string, resultKey: string | null): ResultEntity | undefined {
  return entity(useResultFeedState(resultKey), 'result', activityId);
}

function follow(url: string, listener: () => void): () => void {
  const shared = loops.get(url) ?? { loop: new FeedLoop({ url }), followers: 0 };
  if (shared.followers === 0) {
    loops.set(url, shared);
    shared.loop.start();
  }
  shared.followers += 1;
  const unsubscribe = shared.loop.subscribe(listener);
  return () => {
    unsubscribe();
    shared.followers -= 1;
    if (shared.followers > 0) return;
    shared.loop.stop();
    loops.delete(url);
  };
}
