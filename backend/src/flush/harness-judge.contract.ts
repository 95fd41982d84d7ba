/**
 * Judges a history of the harness: what was acknowledged, what the reader saw, and what the transactions themselves wrote down.
 * Every violation names the rule it breaks; an empty list is the verdict wanted.
 */
import type { Sql } from '#/feed/index.ts';
import { parsePosition } from '#/feed/index.ts';
import type { Option } from '../../test/support.ts';
import type { FlushAnswer } from './flush.ts';

/** One answer of one participant, as often as it was sent. */
export interface Act {
  readonly activity: string;
  readonly participant: string;
  readonly seq: number;
  readonly option: Option | null;
  readonly settingsRevision: number;
  readonly outcomes: (FlushAnswer & { cursor: string })[];
}

/** What one statement saw of the event. */
export interface Observation {
  readonly epoch: string;
  readonly version: number;
  /** `audience type id` → its version and body. */
  readonly entities: Record<string, [version: number, body: Body | null]>;
  readonly activities: Record<string, Activity>;
  readonly counted: Record<string, Record<string, number>>;
  readonly recounted: Record<string, Record<string, number>>;
  readonly turnout: Record<string, number>;
  readonly answered: Record<string, number>;
  /** Whom the counter counts, and who is there. */
  readonly joined: readonly [counter: number, people: number];
}
type Body = Record<string, unknown>;
interface Activity {
  readonly state: string;
  readonly result_state: string;
  readonly result_visibility: string;
  readonly settings_revision: number;
}

export interface History {
  readonly start: Observation;
  readonly observations: Observation[];
  /** What the triggers wrote, with the transaction that did it. */
  // biome-ignore lint/suspicious/noExplicitAny: a row of whichever table `what` names
  log: { tx: string; what: string; row: any }[];
  readonly acts: Act[];
  readonly joins: (FlushAnswer & { joinKeyHash: string; cursor: string })[];
  /** What reached a writer and should not have. */
  readonly errors: unknown[];
  /** How often each SQL error was met, retried ones included. */
  readonly codes: Record<string, number>;
  kills: number;
  end: Observation;
}

const WATCHED = ['event_head', 'feed_entity', 'response', 'activity', 'event', 'participant'];

/** Makes the database write down who changed what; a transaction that rolls back takes its notes with it. */
export const LOG = `
  create table harness_log (id bigint generated always as identity,
    tx text not null default pg_current_xact_id()::text, what text not null, row jsonb not null);
  create function harness_note() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then
      insert into harness_log (what, row) values (tg_table_name, to_jsonb(old) || '{"state": "gone"}');
    else
      insert into harness_log (what, row) values (tg_table_name, to_jsonb(new));
    end if;
    return null;
  end $$;
  ${WATCHED.map((table) => `create trigger harness after insert or update or delete on ${table} for each row execute function harness_note();`).join('\n')}`;

/** One statement, one snapshot. `newest entity` is what a store without a head row would publish. */
export async function observe(
  sql: Sql,
  eventId: string,
  head: 'row' | 'newest entity',
): Promise<Observation> {
  const version =
    head === 'row' ? 'h.version' : '(select max(version) from feed_entity where event_id = e.id)';
  const { rows } = await sql.query<Observation>(
    `with stored as (select r.* from response r, event e where e.id = $1 and r.event_id = e.id and r.run = e.run)
     select h.epoch, ${version}::int as version,
       (select json_object_agg(audience || ' ' || type || ' ' || id, json_build_array(version, body)) from feed_entity
         where event_id = e.id) as entities,
       (select json_object_agg(id, to_jsonb(a)) from activity a where event_id = e.id) as activities,
       coalesce((select json_object_agg(activity_id, counts) from (
          select activity_id, json_object_agg(bucket, weight) as counts from tally
           where event_id = e.id and run = e.run and weight <> 0 group by 1) t), '{}') as counted,
       coalesce((select json_object_agg(activity_id, counts) from (
          select activity_id, json_object_agg(key, weight) as counts from (
            select activity_id, c.key, sum(c.value::bigint) as weight from stored, jsonb_each_text(contributions) c
             group by 1, 2) weights group by 1) t), '{}') as recounted,
       coalesce((select json_object_agg(activity_id, responses) from turnout
          where event_id = e.id and run = e.run and responses <> 0), '{}') as turnout,
       coalesce((select json_object_agg(activity_id, n) from (
          select activity_id, count(*) as n from stored where answer is not null group by 1) t), '{}') as answered,
       json_build_array((select joined from participant_count where event_id = e.id),
          (select count(*) from participant where event_id = e.id and join_key_hash is not null)) as joined
     from event e join event_head h on h.event_id = e.id where e.id = $1`,
    [eventId],
  );
  return rows[0] as Observation;
}

const key = (...parts: unknown[]) => parts.join(' ');
const same = (left: unknown, right: unknown) => sorted(left) === sorted(right);
/** Compared as text with sorted keys. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );

/** The rules that the history breaks, one line each. */
export function judge(history: History): string[] {
  const found = new Set<string>();
  const complain = (rule: string, text: string) => found.add(`[${rule}] ${text}`);
  const log = versioned(history, complain);
  projections(history, log, complain);
  counts(history, complain);
  visibility(history, complain);
  answers(history, log, complain);
  for (const error of history.errors) complain('W11', `an error reached a writer: ${error}`);
  return [...found];
}
type Complain = (rule: string, text: string) => void;
type Versioned = (History['log'][number] & { version: number })[];

/** [F2] Every version is one transaction's, and none is missing, although many rolled back. */
function versioned({ start, end, log }: History, complain: Complain): Versioned {
  const versionOf = new Map<string, number>();
  const txOf = new Map<number, string>();
  for (const { tx, row } of log.filter(({ what }) => what === 'event_head')) {
    if (txOf.has(row.version) && txOf.get(row.version) !== tx) {
      complain('F2', `two transactions made version ${row.version}`);
    }
    txOf.set(row.version, tx);
    versionOf.set(tx, row.version);
  }
  for (const { tx, row } of log.filter(({ what }) => what === 'feed_entity')) {
    // Without a head row, its changes are all that tells a transaction's version.
    if (!versionOf.has(tx)) versionOf.set(tx, row.version);
    if (row.version !== versionOf.get(tx))
      complain('F2', 'a change stands at a version that readers had passed');
  }
  for (let version = start.version + 1; version <= end.version; version++) {
    if (!txOf.has(version)) complain('F2', `version ${version} is nobody's`);
  }
  return log
    .map((entry) => ({ ...entry, version: versionOf.get(entry.tx) ?? Number.NaN }))
    .sort((left, right) => left.version - right.version);
}

/** [F3] What was read at a version is exactly what the transactions up to it wrote. [W12] And what is final stays. */
function projections({ start, observations }: History, log: Versioned, complain: Complain): void {
  const entities = { ...start.entities };
  const final = new Map<string, unknown>();
  const rows = log.filter(({ what }) => what === 'feed_entity');
  let n = 0;
  for (const seen of [...observations].sort((left, right) => left.version - right.version)) {
    for (; n < rows.length && (rows[n]?.version ?? 0) <= seen.version; n++) {
      const { audience, type, id, version, body } = rows[n]?.row ?? {};
      const at = key(audience, type, id);
      entities[at] = [version, body];
      if (type !== 'result' || body === null) continue;
      if (final.has(at) && !same(final.get(at), body)) complain('W12', `the final result ${at} changed`);
      if (body.final) final.set(at, body);
    }
    if (same(entities, seen.entities)) continue;
    const differ = Object.keys(entities).filter((at) => !same(entities[at], seen.entities[at]));
    complain('F3', `at version ${seen.version} a reader saw another ${differ[0]} than was written up to it`);
  }
}

/** [A5] In every state: tally = recount = what is published, turnout and the number of people likewise. */
function counts({ start, observations }: History, complain: Complain): void {
  const offset = start.joined[0] - start.joined[1];
  for (const seen of observations) {
    const where = `at version ${seen.version}`;
    if (!same(seen.counted, seen.recounted)) complain('A5', `${where} the tally is not the recount`);
    if (!same(seen.turnout, seen.answered))
      complain('A5', `${where} the turnout is not the number of answers`);
    if (seen.joined[0] - seen.joined[1] !== offset)
      complain('A5', `${where} not everybody who joined is counted`);
    for (const [at, [, body]] of Object.entries(seen.entities)) {
      const [, type, id] = at.split(' ') as [string, string, string];
      if (!body || (type !== 'result' && type !== 'turnout')) continue;
      const expected = { counts: seen.recounted[id] ?? {}, responses: seen.answered[id] ?? 0 };
      const { responses, counts: published = expected.counts } = body;
      if (!same({ counts: published, responses }, expected))
        complain('A5', `${where} ${type} is published wrong`);
    }
  }
}

/** [W5] The room holds a result exactly while it may (A3). */
function visibility({ observations }: History, complain: Complain): void {
  for (const seen of observations) {
    for (const [at, [, body]] of Object.entries(seen.entities)) {
      const [audience, type, id] = at.split(' ') as [string, string, string];
      if (audience !== 'attendee' || type !== 'result' || body === null) continue;
      const a = seen.activities[id];
      const rule =
        a?.result_visibility === 'always' || (a?.result_visibility === 'after-close' && a.state === 'closed');
      if (!(a?.result_state === 'shown' || (a?.result_state === 'auto' && rule))) {
        complain('W5', `at version ${seen.version} the room sees a hidden result`);
      }
    }
  }
}

/** Acknowledged ⊆ stored ⊆ attempted, the newest wins, and nothing is taken that was refused or came too late. */
function answers({ start, acts, joins, log: raw }: History, log: Versioned, complain: Complain): void {
  const attempts = Map.groupBy(acts, ({ activity, participant, seq }) => key(activity, participant, seq));
  const heads = new Set([key(start.epoch, start.version)]);
  for (const { what, row } of raw) if (what === 'event_head') heads.add(key(row.epoch, row.version));
  const newest = new Map<string, number>();
  const written = new Map<string, number>();
  const activities = new Map(Object.entries(start.activities));
  const banned = new Set<string>();
  let status = 'live';
  // In the order of versions: what stands in the maps is what held when this version was made.
  for (const { what, row, version } of log) {
    if (what === 'activity') activities.set(row.id, row);
    if (what === 'event') status = row.status;
    if (what === 'participant' && row.banned_at) banned.add(row.id);
    if (what !== 'response') continue;
    const thing = key(row.activity_id, row.participant_id);
    const attempted = attempts.get(key(thing, row.seq)) ?? [];
    const activity = activities.get(row.activity_id);
    const option = row.answer && JSON.parse(row.answer).optionId;
    if (!attempted.some((act) => act.option === option))
      complain('W12', 'an answer is stored that nobody gave');
    if (row.seq <= (newest.get(thing) ?? -1)) complain('§3.3', 'an older answer overwrote a newer one');
    if (activity?.state !== 'open') complain('W12', `counted after the close (${activity?.state})`);
    if (status !== 'live') complain('W12', `counted while the event is ${status}`);
    if (banned.has(row.participant_id)) complain('W12', 'counted after the ban');
    if (option && !attempted.some((act) => act.settingsRevision === activity?.settings_revision)) {
      complain('A1', 'an answer to other settings is counted');
    }
    newest.set(thing, row.seq);
    written.set(key(thing, row.seq), version);
  }
  for (const { activity, participant, seq, outcomes } of acts) {
    const thing = key(activity, participant);
    for (const { cursor, status: told, refused, seq: stored } of outcomes) {
      const at = parsePosition(cursor);
      if (!heads.has(key(at?.epoch, at?.version)))
        complain('F1', `acknowledged at ${cursor}, which never was`);
      const isStored = written.has(key(thing, seq));
      if (refused) {
        if (!REFUSALS.has(refused)) complain('W11', `refused as ${refused}`);
        const isForGood = refused === 'activity_closed' || refused === 'event_ended';
        if (isForGood && isStored) complain('W12', `refused as ${refused}, and counted`);
        continue;
      }
      const since = written.get(key(thing, told === 'superseded' ? stored : seq));
      if (since === undefined) complain('F1', `acknowledged as ${told}, and never stored`);
      else if (since > (at?.version ?? 0))
        complain('F1', 'acknowledged at a cursor that does not hold it yet');
      if (seq > (newest.get(thing) ?? -1)) complain('F1', 'acknowledged, and an older answer stands');
    }
  }
  const people = Map.groupBy(
    joins.filter(({ refused }) => !refused),
    ({ joinKeyHash }) => joinKeyHash,
  );
  for (const told of people.values()) {
    if (new Set(told.map(({ participant }) => sorted(participant))).size > 1) {
      complain('§3.3', 'one join key became two people, or one person with two names');
    }
  }
}

const REFUSALS = new Set([
  'activity_closed',
  'activity_not_found',
  'event_ended',
  'event_paused',
  'not_open_yet',
  'participant_banned',
  'stale',
]);
