/** The texts one may see, and one's own with what became of each. */
import type { OpenTextAnswer, OwnEntry } from '@plenum/protocol';
import { entity, type FeedState } from '@plenum/protocol/client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { meKey, useMe, useParticipation } from '#/live/participation.tsx';
import { useResultFeedState } from '#/live/result-feed.tsx';
import { useEvent, useLiveEvent } from '#/live/use-feed.ts';
import { usePartOfSurvey } from '../../parts/part-of-survey.ts';
import type { AttendeeProps, OwnAnswerOf } from '../kind.ts';
import { keptOrder, type Order, ordered, type Text, textsIn } from './texts-of.ts';

export interface RoomTexts {
  /** Where they and their scores stand. */
  readonly feed: FeedState;
  readonly texts: readonly Text[];
}

/** What the room sees; behind the own key where results show after the own response. */
export function useRoomTexts({
  activityId,
  activity,
  own,
}: Pick<AttendeeProps, 'activityId' | 'activity' | 'own'>): RoomTexts {
  const part = usePartOfSurvey();
  const shared = useLiveEvent((feed) => feed);
  const isShared = entity(shared, 'result', activityId) !== undefined;
  const isBehindKey = !isShared && activity.resultVisibility === 'after-own-response';
  const behindKey = useResultFeedState(isBehindKey ? own.resultKey : null);
  const feed = isBehindKey ? behindKey : shared;
  return useMemo(() => ({ feed, texts: textsIn(feed, activityId, part) }), [feed, activityId, part]);
}

/** As chosen, and then at rest: votes change numbers, not places, until somebody asks for the order again. */
export function useOrdered({ feed, texts }: RoomTexts): {
  ordered: readonly Text[];
  order: Order;
  sort: (order: Order) => void;
} {
  const scoreOf = (id: string) => entity(feed, 'score', id)?.score ?? 0;
  const sorted = (order: Order) => ordered(texts, order, scoreOf).map(({ id }) => id);
  const [{ order, ids }, setKept] = useState<{ order: Order; ids: readonly string[] }>({
    order: 'top',
    ids: [],
  });
  const kept = keptOrder(ids, sorted(order), order);
  if (kept.join() !== ids.join()) setKept({ order, ids: kept });
  const byId = new Map(texts.map((text) => [text.id, text]));
  return {
    ordered: kept.flatMap((id) => byId.get(id) ?? []),
    order,
    sort: (next) => setKept({ order: next, ids: sorted(next) }),
  };
}

/**
 * Own texts as `/me` has them, those that only their author sees included; `undefined` until it answered. Asks again once
 * after an own text was acknowledged, and when one that stood in the room's list is gone from it: never on a timer.
 *
 * @param isVisible  The room's list can be seen: without it, everything is gone from it, for everybody at once.
 */
export function useOwnEntries(
  activityId: string,
  own: OwnAnswerOf<OpenTextAnswer>,
  shown: readonly Text[],
  isVisible: boolean,
): readonly OwnEntry[] | undefined {
  const part = usePartOfSurvey();
  const { identity } = useParticipation();
  const run = useEvent()?.run;
  const queryClient = useQueryClient();
  const entries = useMe(identity, (me) =>
    me.run === run
      ? me.entries.filter((entry) => entry.activityId === activityId && entry.part === part)
      : [],
  );

  // What is stored and not among them yet, as one name: asked for once, should it never turn up.
  const missing =
    own.status === 'saved' && entries !== undefined
      ? (own.answer?.texts ?? []).filter((text) => !entries.some((entry) => entry.text === text)).join('\n')
      : '';
  const mine = entries?.map(({ id }) => id) ?? [];
  const seen = shown
    .map(({ id }) => id)
    .filter((id) => mine.includes(id))
    .join();
  const before = useRef(seen);
  useEffect(() => {
    const isGone = before.current.split(',').some((id) => id !== '' && !seen.includes(id));
    before.current = seen;
    if ((isGone && isVisible) || missing !== '') {
      void queryClient.invalidateQueries({ queryKey: meKey(identity) });
    }
  }, [seen, isVisible, missing, queryClient, identity]);
  return entries;
}
