/**
 * Builders that say only what matters. They write through the SQL functions the product itself uses; tests about the
 * HTTP door find theirs in `api.ts`.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { ResultVisibility } from '@plenum/protocol';
import canonicalize from 'canonicalize';
import { onTestFinished, vi } from 'vitest';
import { type Database, openDatabase, type PoolTimes } from '#/db/client.ts';
import type { Sql } from '#/feed/index.ts';
import { cloneDatabase } from '../../scripts/test-database.ts';

// A busy machine is slow, not wrong: deadlines that are promised are asserted, none is implied.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

export type TestDatabase = Database & { readonly url: string };

/** For tests that hold locks longer than the product lets anybody wait. */
export const PATIENT: Partial<PoolTimes> = {
  lockMs: 8_000,
  statementMs: 8_000,
  queryMs: 9_000,
  idleInTransactionMs: 9_000,
};

/** A migrated database of the running test's own; gone when the test is. */
export async function aDatabase(times: Partial<PoolTimes> = {}): Promise<TestDatabase> {
  const { url, drop } = await cloneDatabase();
  const database = openDatabase({ databaseUrl: url }, { times });
  onTestFinished(async () => {
    await database.close();
    await drop();
  });
  return { ...database, url };
}

export interface Room {
  readonly eventId: string;
  readonly code: string;
  /** Its one activity, a choice between `a`, `b` and `c`. */
  readonly activityId: string;
}

export interface RoomOptions {
  readonly status?: 'draft' | 'live';
  readonly state?: 'ready' | 'open';
  readonly visibility?: ResultVisibility;
  readonly closesInMs?: number;
}

export const OPTIONS = ['a', 'b', 'c'] as const;
export type Option = (typeof OPTIONS)[number];

/** An event with one activity: live, open and visible to all unless the test says otherwise. */
export async function anEvent(sql: Sql, options: RoomOptions = {}): Promise<Room> {
  const { status = 'live', state = 'open', visibility = 'always', closesInMs } = options;
  const eventId = randomUUID();
  const code = randomBytes(4).toString('hex').replaceAll('0', 'Z').replaceAll('1', 'Y').toUpperCase();
  const settings = { moderation: 'before', nicknames: 'optional' };
  await sql.query('select events_create($1)', [
    JSON.stringify({ id: eventId, owner_id: 'owner', code, title: 'An event', settings }),
  ]);
  if (status === 'live') {
    await sql.query('select from events_commit($1, 0, $2, $3)', [eventId, '{"status":"live"}', []]);
  }
  const activityId = await anActivity(sql, eventId, visibility);
  if (state === 'open') await commitActivity(sql, { eventId, activityId }, { state: 'open', closesInMs });
  return { eventId, code, activityId };
}

export async function anActivity(
  sql: Sql,
  eventId: string,
  visibility: ResultVisibility = 'always',
): Promise<string> {
  const activityId = randomUUID();
  const activity = {
    id: activityId,
    kind: 'single-choice',
    title: 'A question',
    settings: { options: OPTIONS.map((id) => ({ id, label: id })) },
    result_visibility: visibility,
  };
  // In one transaction. Wherever the event stands its settings have revision 0, which `aVote` names.
  await sql.query(`do $do$ begin
    perform activities_create('${eventId}', '${JSON.stringify(activity)}');
    update activity set settings_revision = 0 where event_id = '${eventId}' and id = '${activityId}';
  end $do$`);
  return activityId;
}

/** One act of a host on the activity, whatever its revision is now. */
export async function commitActivity(
  sql: Sql,
  { eventId, activityId }: Pick<Room, 'eventId' | 'activityId'>,
  patch: Record<string, unknown>,
): Promise<void> {
  await sql.query(
    `select from activities_commit($1, $2, (select revision from activity where event_id = $1 and id = $2), $3)`,
    [eventId, activityId, JSON.stringify(patch)],
  );
}

/** Ids of `count` people who joined. */
export async function someParticipants(sql: Sql, eventId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await sql.query('insert into participant (event_id, id) select $1, unnest($2::uuid[])', [eventId, ids]);
  return ids;
}

/** What `putResponse` hands to the flush; without an option: what `deleteResponse` does. */
export function aVote(
  room: Pick<Room, 'activityId'>,
  participant: string,
  seq: number,
  option: Option | null,
) {
  return {
    key: `${room.activityId} ${participant}`,
    data: {
      activity: room.activityId,
      participant,
      seq,
      answer: option && (canonicalize({ optionId: option }) as string),
      contributions: option ? { [option]: 1 } : {},
      settingsRevision: 0,
    },
  };
}

export interface Counts {
  /** What stands in none of the shown buckets. */
  readonly other?: number;
  readonly counts: Record<string, number>;
  readonly responses: number;
}

/** What a recount over the stored responses says. */
export async function recount(
  sql: Sql,
  { eventId, activityId }: Pick<Room, 'eventId' | 'activityId'>,
): Promise<Counts> {
  const { rows } = await sql.query<{ counts: Record<string, number>; responses: string }>(
    `with stored as (
       select r.* from response r join event e on e.id = r.event_id and e.run = r.run
        where r.event_id = $1 and r.activity_id = $2)
     select coalesce((select jsonb_object_agg(bucket, weight) from (
              select c.key as bucket, sum(c.value::bigint) as weight
                from stored, jsonb_each_text(stored.contributions) c group by 1) sums), '{}') as counts,
            (select count(*) from stored where answer is not null) as responses`,
    [eventId, activityId],
  );
  return { counts: rows[0]?.counts ?? {}, responses: Number(rows[0]?.responses) };
}

/** What the given audience is told about the activity's result; `null` when it is told nothing. */
export async function publishedResult(
  sql: Sql,
  { eventId, activityId }: Pick<Room, 'eventId' | 'activityId'>,
  audience = 'host',
): Promise<(Counts & { final: boolean }) | null> {
  const { rows } = await sql.query(
    `select body from feed_entity where event_id = $1 and audience = $2 and type = 'result' and id = $3`,
    [eventId, audience, activityId],
  );
  return rows[0]?.body ?? null;
}

/**
 * Plants a bug: replaces a piece of a SQL function in the test's own database.
 * @throws when the piece is not there any more: a mutant that changes nothing proves nothing.
 */
export async function mutate(sql: Sql, name: string, piece: string, mutant: string): Promise<void> {
  const { rows } = await sql.query('select pg_get_functiondef($1::regproc) as source', [name]);
  const source = rows[0].source as string;
  if (!source.includes(piece)) throw new Error(`${name} does not hold ${piece}`);
  await sql.query(source.replace(piece, () => mutant));
}
