/** Every query of the activities capability. Plain reads are Prisma's; acts are one call each (prisma/migrations, activities_*). */
import type {
  ActivityKind,
  ActivityResource,
  ActivityState,
  EventStatus,
  ImageRef,
  ResultState,
  ResultVisibility,
} from '@plenum/protocol';
import type { Act } from '#/db/acts.ts';
import type { Database } from '#/db/client.ts';
import { AppError } from '#/errors.ts';
import type { Awards } from './awards.ts';
import type { ActivityPatch, ActivityRuleState } from './rules.ts';

const CHANGED_MEANWHILE = 'PL003';
const SOMEBODY_ANSWERED = 'PL004';
const ANOTHER_IS_ON = 'PL005';
const NOT_LIVE = 'PL006';
const FULL = 'PL008';

export interface StoredActivity extends ActivityRuleState {
  readonly kind: ActivityKind;
  readonly settings: unknown;
  readonly correct: unknown;
  readonly revision: number;
  readonly resource: ActivityResource;
}

/** What judging an answer needs: the same for everybody until the host edits the settings. */
export interface Ballot {
  readonly kind: ActivityKind;
  readonly settings: unknown;
  readonly settingsRevision: number;
}

export interface EventOfActivity {
  readonly ownerId: string;
  readonly status: EventStatus;
  readonly isDeleted: boolean;
}

interface Row {
  eventId: string;
  id: string;
  kind: string;
  title: string;
  image: unknown;
  settings: unknown;
  resultVisibility: string;
  correct: unknown;
  explanation: string | null;
  hostNotes: string | null;
  section: string | null;
  follows: string | null;
  position: number;
  state: string;
  resultState: string;
  opensAt: Date | null;
  closesAt: Date | null;
  closedAt: Date | null;
  closedResponses: bigint | null;
  closedHash: Uint8Array | null;
  revision: number;
}

function toStored(row: Row): StoredActivity {
  const kind = row.kind as ActivityKind;
  const state = row.state as ActivityState;
  const resultState = row.resultState as ResultState;
  const {
    settings,
    correct,
    revision,
    explanation,
    hostNotes,
    section,
    follows,
    position,
    title,
    id,
    eventId,
  } = row;
  return {
    kind,
    settings,
    correct,
    revision,
    state,
    resultState,
    resource: {
      id,
      eventId,
      kind,
      title,
      image: row.image as ImageRef | null,
      settings,
      resultVisibility: row.resultVisibility as ResultVisibility,
      state,
      resultState,
      revealed: resultState === 'shown',
      position,
      correct,
      explanation,
      hostNotes,
      section,
      follows,
      opensAt: row.opensAt?.getTime() ?? null,
      closesAt: row.closesAt?.getTime() ?? null,
      closedAt: row.closedAt?.getTime() ?? null,
      integrity: row.closedHash && {
        responses: Number(row.closedResponses),
        hash: Buffer.from(row.closedHash).toString('hex'),
      },
    },
  };
}

export interface NewActivity {
  readonly id: string;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly image: ImageRef | null;
  readonly settings: unknown;
  readonly traits: Record<string, unknown>;
  readonly resultVisibility: ResultVisibility;
  readonly correct: unknown;
  readonly explanation: string | null;
  readonly hostNotes: string | null;
  readonly section: string | null;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
}

const columnsOf = ({ resultVisibility, hostNotes, opensAt, closesAt, ...same }: NewActivity) => ({
  ...same,
  result_visibility: resultVisibility,
  host_notes: hostNotes,
  opens_at: opensAt === null ? null : new Date(opensAt).toISOString(),
  closes_at: closesAt === null ? null : new Date(closesAt).toISOString(),
});

/** One answer of a closed activity; the time is its receipt in the database's time minus the announced opening. */
export type ClosedAnswer = readonly [participantId: string, answer: unknown, elapsedMs: number];

export interface ScoredQuestion {
  readonly id: string;
  readonly kind: ActivityKind;
  readonly settings: unknown;
  readonly correct: unknown;
  readonly isAwarded: boolean;
  /** Streaks as they were given, where the result is hidden: they stand until the next reveal. */
  readonly kept: readonly (readonly [participantId: string, streak: number])[] | null;
  readonly answers: readonly ClosedAnswer[];
}

export interface Scored {
  /** Of the event's points: what is computed from this may be stored while it is still so. */
  readonly revision: number;
  /** Right answers in a row before the first of the questions, by participant. */
  readonly streaks: ReadonlyMap<string, number>;
  /** In the order in which they were asked. */
  readonly questions: readonly ScoredQuestion[];
}

export function createActivityStore({ pool, prisma }: Database, act: Act) {
  /** @throws id_taken, activities_full */
  async function add<Outcome extends string>(
    eventId: string,
    name: string,
    ...values: unknown[]
  ): Promise<{ outcome: Outcome; cursor: string }> {
    const added = await act<{ outcome: Outcome | 'id_taken' }>(eventId, name, ...values).catch((error) => {
      throw (error as { code?: string }).code === FULL ? new AppError('activities_full') : error;
    });
    if (added.outcome === 'id_taken') throw new AppError('id_taken');
    return added as { outcome: Outcome; cursor: string };
  }

  return {
    async event(id: string): Promise<EventOfActivity | null> {
      const row = await prisma.event.findUnique({
        where: { id },
        select: { ownerId: true, status: true, deletedAt: true },
      });
      return (
        row && { ownerId: row.ownerId, status: row.status as EventStatus, isDeleted: row.deletedAt !== null }
      );
    },

    async load(eventId: string, id: string): Promise<StoredActivity | null> {
      const row = await prisma.activity.findUnique({ where: { eventId_id: { eventId, id } } });
      return row && toStored(row);
    },

    async list(eventId: string): Promise<StoredActivity[]> {
      const rows = await prisma.activity.findMany({
        where: { eventId },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toStored);
    },

    async ballot(eventId: string, id: string): Promise<Ballot | null> {
      const { rows } = await pool.query({
        name: 'ballot',
        text: 'select kind, settings, settings_revision from activity where event_id = $1 and id = $2',
        values: [eventId, id],
      });
      const [row] = rows;
      return row ? { kind: row.kind, settings: row.settings, settingsRevision: row.settings_revision } : null;
    },

    create: (eventId: string, activity: NewActivity) =>
      add<'created' | 'exists'>(eventId, 'activities_create', JSON.stringify(columnsOf(activity))),

    /** All of them at the end, in one version; ids that are there already stay as they are. */
    import: (eventId: string, activities: readonly NewActivity[]) =>
      add<'created'>(eventId, 'activities_import', JSON.stringify(activities.map(columnsOf))),

    duplicate: (eventId: string, id: string, copyId: string, isSecondRound: boolean) =>
      add<'created' | 'exists' | 'missing'>(eventId, 'activities_duplicate', id, copyId, isSecondRound),

    async arrange(eventId: string, items: readonly object[]): Promise<void> {
      await act(eventId, 'activities_arrange', JSON.stringify(items));
    },

    /** @throws not_current, event_not_started … as what the room is at forbids it. */
    async next(
      eventId: string,
      from: string | null,
      to: string | null,
      opensInMs: number | null,
    ): Promise<
      { opened: string | null; closed: string | null; cursor: string } | 'not_current' | 'not_live'
    > {
      try {
        return await act(eventId, 'activities_next', from, to, opensInMs);
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === ANOTHER_IS_ON) return 'not_current';
        if (code === NOT_LIVE) return 'not_live';
        throw error;
      }
    },

    async showBuckets(eventId: string, id: string, buckets: object): Promise<string> {
      return (await act(eventId, 'activities_show_buckets', id, JSON.stringify(buckets))).cursor;
    },

    /**
     * What the points of these questions and of all that were asked after them and scored are computed from, as of one moment.
     * Closed rows cannot change any more; what can is said by `revision`.
     * @param isGiven  Only those that have points already.
     */
    async scored(eventId: string, ids: readonly string[], isGiven = false): Promise<Scored> {
      const { rows } = await pool.query({
        name: 'scored',
        text: `with named as (
                 select a.* from activity a where a.event_id = $1 and a.id = any($2) and a.state = 'closed' and (not $3 or a.awarded_at is not null)
               ), first as (
                 select opens_at, position, id from named order by opens_at, position, id limit 1
               ), asked as (
                 select a.* from activity a, first
                  where a.event_id = $1 and (a.id in (select id from named)
                     or a.awarded_at is not null and (a.opens_at, a.position, a.id) > (first.opens_at, first.position, first.id))
               )
               select coalesce((select revision from quiz_state where event_id = $1), 0)::float8 as revision,
                      (select json_object_agg(p.participant_id, p.streak) from points p
                        where p.event_id = $1 and p.run = e.run and p.activity_id = (
                              select b.id from activity b, first
                               where b.event_id = $1 and b.awarded_at is not null
                                 and (b.opens_at, b.position, b.id) < (first.opens_at, first.position, first.id)
                               order by b.opens_at desc, b.position desc, b.id desc limit 1)) as streaks,
                      (select json_agg(json_build_object(
                                'id', a.id, 'kind', a.kind, 'settings', a.settings, 'correct', a.correct, 'isAwarded', a.awarded_at is not null,
                                'kept', case when a.result_state <> 'shown' and not a.id = any($2) then (
                                          select coalesce(json_agg(json_build_array(p.participant_id, p.streak)), '[]') from points p
                                           where p.event_id = $1 and p.run = e.run and p.activity_id = a.id) end,
                                'answers', (select coalesce(json_agg(json_build_array(r.participant_id, r.answer::json,
                                                     (extract(epoch from r.updated_at - a.opens_at) * 1000)::float8)), '[]')
                                              from response r
                                             where r.event_id = $1 and r.run = e.run and r.activity_id = a.id and r.answer is not null))
                              order by a.opens_at, a.position, a.id) from asked a) as questions
                 from event e where e.id = $1`,
        values: [eventId, ids, isGiven],
      });
      const { revision, streaks, questions } = rows[0];
      return { revision, streaks: new Map(Object.entries(streaks ?? {})), questions: questions ?? [] };
    },

    /** Commits what was decided on `revision`. `changed`: somebody acted meanwhile; `answered`: counts depend on it already. */
    async commit(
      eventId: string,
      id: string,
      revision: number,
      patch: ActivityPatch,
    ): Promise<{ cursor: string } | 'changed' | 'answered'> {
      try {
        const { cursor } = await act(eventId, 'activities_commit', id, revision, JSON.stringify(patch));
        return { cursor };
      } catch (error) {
        const { code } = error as { code?: string };
        if (code === CHANGED_MEANWHILE) return 'changed';
        if (code === SOMEBODY_ANSWERED) return 'answered';
        throw error;
      }
    },

    /** `changed`: points were given meanwhile. */
    async delete(
      eventId: string,
      id: string,
      { awards, awardsRevision }: Awards,
    ): Promise<'deleted' | 'changed'> {
      try {
        await act(eventId, 'activities_delete', id, JSON.stringify(awards), awardsRevision);
        return 'deleted';
      } catch (error) {
        if ((error as { code?: string }).code === CHANGED_MEANWHILE) return 'changed';
        throw error;
      }
    },
  };
}

export type ActivityStore = ReturnType<typeof createActivityStore>;
