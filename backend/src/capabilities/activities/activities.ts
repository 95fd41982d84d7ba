/** The acts of hosts on activities: load, decide (rules.ts), commit in one call; again when two hosts met. */

import { isDeepStrictEqual } from 'node:util';
import type {
  ActivityResource,
  CloseActivity,
  CreateActivity,
  EventStatus,
  OpenActivity,
  UpdateActivity,
} from '@plenum/protocol';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { kindOf } from './kinds/index.ts';
import { type ActivityPatch, close, hide, open, requireLive, requireSmall, reveal } from './rules.ts';
import { createActivityStore, type StoredActivity } from './store.ts';

const TRIES = 5;

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
    decide: (activity: StoredActivity, status: EventStatus) => ActivityPatch | null,
  ): Promise<Acted> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const status = await requireOwner(eventId, userId);
      const activity = await load(eventId, id);
      const patch = decide(activity, status);
      if (!patch) return activity.resource;
      const outcome = await store.commit(eventId, id, activity.revision, patch);
      if (outcome === 'answered') throw new AppError('activity_frozen');
      if (outcome !== 'changed') return { ...(await load(eventId, id)).resource, cursor: outcome.cursor };
    }
    throw new AppError('edit_conflict');
  }

  return {
    /** Idempotent by id. @throws id_taken when it was an activity's that was deleted with its answers; request_invalid (settings, correct) */
    async create(
      userId: string,
      eventId: string,
      input: CreateActivity,
    ): Promise<{ activity: Acted; isNew: boolean }> {
      const status = await requireOwner(eventId, userId);
      if (status === 'ended' || status === 'archived') throw new AppError('event_ended');
      const settings = checkSettings(input.kind, input.settings);
      checkCorrect(input.kind, settings, input.correct);
      const id = input.id ?? uuidv7();
      const shown = {
        kind: input.kind,
        title: input.title,
        settings,
        correct: input.correct ?? null,
        explanation: input.explanation ?? null,
      };
      requireSmall(shown);
      const created = await store.create(eventId, {
        ...shown,
        id,
        resultVisibility: input.resultVisibility ?? 'host-only',
        hostNotes: input.hostNotes ?? null,
      });
      if (created === 'id_taken') throw new AppError('id_taken');
      const { isNew, cursor } = created;
      return { activity: { ...(await load(eventId, id)).resource, cursor }, isNew };
    },

    async get(userId: string, eventId: string, id: string): Promise<ActivityResource> {
      await requireOwner(eventId, userId);
      return (await load(eventId, id)).resource;
    },

    async list(userId: string, eventId: string): Promise<ActivityResource[]> {
      await requireOwner(eventId, userId);
      return (await store.list(eventId)).map((activity) => activity.resource);
    },

    update(userId: string, eventId: string, id: string, input: UpdateActivity): Promise<Acted> {
      return act(userId, eventId, id, (activity) => {
        const settings = input.settings ? checkSettings(activity.kind, input.settings) : activity.settings;
        const correct = input.correct === undefined ? activity.correct : input.correct;
        checkCorrect(activity.kind, settings, correct);
        const { kind, title, explanation } = { ...activity.resource, ...input };
        requireSmall({ kind, title, settings, correct, explanation: explanation ?? null });
        if (
          activity.state === 'closed' &&
          input.settings &&
          !isDeepStrictEqual(settings, activity.settings)
        ) {
          throw new AppError('activity_closed');
        }
        return {
          ...(input.title !== undefined && { title: input.title }),
          ...(input.settings && { settings }),
          ...(input.settings &&
            !kindOf(activity.kind).keepsCounts(activity.settings, settings) && { countsDepend: true }),
          ...(input.resultVisibility !== undefined && { result_visibility: input.resultVisibility }),
          ...(input.correct !== undefined && { correct: input.correct }),
          ...(input.explanation !== undefined && { explanation: input.explanation }),
          ...(input.hostNotes !== undefined && { host_notes: input.hostNotes }),
          ...(input.position !== undefined && { position: input.position }),
        };
      });
    },

    async delete(userId: string, eventId: string, id: string): Promise<void> {
      await requireOwner(eventId, userId);
      await store.delete(eventId, id);
    },

    open: (userId: string, eventId: string, id: string, input: OpenActivity) =>
      act(userId, eventId, id, (activity, status) => {
        if (activity.state !== 'open') requireLive(status);
        return open(activity, input);
      }),
    close: (userId: string, eventId: string, id: string, input: CloseActivity) =>
      act(userId, eventId, id, (activity) => close(activity, input)),
    reveal: (userId: string, eventId: string, id: string) => act(userId, eventId, id, reveal),
    hide: (userId: string, eventId: string, id: string) => act(userId, eventId, id, hide),
  };
}

function checkSettings(kind: CreateActivity['kind'], input: unknown): unknown {
  const checked = kindOf(kind).settings(input);
  if ('errors' in checked) throw new AppError('request_invalid', { errors: checked.errors });
  return checked.settings;
}

/** A correct answer is an answer. */
function checkCorrect(kind: CreateActivity['kind'], settings: unknown, correct: unknown): void {
  if (correct != null && kindOf(kind).contributions(settings, correct) === null) {
    throw new AppError('request_invalid', {
      errors: [{ path: '/correct', message: 'does not fit the settings' }],
    });
  }
}

export type Activities = ReturnType<typeof createActivities>;
