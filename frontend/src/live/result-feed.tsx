/** The result that shows after the own response: its own small feed, followed only by those who hold its key. */
import type { ResultEntity } from '@plenum/protocol';
import { emptyFeed, entity, FeedLoop } from '@plenum/protocol/client';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { resultFeedUrl } from '#/api/client.ts';
import { useLiveContext } from './live-event.tsx';

/** The result behind `resultKey`; `undefined` without a key or until it was answered. */
export function useResultFeed(activityId: string, resultKey: string | null): ResultEntity | undefined {
  const { eventId } = useLiveContext();
  const loop = useMemo(
    () => (resultKey === null ? null : new FeedLoop({ url: resultFeedUrl(eventId, resultKey) })),
    [eventId, resultKey],
  );
  useEffect(() => {
    loop?.start();
    return () => loop?.stop();
  }, [loop]);
  const feed = useSyncExternalStore(
    loop?.subscribe ?? never,
    loop?.getSnapshot ?? nothing,
    loop?.getSnapshot ?? nothing,
  );
  return entity(feed, 'result', activityId);
}

const never = () => () => {};
const nothing = () => emptyFeed;
