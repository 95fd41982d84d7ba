/** The run of show as a whole: its order, copies, many at once, and *next*. */
import type { ActivityResource, ArrangeActivities, ImportActivities, NextActivity } from '@plenum/protocol';
import { v7 as uuidv7 } from 'uuid';
import { AppError } from '#/errors.ts';
import { type Acted, type Activities, newActivity, requireNotOver } from './activities.ts';
import { requireLive } from './rules.ts';

export interface Stepped {
  /** What is on now; `null` after the last one. */
  readonly opened: ActivityResource | null;
  readonly closed: ActivityResource | null;
  readonly cursor: string;
}

export function createRunOfShow({ requireOwner, store, get, list }: Activities) {
  return {
    /**
     * Closes what is on and opens what follows, in one act. Two hosts who press at once run it once: both believe the same activity is
     * on, the second finds it done.
     * @throws not_current when another one is on; event_not_started, event_paused, event_ended
     */
    async next(userId: string, eventId: string, { from, to, opensInMs }: NextActivity): Promise<Stepped> {
      requireLive(await requireOwner(eventId, userId));
      const stepped = await store.next(eventId, from, to ?? null, opensInMs ?? null);
      if (stepped === 'not_current') throw new AppError('not_current');
      if (stepped === 'not_live') throw new AppError('edit_conflict');
      const { opened, closed, cursor } = stepped;
      return {
        opened: opened === null ? null : await get(userId, eventId, opened),
        closed: closed === null ? null : await get(userId, eventId, closed),
        cursor,
      };
    },

    async arrange(
      userId: string,
      eventId: string,
      { items }: ArrangeActivities,
    ): Promise<ActivityResource[]> {
      await requireOwner(eventId, userId);
      await store.arrange(eventId, items);
      return list(userId, eventId);
    },

    /** Right behind the original; idempotent by the copy's id. */
    async duplicate(
      userId: string,
      eventId: string,
      id: string,
      copyId = uuidv7(),
      isSecondRound = false,
    ): Promise<{ activity: Acted; isNew: boolean }> {
      requireNotOver(await requireOwner(eventId, userId));
      const { outcome, cursor } = await store.duplicate(eventId, id, copyId, isSecondRound);
      if (outcome === 'missing') throw new AppError('activity_not_found');
      return { activity: { ...(await get(userId, eventId, copyId)), cursor }, isNew: outcome === 'created' };
    },

    /** All or none. Paths of what is wrong begin with `/activities/<index>`. */
    async import(
      userId: string,
      eventId: string,
      { activities }: ImportActivities,
    ): Promise<ActivityResource[]> {
      requireNotOver(await requireOwner(eventId, userId));
      const ids = new Set<string>();
      const checked = activities.map((activity, index) => {
        if (activity.id !== undefined && ids.has(activity.id)) {
          throw new AppError('request_invalid', {
            errors: [{ path: `/activities/${index}/id`, message: 'must differ from the others' }],
          });
        }
        if (activity.id !== undefined) ids.add(activity.id);
        try {
          return newActivity(activity);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          throw new AppError(error.code, {
            errors: (error.errors ?? []).map(({ path, message }) => ({
              path: `/activities/${index}${path}`,
              message,
            })),
          });
        }
      });
      await store.import(eventId, checked);
      const added = new Set(checked.map(({ id }) => id));
      return (await list(userId, eventId)).filter(({ id }) => added.has(id));
    },
  };
}
