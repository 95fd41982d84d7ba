/** The result as far as one person may see it: the public one, else the one behind the own key. */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { useResultFeed } from '#/live/result-feed.tsx';
import { useEntity } from '#/live/use-feed.ts';
import type { OwnAnswerView } from '#/live/use-own-answer.ts';

/** `undefined` while hidden. */
export function useVisibleResult(
  activityId: string,
  activity: ActivityEntity,
  own: OwnAnswerView,
): ResultEntity | undefined {
  const shared = useEntity('result', activityId);
  const mayAsk =
    shared === undefined && activity.resultVisibility === 'after-own-response' && own.status === 'saved';
  const behindKey = useResultFeed(activityId, mayAsk ? own.resultKey : null);
  return shared ?? behindKey;
}
