/**
 * Everything of an event as it stood at one moment: one read-only transaction, read in pages so that neither memory nor the event loop
 * holds more than one of them.
 */
import type {
  ActivityResource,
  EventResource,
  EventSettings,
  ExportedEntry,
  LeaderboardRow,
  TeamRow,
} from '@plenum/protocol';
import type pg from 'pg';
import type { Database } from '#/db/client.ts';

/** Some milliseconds of work, whatever is made of the rows. */
const PAGE_ROWS = 250;

export interface Person {
  readonly id: string;
  readonly nickname: string | null;
}

export interface StoredAnswer {
  readonly responseId: string;
  readonly nonce: string;
  /** Canonical JSON, as the leaf holds it. */
  readonly answer: string;
  /** Absent in an anonymous event; `null` for who was removed. */
  readonly participant?: Person | null;
}

export type BoardRow = LeaderboardRow & { participantId?: string; teamId?: string | null };

export interface CountedActivity {
  readonly resource: ActivityResource;
  readonly responses: number;
}

export type Pages<Row> = AsyncIterable<readonly Row[]>;

export interface Snapshot {
  readonly event: EventResource;
  readonly exportedAt: number;
  readonly isNamed: boolean;
  readonly activities: readonly CountedActivity[];
  readonly teams: readonly TeamRow[];
  /** By bucket. */
  counts(activityId: string): Pages<{ bucket: string; weight: number }>;
  display(activityId: string): Pages<{ bucket: string; shownAs: string | null }>;
  /** By response id: any other order could tell who gave them. Without those taken back. */
  answers(activityId: string): Pages<StoredAnswer>;
  /** Most upvoted first. */
  entries(activityId: string): Pages<ExportedEntry>;
  leaderboard(): Pages<BoardRow>;
}

interface EventRow {
  ownerId: string;
  isDeleted: boolean;
}

const PERSON = `case when p.id is not null then jsonb_build_object('id', p.id, 'nickname', participant_name(p)) end as participant`;
const personOf = (row: string) =>
  `left join participant p on p.event_id = ${row}.event_id and p.id = ${row}.participant_id and p.banned_at is null`;

export function createReportStore({ pool, prisma }: Database) {
  return {
    async event(id: string): Promise<EventRow | null> {
      const row = await prisma.event.findUnique({
        where: { id },
        select: { ownerId: true, deletedAt: true },
      });
      return row && { ownerId: row.ownerId, isDeleted: row.deletedAt !== null };
    },

    async hasActivities(eventId: string): Promise<boolean> {
      return (await prisma.activity.count({ where: { eventId } })) > 0;
    },

    /** Calls `read` within one snapshot; holds a connection and no lock. `null`: no such event. */
    async withSnapshot<Result>(
      eventId: string,
      read: (snapshot: Snapshot) => Promise<Result>,
    ): Promise<Result | null> {
      const client = await pool.connect();
      let failure: Error | undefined;
      try {
        await client.query('begin isolation level repeatable read read only');
        const snapshot = await openSnapshot(client, eventId);
        const result = snapshot && (await read(snapshot));
        // It was read: what becomes of the connection now is the pool's matter.
        await client.query('commit').catch((error) => {
          failure = error;
        });
        return result;
      } catch (error) {
        failure = error as Error;
        throw error;
      } finally {
        // A connection in an unknown state is not given to the next one.
        client.release(failure);
      }
    },
  };
}

async function openSnapshot(client: pg.PoolClient, eventId: string): Promise<Snapshot | null> {
  const { rows } = await client.query<{
    event: EventResource;
    exportedAt: number;
    teams: TeamRow[];
  }>(
    `select jsonb_build_object('id', e.id, 'code', e.code, 'title', e.title, 'status', e.status, 'settings', e.settings,
              'hasPasscode', e.passcode_hash is not null, 'run', e.run, 'createdAt', time_ms(e.created_at),
              'startedAt', time_ms(e.started_at), 'endedAt', time_ms(e.ended_at), 'deletedAt', time_ms(e.deleted_at)) as event,
            time_ms(now())::float8 as "exportedAt", quiz_teams(e.id, e.run, e.settings) as teams
       from event e where e.id = $1`,
    [eventId],
  );
  const [found] = rows;
  if (!found) return null;
  const { event, exportedAt, teams } = found;
  const settings: Partial<EventSettings> = event.settings;
  const isNamed = settings.answers === 'named';
  const activities = await client.query<CountedActivity>(
    `select activity_host_entity(a)
              || jsonb_build_object('id', a.id, 'eventId', a.event_id, 'image', a.image, 'follows', a.follows) as resource,
            coalesce(t.responses, 0)::float8 as responses
       from activity a left join turnout t on t.event_id = a.event_id and t.run = $2 and t.activity_id = a.id
      where a.event_id = $1 order by a.position, a.id`,
    [eventId, event.run],
  );
  const of = [eventId, event.run];
  return {
    event,
    exportedAt,
    isNamed,
    activities: activities.rows,
    teams,
    counts: (id) =>
      pages(
        client,
        `select bucket, weight::float8 as weight from tally
          where event_id = $1 and run = $2 and activity_id = $3 and weight <> 0 order by bucket`,
        [...of, id],
      ),
    display: (id) =>
      pages(
        client,
        `select bucket, shown_as as "shownAs" from bucket_display
          where event_id = $1 and run = $2 and activity_id = $3 and shown_as is distinct from bucket order by bucket`,
        [...of, id],
      ),
    answers: (id) =>
      pages(
        client,
        `select r.id as "responseId", r.nonce, r.answer${isNamed ? `, ${PERSON}` : ''}
           from response r ${isNamed ? personOf('r') : ''}
          where r.event_id = $1 and r.run = $2 and r.activity_id = $3 and r.answer is not null order by r.id`,
        [...of, id],
      ),
    entries: (id) =>
      pages(
        client,
        `select n.id, n.part, n.text, n.status, n.score::int as score${isNamed ? `, ${PERSON}` : ''}
           from entry n ${isNamed ? personOf('n') : ''}
          where n.event_id = $1 and n.run = $2 and n.activity_id = $3 and n.status <> 'withdrawn' order by n.score desc, n.id`,
        [...of, id],
      ),
    leaderboard: () =>
      pages(
        client,
        `select s.place, participant_name(p) as nickname, s.points::float8 as points
                ${isNamed ? `, p.id as "participantId", p.team_id as "teamId"` : ''}
           from standing s join participant p on p.event_id = s.event_id and p.id = s.participant_id
          where s.event_id = $1 and s.run = $2 order by s.points desc, participant_name(p), p.id`,
        of,
      ),
  };
}

let opened = 0;

/** A cursor: sorted once, however many pages; each page has the deadline of a statement. */
async function* pages<Row extends object>(
  client: pg.PoolClient,
  text: string,
  values: unknown[],
): AsyncGenerator<readonly Row[]> {
  const name = `export_${++opened}`;
  await client.query(`declare ${name} no scroll cursor for ${text}`, values);
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${PAGE_ROWS} from ${name}`);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE_ROWS) break;
  }
  await client.query(`close ${name}`);
}

export type ReportStore = ReturnType<typeof createReportStore>;
