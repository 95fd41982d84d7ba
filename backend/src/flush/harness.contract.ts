/**
 * Many writers against one event, with everything that may go wrong between them, and a reader that never looks away.
 * Every function of the flush sleeps between its statements, backends are killed in the middle, outcomes are lost and sent again,
 * while hosts close, edit, hide, delete, pause, ban and end. What happened is written down by triggers, inside the transactions
 * themselves, so that the judge (`harness-judge.contract.ts`) does not depend on what it judges.
 *
 * Choices come from the seed; their interleaving is the machine's.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openDatabase } from '#/db/client.ts';
import type { Sql } from '#/feed/index.ts';
import { aProcess, failure } from '../../test/flush.ts';
import {
  aDatabase,
  anActivity,
  anEvent,
  aVote,
  commitActivity,
  OPTIONS,
  type Option,
  PATIENT,
  type Room,
  someParticipants,
} from '../../test/support.ts';
import { FlushUnavailableError } from './flush.ts';
import { type Act, type History, LOG, type Observation, observe } from './harness-judge.contract.ts';

export interface HarnessOptions {
  readonly seed: number;
  /** How long writers write, ms. */
  readonly runMs?: number;
  /** Plants a bug in the test's own database, before anybody connects. */
  readonly mutant?: (sql: Sql) => Promise<void>;
  /** What each writer's statements go through, in place of its plain pool. */
  readonly through?: (pool: pg.Pool) => Pick<pg.Pool, 'query'>;
  /** Where a store without a head row would say that history stands. */
  readonly head?: 'row' | 'newest entity';
}

const WRITERS = 8;
const PEOPLE = 40;
const SLEEPY = [
  'flush_run',
  'participants_flush_rows',
  'participants_flush_effects',
  'activities_flush_rows',
  'activities_flush_effects',
  'activities_publish_counts',
];

/** Runs one seed to its end and tells everything that happened. Takes `runMs` and about a second. */
export async function runHarness(options: HarnessOptions): Promise<History> {
  const { seed, runMs = 1_600, mutant, head = 'row' } = options;
  const chance = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
  const { pool, url } = await aDatabase(PATIENT);
  await mutant?.(pool);
  for (const name of SLEEPY) await sleepBetweenStatements(pool, name);

  const room = await anEvent(pool, { visibility: 'always' });
  const rooms: Room[] = [room];
  for (const visibility of ['after-close', 'host-only', 'after-own-response'] as const) {
    const another = { ...room, activityId: await anActivity(pool, room.eventId, visibility) };
    await commitActivity(pool, another, { state: 'open' });
    rooms.push(another);
  }
  const people = await someParticipants(pool, room.eventId, PEOPLE);
  await pool.query(LOG);

  const history: History = {
    start: await observe(pool, room.eventId, head),
    observations: [],
    log: [],
    acts: [],
    joins: [],
    errors: [],
    codes: {},
    kills: 0,
    end: null as unknown as Observation,
  };
  let isOver = false;

  async function read(): Promise<void> {
    const reader = await pool.connect();
    let last = '';
    while (!isOver) {
      const seen = await observe(reader, room.eventId, head);
      // Equal states are told apart from torn ones by their text.
      const text = JSON.stringify(seen);
      if (text !== last) history.observations.push(seen);
      last = text;
      await sleep(2);
    }
    reader.release();
  }

  async function kill(): Promise<void> {
    while (!isOver) {
      await sleep(40 + chance() * 120);
      const { rowCount } = await pool.query(
        `select pg_terminate_backend(pid) from (
           select pid from pg_stat_activity where datname = current_database() and state = 'active'
              and application_name = 'plenum' and query like 'select flush_run%' order by random() limit 1) victim`,
      );
      history.kills += rowCount ?? 0;
    }
  }

  // The answer of a seq never changes, whoever sends it: what is sent again is the same.
  const answers = new Map<string, Option | null>();
  let seqs = 0;
  function aTap(): Act {
    const { activityId } = pick(rooms);
    const participant = pick(people);
    // Often older than what others just sent, sometimes the same.
    if (chance() < 0.5) seqs++;
    const seq = Math.max(1, seqs - Math.floor(chance() * 6));
    const key = `${activityId} ${participant} ${seq}`;
    if (!answers.has(key)) answers.set(key, chance() < 0.2 ? null : pick(OPTIONS));
    return {
      activity: activityId,
      participant,
      seq,
      option: answers.get(key) as Option | null,
      settingsRevision: chance() < 0.1 ? 1 : 0,
      outcomes: [],
    };
  }

  async function write(n: number): Promise<void> {
    // Half of them own one connection, the others are processes with a pool; one of each gives up locks early.
    const times = { ...PATIENT, lockMs: n < 2 ? 60 : 8_000 };
    const database = openDatabase({ databaseUrl: url, databasePoolMax: n % 2 ? 1 : 4 }, { times });
    const path = (options.through?.(database.pool) ?? database.pool) as pg.Pool;
    const { flush } = aProcess(path, async (run) => {
      const attempt = () => run().catch(noteCode);
      const dice = chance();
      // Pretends not to know the outcome and sends the batch again: after it, beside it, or as its client would, later.
      if (dice < 0.1) await attempt().catch(() => {});
      if (dice < 0.2) return (await Promise.all([attempt(), attempt()]))[0] as { rows: unknown[] };
      const answer = await attempt();
      if (dice < 0.3) throw failure('ECONNRESET');
      return answer;
    });

    async function submit(act: Act): Promise<void> {
      const { key, data } = aVote({ activityId: act.activity }, act.participant, act.seq, act.option);
      const item = { ...data, settingsRevision: act.settingsRevision };
      history.acts.push(act);
      await untilKnown(async () => {
        const { cursor, answer } = await flush.submit(room.eventId, 'activities', key, item);
        act.outcomes.push({ cursor, ...answer });
      });
    }

    async function join(): Promise<void> {
      const id = randomUUID();
      const joinKeyHash = createHash('sha256')
        .update(String(Math.floor(chance() * 30)))
        .digest('hex');
      const data = { id, joinKeyHash, nickname: 'Same', fold: 'same' };
      await untilKnown(async () => {
        const { cursor, answer } = await flush.submit(room.eventId, 'participants', joinKeyHash, data);
        history.joins.push({ joinKeyHash, cursor, ...answer });
      });
    }

    async function untilKnown(act: () => Promise<void>): Promise<void> {
      while (true) {
        try {
          return await act();
        } catch (error) {
          if (!(error instanceof FlushUnavailableError)) return void history.errors.push(error);
        }
      }
    }

    while (!isOver) {
      const taps = Array.from({ length: 1 + Math.floor(chance() * 20) }, aTap);
      await Promise.all([...taps.map(submit), ...(chance() < 0.3 ? [join(), join()] : [])]);
    }
    await database.close();
  }

  function noteCode(error: unknown): never {
    const { code = 'none', detail = '', where = '' } = error as Record<string, string>;
    history.codes[code] = (history.codes[code] ?? 0) + 1;
    // Retried, and yet a fault: the lock order leaves no circle.
    if (code === '40P01') history.errors.push(new Error(`deadlock: ${detail} ${where}`));
    throw error;
  }

  const noted = (error: Error) => {
    history.errors.push(error);
    return error;
  };
  const host = (text: string, ...values: unknown[]) => pool.query(text, [room.eventId, ...values]);
  const setStatus = (status: string, also: string[] = []) =>
    host(
      'select from events_commit($1, (select revision from event where id = $1), $2, $3)',
      JSON.stringify({ status }),
      also,
    );
  const ban = async () => {
    const client = await pool.connect();
    await client.query('begin');
    await client.query('update participant set banned_at = now() where id = $1', [pick(people)]);
    await client.query('select feed_bump($1)', [room.eventId]);
    await client.query('commit');
    client.release();
  };
  const acts: (() => Promise<unknown>)[] = [
    () => commitActivity(pool, pick(rooms), { state: 'closed' }),
    () => commitActivity(pool, pick(rooms), { result_state: pick(['shown', 'hidden', 'auto']) }),
    () => commitActivity(pool, pick(rooms), { title: `Edited ${chance()}` }),
    async () => {
      const fresh = { ...room, activityId: await anActivity(pool, room.eventId, 'after-close') };
      await commitActivity(pool, fresh, { state: 'open' });
      rooms.push(fresh);
      // Conditional on nobody having answered (PL004): the edit and the first answers meet.
      await commitActivity(pool, fresh, { countsDepend: true });
    },
    () => host(`select from activities_delete($1, $2, '{}', 0)`, pick(rooms).activityId),
    () =>
      setStatus('paused')
        .then(() => sleep(40))
        .then(() => setStatus('live')),
    ban,
    () => host('select feed_rotate($1, (select epoch from event_head where event_id = $1))'),
  ];
  async function direct(): Promise<void> {
    const script = [...acts, ...acts].sort(() => chance() - 0.5);
    for (const act of script) {
      await sleep(runMs / (script.length + 4));
      // Two acts of hosts that meet decide again (PL003), as the product does; here: the next one.
      await act().catch((error) => {
        if (!['PL003', 'PL004'].includes(error.code)) history.errors.push(error);
      });
    }
    // As acts do: who met another writer tries again.
    for (let tries = 0; ; tries++) {
      const failed = await setStatus('ended', ['activities_event_ended']).then(() => null, noted);
      if (!failed || tries > 5) break;
    }
    await sleep(runMs / (script.length + 4));
  }

  const writers = Array.from({ length: WRITERS }, (_, n) => write(n));
  const everybody = Promise.all([read(), kill(), ...writers]);
  await direct().finally(() => {
    isOver = true;
    return everybody;
  });
  history.end = await observe(pool, room.eventId, head);
  history.observations.push(history.end);
  history.log = (await pool.query('select tx, what, row from harness_log order by id')).rows;
  return history;
}

/** Between any two statements somebody else may run. */
async function sleepBetweenStatements(sql: Sql, name: string): Promise<void> {
  const { rows } = await sql.query('select pg_get_functiondef($1::regproc) as source', [name]);
  const [head, body] = (rows[0].source as string).split(/(?<=\nbegin\n)/) as [string, string];
  let isStatementStart = false;
  const lines = body.split('\n').flatMap((line) => {
    const sleeps = isStatementStart && /^ {2}\S/.test(line) && !/^ {2}(--|else|elsif)/.test(line);
    if (!/^\s*(--.*)?$/.test(line)) isStatementStart = /;$/.test(line);
    const nap = '  perform pg_sleep(case when random() < 0.3 then random() * 0.01 else 0 end);';
    return sleeps ? [nap, line] : [line];
  });
  await sql.query(head + lines.join('\n'));
}

/** Mulberry32: small, and the same on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
