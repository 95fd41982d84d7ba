/** The acts of hosts on activities: load, decide (rules.ts), commit in one call; again when two hosts met. */

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type {
  ActivityResource,
  CloseActivity,
  CreateActivity,
  EventStatus,
  OpenActivity,
  ShowBuckets,
  UpdateActivity,
} from '@plenum/protocol';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { awardsOf, givesPoints } from './awards.ts';
import { BUCKET_BYTES_MAX } from './kinds/buckets.ts';
import { kindOf, requireCorrect, settingsOf, traitsOf } from './kinds/index.ts';
import {
  type ActivityPatch,
  close,
  hide,
  open,
  requireLive,
  requireSmall,
  reveal,
  schedule,
} from './rules.ts';
import { createActivityStore, type NewActivity, type StoredActivity } from './store.ts';

const TRIES = 6;
/** Those who met and lost try again at different moments. */
const apart = (attempt: number) => (attempt === 0 ? undefined : sleep(Math.random() * 30 * attempt));
const FROZEN_DETAIL =
  'People have answered. Wording may change; to ask something else, duplicate the activity and change the copy.';

/** An activity as an act left it, and the cursor at which everybody sees it. */
export type Acted = ActivityResource & { cursor?: string };

export function createActivities({ database, act: commit }: Deps) {
  const store = createActivityStore(database, commit);

  /** Only the owner acts. @throws event_not_found, event_gone, forbidden */
  async function requireOwner(eventId: string, userId: string): Promise<EventStatus> {
    const event = await store.event(eventId);
    if (!event) throw new AppError('event_not_found');
    if (event.isDeleted) throw new AppError('event_gone');
    if (event.ownerId !== userId) throw new AppError('forbidden');
    return event.status;
  }

  async function load(eventId: string, id: string): Promise<StoredActivity> {
    const activity = await store.load(eventId, id);
    if (!activity) throw new AppError('activity_not_found');
    return activity;
  }

  async function act(
    userId: string,
    eventId: string,
    id: string,
    decide: (
      activity: StoredActivity,
      status: EventStatus,
    ) => ActivityPatch | null | Promise<ActivityPatch | null>,
  ): Promise<Acted> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      await apart(attempt);
      const status = await requireOwner(eventId, userId);
      const activity = await load(eventId, id);
      const patch = await decide(activity, status);
      if (!patch) return activity.resource;
      const outcome = await store.commit(eventId, id, activity.revision, patch);
      if (outcome === 'answered') throw new AppError('activity_frozen', { detail: FROZEN_DETAIL });
      if (outcome !== 'changed') return { ...(await load(eventId, id)).resource, cursor: outcome.cursor };
    }
    throw new AppError('edit_conflict');
  }

  /** Points for these closed questions, and for all that were asked after them and have some. */
  async function awards(
    { eventId }: ActivityResource,
    ids: readonly string[],
    now: { id: string; correct?: unknown },
  ): Promise<ActivityPatch> {
    const found = awardsOf(await store.scored(eventId, ids), now);
    return Object.keys(found.awards).length > 0 ? { ...found } : {};
  }

  return {
    requireOwner,
    store,

    /** Idempotent by id. @throws id_taken when it was an activity's that was deleted with its answers; activities_full; request_invalid (settings, correct) */
    async create(
      userId: string,
      eventId: string,
      input: CreateActivity,
    ): Promise<{ activity: Acted; isNew: boolean }> {
      requireNotOver(await requireOwner(eventId, userId));
      const activity = newActivity(input);
      const { outcome, cursor } = await store.create(eventId, activity);
      return {
        activity: { ...(await load(eventId, activity.id)).resource, cursor },
        isNew: outcome === 'created',
      };
    },

    async get(userId: string, eventId: string, id: string): Promise<ActivityResource> {
      await requireOwner(eventId, userId);
      return (await load(eventId, id)).resource;
    },

    async list(userId: string, eventId: string): Promise<ActivityResource[]> {
      await requireOwner(eventId, userId);
      return (await store.list(eventId)).map((activity) => activity.resource);
    },

    /** @throws activity_frozen: answers depend on what should change; ask again with a copy instead. */
    async update(userId: string, eventId: string, id: string, input: UpdateActivity): Promise<Acted> {
      return act(userId, eventId, id, async (activity) => {
        const { kind, resource } = activity;
        const settings = input.settings !== undefined ? settingsOf(kind, input.settings) : activity.settings;
        const correct = input.correct === undefined ? activity.correct : input.correct;
        requireCorrect(kind, settings, correct);
        const { title, explanation, image } = { ...activity.resource, ...input };
        requireSmall({ kind, title, image, settings, correct, explanation: explanation ?? null });
        if (
          activity.state === 'closed' &&
          input.settings !== undefined &&
          !isDeepStrictEqual(settings, activity.settings)
        ) {
          throw new AppError('activity_closed');
        }
        return {
          ...schedule(activity, input, activity.resource),
          ...(input.title !== undefined && { title: input.title }),
          ...(input.image !== undefined && { image: input.image }),
          ...(input.settings !== undefined && { settings, traits: traitsOf(kind, settings) }),
          ...(input.settings !== undefined &&
            !kindOf(kind).keepsCounts(activity.settings, settings) && { countsDepend: true }),
          ...(input.resultVisibility !== undefined && { result_visibility: input.resultVisibility }),
          ...(input.correct !== undefined && { correct: input.correct }),
          ...(input.explanation !== undefined && { explanation: input.explanation }),
          ...(input.hostNotes !== undefined && { host_notes: input.hostNotes }),
          ...(input.section !== undefined && { section: input.section }),
          ...(input.position !== undefined && { position: input.position }),
          // What is right was named late, or was wrong: the points are given now, or again.
          ...(isRevealed(activity) &&
            input.correct !== undefined &&
            !isDeepStrictEqual(input.correct, activity.correct) &&
            givesPoints(kind) &&
            (await awards(resource, [id], { id, correct }))),
        };
      });
    },

    async delete(userId: string, eventId: string, id: string): Promise<void> {
      await requireOwner(eventId, userId);
      for (let attempt = 0; attempt < TRIES; attempt++) {
        await apart(attempt);
        const found = awardsOf(await store.scored(eventId, [id], true), { id, isGone: true });
        if ((await store.delete(eventId, id, found)) === 'deleted') return;
      }
      throw new AppError('edit_conflict');
    },

    open: (userId: string, eventId: string, id: string, input: OpenActivity) =>
      act(userId, eventId, id, (activity, status) => {
        if (activity.state !== 'open') requireLive(status);
        return open(activity, input);
      }),
    close: (userId: string, eventId: string, id: string, input: CloseActivity) =>
      act(userId, eventId, id, (activity) => close(activity, input)),

    /** What gives points is closed first: who knows the right answer cannot earn any. A second round shows its first one too. */
    async reveal(userId: string, eventId: string, id: string): Promise<Acted> {
      await act(userId, eventId, id, (activity) =>
        activity.state === 'open' && givesPoints(activity.kind) ? { state: 'closed' } : null,
      );
      return act(userId, eventId, id, async (activity) => {
        const patch = reveal(activity);
        if (!patch || !givesPoints(activity.kind)) return patch;
        const { resource, correct } = activity;
        // Also where it was shown before, and hidden: the right answer may be another one since.
        const ids = resource.follows === null ? [id] : [resource.follows, id];
        return { ...patch, ...(await awards(resource, ids, { id, correct })) };
      });
    },
    hide: (userId: string, eventId: string, id: string) => act(userId, eventId, id, hide),

    /** How the room sees buckets that people named. @throws request_invalid where nobody names any. */
    async showBuckets(userId: string, eventId: string, id: string, { buckets }: ShowBuckets): Promise<Acted> {
      await requireOwner(eventId, userId);
      const { kind, settings } = await load(eventId, id);
      const prefixes = kindOf(kind).named?.(settings) ?? [];
      for (const [bucket, shownAs] of Object.entries(buckets)) {
        const isNamed = prefixes.some(
          (prefix) => isNamedBy(prefix, bucket) && (shownAs === null || isNamedBy(prefix, shownAs)),
        );
        if (isNamed) continue;
        throw new AppError('request_invalid', {
          errors: [{ path: `/buckets/${bucket.slice(0, 64)}`, message: 'is none that people named' }],
        });
      }
      const cursor = await store.showBuckets(eventId, id, buckets);
      return { ...(await load(eventId, id)).resource, cursor };
    },
  };
}

/** Whether people can have named it. */
const isNamedBy = (prefix: string, bucket: string) =>
  bucket.startsWith(prefix) && bucket.length > prefix.length && Buffer.byteLength(bucket) <= BUCKET_BYTES_MAX;

const isRevealed = ({ state, resultState }: StoredActivity) => state === 'closed' && resultState === 'shown';

export function requireNotOver(status: EventStatus): void {
  if (status === 'ended' || status === 'archived') throw new AppError('event_ended');
}

/** @throws request_invalid */
export function newActivity(input: CreateActivity): NewActivity {
  const { kind, title, opensAt = null, closesAt = null } = input;
  const settings = settingsOf(kind, input.settings);
  requireCorrect(kind, settings, input.correct);
  schedule({ state: 'ready', resultState: 'auto' }, { opensAt, closesAt });
  const shown = {
    kind,
    title,
    image: input.image ?? null,
    settings,
    correct: input.correct ?? null,
    explanation: input.explanation ?? null,
  };
  requireSmall(shown);
  return {
    ...shown,
    id: input.id ?? uuidv7(),
    traits: traitsOf(kind, settings),
    resultVisibility: input.resultVisibility ?? 'host-only',
    hostNotes: input.hostNotes ?? null,
    section: input.section ?? null,
    opensAt,
    closesAt,
  };
}

export type Activities = ReturnType<typeof createActivities>;
