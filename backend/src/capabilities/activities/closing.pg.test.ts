/** [W12] A close is final: its result holds every acknowledged answer and no refused one, and never changes again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { aProcess } from '../../../test/flush.ts';
import {
  aDatabase,
  anActivity,
  anEvent,
  commitActivity,
  mutate,
  PATIENT,
  publishedResult,
  type Room,
  recount,
  someParticipants,
} from '../../../test/support.ts';

async function aRoom(people: number, options: Parameters<typeof anEvent>[1] = {}) {
  const { pool } = await aDatabase(PATIENT);
  const room = await anEvent(pool, options);
  const participants = await someParticipants(pool, room.eventId, people);
  // Two processes on one database.
  return { pool, room, participants, votes: [aProcess(pool).vote, aProcess(pool).vote] as const };
}
type World = Awaited<ReturnType<typeof aRoom>>;

async function expectFinal(
  { pool }: World,
  room: Room,
  acks: readonly { refused?: unknown }[],
  voters: readonly string[],
) {
  const { rows } = await pool.query(
    'select participant_id as id from response where activity_id = $1 and answer is not null',
    [room.activityId],
  );
  const counted = rows.map(({ id }) => id).sort();
  const saved = voters.filter((_, n) => !acks[n]?.refused).sort();
  expect(counted, 'acknowledged = counted').toEqual(saved);
  expect(await publishedResult(pool, room), 'the final result').toEqual({
    ...(await recount(pool, room)),
    final: true,
  });
}

/** Until the flushes of both processes wait for the head: whatever they read before it, they have read. */
async function bothWait(pool: World['pool']): Promise<void> {
  const waiting = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await expect.poll(async () => (await pool.query(waiting)).rows[0].n, { timeout: 7_000 }).toBe(2);
}

/** The answers arrive while the close holds the head lock but has not committed: each saw an open activity. */
async function answersMeetTheClose(world: World): Promise<void> {
  const { pool, room, participants, votes } = world;
  await votes[0](room, participants[0] as string, 1, 'a');
  const closer = await pool.connect();
  await closer.query('begin');
  await commitActivity(closer, room, { state: 'closed' });
  const late = participants.slice(1);
  const pending = late.map((participant, n) =>
    (votes[n % 2] as World['votes'][0])(room, participant, 1, 'b'),
  );
  await bothWait(pool);
  await closer.query('commit');
  closer.release();
  const atClose = await publishedResult(pool, room);
  const acks = await Promise.all(pending);
  expect(
    acks.filter(({ refused }) => refused !== 'activity_closed'),
    'late answers that were taken',
  ).toEqual([]);
  expect(await publishedResult(pool, room), 'the result after the close').toEqual(atClose);
  await expectFinal(world, room, [{}, ...acks], participants);
}

/** Both processes have read everything they read before the lock when the first of them gets it. */
async function twoFlushesMeetAtTheHead({ pool, room, participants, votes }: World): Promise<void> {
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('select from event_head where event_id = $1 for update', [room.eventId]);
  const half = participants.length / 2;
  const pending = participants.map((participant, n) =>
    (votes[n < half ? 0 : 1] as World['votes'][0])(room, participant, 1, 'a'),
  );
  await bothWait(pool);
  await holder.query('commit');
  holder.release();
  await Promise.all(pending);
  expect(await publishedResult(pool, room), 'the counts of both').toMatchObject(await recount(pool, room));
}

test('[W12] answers that meet the close under way are refused, and the result stays as it was', async () => {
  await answersMeetTheClose(await aRoom(20));
});

test('[A5] two processes that flush at the same moment both count', async () => {
  await twoFlushesMeetAtTheHead(await aRoom(20));
});

test('[W12] random answers around the close: acknowledged ⊆ final, refused ∩ final = ∅, nothing after', async () => {
  const world = await aRoom(60);
  const { pool, room: first, participants, votes } = world;
  const outcomes = new Set<unknown>();
  for (let round = 0; round < 8; round++) {
    const room: Room = { ...first, activityId: await anActivity(pool, first.eventId) };
    await commitActivity(pool, room, { state: 'open' });
    let atClose: unknown;
    const closing = sleep(30).then(async () => {
      await commitActivity(pool, room, { state: 'closed' });
      atClose = await publishedResult(pool, room);
    });
    const acks = await Promise.all(
      participants.map(async (participant, n) => {
        await sleep((n * 37) % 61);
        return (votes[n % 2] as World['votes'][0])(room, participant, 1, n % 2 ? 'a' : 'b');
      }),
    );
    await closing;
    for (const { status, refused } of acks) outcomes.add(status ?? refused);
    expect(await publishedResult(pool, room)).toEqual(atClose);
    await expectFinal(world, room, acks, participants);
  }
  expect([...outcomes].sort(), 'the race really happened').toEqual(['activity_closed', 'saved']);
});

test('[A4] after an announced end nobody is counted, also before anybody ran the close; whoever runs it first closes once', async () => {
  const world = await aRoom(3, { closesInMs: 150 });
  const { pool, room, participants, votes } = world;
  const [early, late] = participants as [string, string, string];
  const acks = [await votes[0](room, early, 1, 'a')];
  await sleep(200);
  acks.push(await votes[0](room, late, 1, 'b'));
  expect(acks[1]).toMatchObject({ refused: 'activity_closed' });
  const run = () =>
    pool.query('select epoch is not null as ran from run_due($1, $2)', [room.eventId, 'activities_due']);
  const ran = (await Promise.all([run(), run(), run()])).map(({ rows }) => rows[0].ran);
  expect(ran.sort()).toEqual([false, false, true]);
  await expectFinal(world, room, acks, [early, late]);
});

test('[A4] a later end replaces an earlier announcement', async () => {
  const { pool, room, participants, votes } = await aRoom(1, { closesInMs: 50 });
  await commitActivity(pool, room, { closesInMs: 60_000 });
  await sleep(80);
  await pool.query('select run_due($1, $2)', [room.eventId, 'activities_due']);
  expect(await votes[0](room, participants[0] as string, 1, 'a')).toMatchObject({ status: 'saved' });
  const { rows } = await pool.query(
    "select at > now() + interval '50 s' as later from event_due where event_id = $1",
    [room.eventId],
  );
  expect(rows).toEqual([{ later: true }]);
});

test('[§3.4] what opens in a moment takes no answers before it', async () => {
  const { pool, room, participants, votes } = await aRoom(1, { state: 'ready' });
  const someone = participants[0] as string;
  expect(await votes[0](room, someone, 1, 'a')).toMatchObject({ refused: 'not_open_yet' });
  await commitActivity(pool, room, { state: 'open', opensInMs: 200 });
  expect(await votes[0](room, someone, 1, 'a')).toMatchObject({ refused: 'not_open_yet' });
  await sleep(220);
  expect(await votes[0](room, someone, 1, 'a')).toMatchObject({ status: 'saved' });
});

test('ending the event closes what is open, and its result is final', async () => {
  const world = await aRoom(2);
  const { pool, room, participants, votes } = world;
  const acks = [await votes[0](room, participants[0] as string, 1, 'a')];
  await pool.query('select from events_commit($1, (select revision from event where id = $1), $2, $3)', [
    room.eventId,
    '{"status":"ended"}',
    ['activities_event_ended'],
  ]);
  acks.push(await votes[1](room, participants[1] as string, 1, 'b'));
  expect(acks[1]).toMatchObject({ refused: 'event_ended' });
  await expectFinal(world, room, acks, participants);
});

describe('the checks catch', () => {
  test('check-open-then-insert: the activity is not looked at again under the lock', async () => {
    const world = await aRoom(20);
    await mutate(
      world.pool,
      'activities_flush_effects',
      `raise exception 'closed, banned or edited meanwhile' using errcode = 'PL001';`,
      'null;',
    );
    await expect(answersMeetTheClose(world)).rejects.toThrow('late answers that were taken');
  });

  test('counts that were read before the lock, as one statement with many parts would', async () => {
    const world = await aRoom(20);
    await mutate(
      world.pool,
      'activities_flush_rows',
      `'run', v_run,`,
      `'run', v_run, 'before',
         (select jsonb_object_agg(bucket, weight) from tally where event_id = p_event and run = v_run),`,
    );
    await mutate(
      world.pool,
      'activities_flush_effects',
      'set weight = t.weight + excluded.weight',
      `set weight = coalesce((p_carry->'before'->>t.bucket)::bigint, 0) + excluded.weight`,
    );
    await expect(twoFlushesMeetAtTheHead(world)).rejects.toThrow('the counts of both');
  });
});
