/** The acts on events: load, decide (rules.ts), commit in one call; again when two hosts met. */
import type { CreateEvent, EventResource, PutStage, UpdateEvent } from '@plenum/protocol';
import { v7 as uuidv7 } from 'uuid';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { passcodeHash } from '#/http/passcode.ts';
import { ownCode, randomCode } from './code.ts';
import { changeSettings, type EventAct, requireOwner, requireTeams, transition } from './rules.ts';
import { createEventStore, type EventChange, type StoredEvent } from './store.ts';

/** Two hosts rarely meet even once; five times in a row is no accident. */
const TRIES = 5;

/** SQL functions of other capabilities, by what they belong to; their arguments: `events_change`. */
export type EventHooks = Readonly<
  Partial<
    Record<
      'onStarted' | 'onEnded' | 'onReset' | 'onTeamsChanging' | 'onTeamsChanged' | 'hasAnswers' | 'hasPoints',
      readonly string[]
    >
  >
>;

export function createEvents({ config, database, act: commit }: Deps, hooks: EventHooks) {
  const store = createEventStore(database, commit);

  async function load(id: string, userId: string): Promise<StoredEvent> {
    const event = await store.load(id);
    requireOwner(event, userId);
    return event;
  }

  /** One act: conditional on what it was decided on, idempotent when it is so already. */
  async function act(
    id: string,
    userId: string,
    decide: (event: StoredEvent) => EventChange | null,
  ): Promise<EventResource> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const event = await load(id, userId);
      const change = decide(event);
      if (!change) return event.resource;
      const outcome = await store.commit(id, event.revision, change);
      if (outcome === 'frozen') throw new AppError('settings_frozen');
      if (outcome !== 'changed') return (await load(id, userId)).resource;
    }
    throw new AppError('edit_conflict');
  }

  const refuseDeleted = (event: StoredEvent) => {
    if (event.isDeleted) throw new AppError('event_gone');
  };

  return {
    /** Idempotent for the same owner and id. @throws id_taken, code_taken, request_invalid (code, teams). */
    async create(userId: string, input: CreateEvent): Promise<{ event: EventResource; isNew: boolean }> {
      const id = input.id ?? uuidv7();
      const own = input.code === undefined ? null : ownCode(input.code);
      requireTeams(input.settings ?? {});
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const outcome = await store.create({
          id,
          ownerId: userId,
          code: own ?? randomCode(),
          title: input.title,
          settings: input.settings ?? {},
          passcodeHash: input.passcode ? passcodeHash(config.tokenSecret, id, input.passcode) : null,
        });
        if (outcome === 'id_taken') throw new AppError('id_taken');
        if (outcome === 'code_taken') {
          if (own) throw new AppError('code_taken');
          continue; // the dice met a live code: one in 2^30 per live event
        }
        return { event: (await load(id, userId)).resource, isNew: outcome === 'created' };
      }
      throw new AppError('code_taken');
    },

    async get(userId: string, id: string): Promise<EventResource> {
      return (await load(id, userId)).resource;
    },

    async list(userId: string, limit: number, after: string | null) {
      const found = await store.list(userId, limit + 1, after);
      const items = found.slice(0, limit).map((event) => event.resource);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },

    /** @throws settings_frozen when people acted under what was to change */
    update(userId: string, id: string, input: UpdateEvent): Promise<EventResource> {
      return act(id, userId, (event) => {
        refuseDeleted(event);
        const change = input.settings && changeSettings(event.status, event.settings, input.settings);
        const patch = {
          ...(input.title !== undefined && { title: input.title }),
          ...(change && { settings: change.settings }),
          ...(input.passcode !== undefined && {
            passcode_hash:
              input.passcode === null
                ? null
                : `\\x${passcodeHash(config.tokenSecret, id, input.passcode).toString('hex')}`,
          }),
        };
        return {
          patch,
          ...(change?.changesTeams && { first: hooks.onTeamsChanging, also: hooks.onTeamsChanged }),
          unless: (change?.unless ?? []).flatMap((what) => hooks[what] ?? []),
        };
      });
    },

    /** @param seenRun  For a reset: the run it is meant for; the current one without it. Two hosts who meet reset once. */
    change(userId: string, id: string, what: EventAct, seenRun?: number): Promise<EventResource> {
      const also = { start: hooks.onStarted, pause: [], end: hooks.onEnded, reset: hooks.onReset }[what];
      let run = seenRun;
      const decide = (event: StoredEvent) => {
        run ??= event.run;
        const patch = transition(event, what, run);
        return patch && { patch, also };
      };
      return act(id, userId, decide);
    },

    /** Gone for everybody at once; the rows stay until they are purged. */
    async delete(userId: string, id: string): Promise<void> {
      await act(id, userId, (event) => (event.isDeleted ? null : { patch: { deleted: true } }));
    },

    /** What the projector shows. @returns the cursor at which screens see it. @throws activity_not_found */
    async putStage(userId: string, id: string, stage: PutStage): Promise<string> {
      const event = await load(id, userId);
      refuseDeleted(event);
      if ((stage.view === 'activity') !== (stage.activityId !== undefined)) {
        throw new AppError('request_invalid', {
          errors: [{ path: '/activityId', message: 'goes with the view activity, and only with it' }],
        });
      }
      if (stage.activityId !== undefined && !(await store.hasActivity(id, stage.activityId))) {
        throw new AppError('activity_not_found');
      }
      const body = { view: stage.view, activityId: stage.activityId ?? null };
      const cursor = await store.put(
        id,
        ['screen', 'host'].map((audience) => ({ audience, type: 'stage', id, body })),
      );
      if (!cursor) throw new AppError('event_not_found');
      return cursor;
    },

    /** @throws what the owner check throws. */
    async requireOwner(userId: string, id: string): Promise<void> {
      refuseDeleted(await load(id, userId));
    },
  };
}

export type Events = ReturnType<typeof createEvents>;
