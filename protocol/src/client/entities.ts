/** Typed looks into a feed's state: which type of entity has which body. Reading only; references are the state's own. */
import type {
  ActivityEntity,
  BucketsEntity,
  HostActivityEntity,
  ResultEntity,
  TurnoutEntity,
} from '../activities.ts';
import type { EntryEntity, HostEntryEntity, ScoreEntity } from '../entries.ts';
import type { AudienceEntity, EventEntity, StageEntity } from '../events.ts';
import type { LeaderboardEntity } from '../quiz.ts';
import type { FeedState } from './apply.ts';

/** Bodies by type, as the attendee and screen feeds carry them (`stage` on the screen and host feeds only). */
export interface EntityBodies {
  event: EventEntity;
  activity: ActivityEntity;
  result: ResultEntity;
  turnout: TurnoutEntity;
  audience: AudienceEntity;
  stage: StageEntity;
  entry: EntryEntity;
  score: ScoreEntity;
  leaderboard: LeaderboardEntity;
}

export interface HostEntityBodies extends Omit<EntityBodies, 'activity' | 'entry'> {
  activity: HostActivityEntity;
  entry: HostEntryEntity;
  buckets: BucketsEntity;
}

const none: ReadonlyMap<string, never> = new Map<string, never>();

/** All entities of one type by id; the same reference until one of them changes. */
export function entitiesOf<Type extends keyof Bodies & string, Bodies = EntityBodies>(
  feed: FeedState,
  type: Type,
): ReadonlyMap<string, Bodies[Type]> {
  return (feed.entities.get(type) as ReadonlyMap<string, Bodies[Type]> | undefined) ?? none;
}

/** One entity's body, or `undefined`; the same reference until it changes. */
export function entity<Type extends keyof Bodies & string, Bodies = EntityBodies>(
  feed: FeedState,
  type: Type,
  id: string,
): Bodies[Type] | undefined {
  return entitiesOf<Type, Bodies>(feed, type).get(id);
}
