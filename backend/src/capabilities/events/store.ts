/** Every query of the events capability. Plain reads are Prisma's; acts are one call each (prisma/migrations, events_*). */
import { EVENT_SETTINGS, type EventResource, type EventSettings, type EventStatus } from '@plenum/protocol';
import type { Act } from '#/db/acts.ts';
import type { Database } from '#/db/client.ts';
import type { Change } from '#/feed/index.ts';
import type { EventPatch, EventState } from './rules.ts';

/** Acts that met on the same revision: decide again on what is there now. */
const CHANGED_MEANWHILE = 'PL003';
/** What must not hold, holds: people acted under what was to change. */
const FROZEN = 'PL004';

export interface StoredEvent extends EventState {
  readonly id: string;
  readonly revision: number;
  readonly settings: EventSettings;
  readonly resource: EventResource;
}

interface Row {
  id: string;
  ownerId: string;
  code: string;
  title: string;
  status: string;
  settings: unknown;
  passcodeHash: Uint8Array | null;
  run: number;
  revision: number;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  deletedAt: Date | null;
}

function toStored(row: Row): StoredEvent {
  const status = row.status as EventStatus;
  const settings = { ...EVENT_SETTINGS, ...(row.settings as Partial<EventSettings>) };
  return {
    id: row.id,
    ownerId: row.ownerId,
    status,
    run: row.run,
    isDeleted: row.deletedAt !== null,
    revision: row.revision,
    settings,
    resource: {
      id: row.id,
      code: row.code,
      title: row.title,
      status,
      settings,
      hasPasscode: row.passcodeHash !== null,
      run: row.run,
      createdAt: row.createdAt.getTime(),
      startedAt: row.startedAt?.getTime() ?? null,
      endedAt: row.endedAt?.getTime() ?? null,
      deletedAt: row.deletedAt?.getTime() ?? null,
    },
  };
}

export interface NewEvent {
  readonly id: string;
  readonly ownerId: string;
  readonly code: string;
  readonly title: string;
  /** The database fills in the rest. */
  readonly settings: Partial<EventSettings>;
  readonly passcodeHash: Buffer | null;
}

/** What an act changes, and SQL functions of other capabilities that belong to it (events_change). */
export interface EventChange {
  readonly patch: EventPatch;
  readonly first?: readonly string[] | undefined;
  readonly also?: readonly string[] | undefined;
  readonly unless?: readonly string[];
}

export function createEventStore({ pool, prisma }: Database, act: Act) {
  return {
    async load(id: string): Promise<StoredEvent | null> {
      const row = await prisma.event.findUnique({ where: { id } });
      return row && toStored(row);
    },

    /** Newest first; `after` is the id of the last event of the page before. Reads across events: a dashboard. */
    async list(ownerId: string, limit: number, after: string | null): Promise<StoredEvent[]> {
      const rows = await prisma.event.findMany({
        where: { ownerId, deletedAt: null },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit,
        ...(after && { cursor: { id: after }, skip: 1 }),
      });
      return rows.map(toStored);
    },

    async create(event: NewEvent): Promise<'created' | 'exists' | 'id_taken' | 'code_taken'> {
      const { rows } = await pool.query('select events_create($1) as outcome', [
        JSON.stringify({
          id: event.id,
          owner_id: event.ownerId,
          code: event.code,
          title: event.title,
          settings: event.settings,
          passcode_hash: event.passcodeHash && `\\x${event.passcodeHash.toString('hex')}`,
        }),
      ]);
      return rows[0].outcome;
    },

    /**
     * Commits what was decided on `revision`, with the SQL functions that belong to the same act.
     * @returns the cursor; `changed` when somebody acted meanwhile, `frozen` when people acted under what was to change.
     */
    async commit(
      id: string,
      revision: number,
      { patch, first = [], also = [], unless = [] }: EventChange,
    ): Promise<{ cursor: string } | 'changed' | 'frozen'> {
      try {
        return await act(id, 'events_change', revision, JSON.stringify(patch), first, also, unless);
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === CHANGED_MEANWHILE) return 'changed';
        if (code === FROZEN) return 'frozen';
        throw error;
      }
    },

    async hasActivity(eventId: string, id: string): Promise<boolean> {
      return (await prisma.activity.count({ where: { eventId, id } })) > 0;
    },

    /** Writes entities that are their own state. @returns the cursor, or `''` for an unknown event. */
    async put(id: string, changes: readonly Change[]): Promise<string> {
      return (await act(id, 'feed_append', JSON.stringify(changes))).cursor;
    },
  };
}

export type EventStore = ReturnType<typeof createEventStore>;
