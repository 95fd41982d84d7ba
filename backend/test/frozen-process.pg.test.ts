/**
 * Processes that lag, freeze, or lose sight of the database: whoever is asked, nobody is taken back, and nothing counts twice.
 * What two healthy processes owe is in `two-processes.pg.test.ts`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { contains } from '@plenum/protocol';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '#/db/client.ts';
import { cloneDatabase } from '../../scripts/test-database.ts';
import { type ApiProcess, getFeed, hostAt, startApi, vote } from './api.ts';
import { aRoadTo, type DatabaseRoad } from './database-road.ts';
import { aFollower, alarms, headOf, people, type Room, resultIn, stateAt } from './room.ts';
import { recount } from './support.ts';

let drop: () => Promise<void>;
let database: Database;
let road: DatabaseRoad;
let healthy: [ApiProcess, ApiProcess];
/** The third: it has a road of its own to the database, and is the one that freezes. */
let third: ApiProcess;
/** Address of one of the healthy two. */
const at = (n: number) => (healthy[n % 2] as ApiProcess).url;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase({ databaseUrl: clone.url });
  road = await aRoadTo(clone.url);
  const [one, two, three] = await Promise.all([startApi(clone.url), startApi(clone.url), startApi(road.url)]);
  healthy = [one, two];
  third = three;
});

afterAll(async () => {
  await Promise.all([...(healthy ?? []), third].map((process) => process?.kill('SIGKILL')));
  await road?.close();
  await database?.close();
  await drop?.();
});

test('[W6] an epoch that the other process made is judged after one look, not refused', async () => {
  const room = await hostAt(at(0)).openRoom();
  for (let n = 0; n < 5; n++) {
    const old = await headOf(database.pool, room);
    for (const base of [at(0), at(1)]) await getFeed(base, room.eventId);
    await database.pool.query('select feed_rotate($1, $2)', [room.eventId, old.epoch]);
    const { epoch, version } = await headOf(database.pool, room);
    // At once: in most rounds no tick has told either of them.
    const answers = await Promise.all([
      getFeed(at(0), room.eventId, `?since=${epoch}.${version}`),
      getFeed(at(1), room.eventId, `?at=${epoch}.${version}`),
      getFeed(at(1), room.eventId, `?since=${old.epoch}.${old.version}`),
    ]);
    expect(answers.map(({ body }) => body.kind)).toEqual([
      'delta',
      'snapshot',
      // Not yet known to be lost, or known: both are right, silence is not.
      expect.stringMatching(/^(delta|reset)$/),
    ]);
  }
});

test('[W6] [F9] a crowd with cursors from the future costs a process one look in 100 ms, whatever they invent', async () => {
  const room = await hostAt(third.url).openRoom();
  const { epoch, version } = await headOf(database.pool, room);
  await getFeed(third.url, room.eventId);
  const statementsPerSecond = async (work: Promise<unknown>) => {
    const [before, startedAt] = [road.statements(), performance.now()];
    await work;
    return ((road.statements() - before) * 1_000) / (performance.now() - startedAt);
  };
  const quiet = await statementsPerSecond(sleep(2_000));
  let asked = 0;
  const until = performance.now() + 2_000;
  const somebody = async (n: number) => {
    // A slow machine takes longer to be a crowd.
    while (performance.now() < until || asked < 250) {
      const unknown =
        n % 2 ? `${epoch}.${version + 1_000 + ++asked}` : `zz${String(++asked).padStart(8, '0')}.1`;
      const reply = await getFeed(third.url, room.eventId, `?since=${unknown}`);
      expect(reply.body, reply.text).toMatchObject({ kind: 'reset', reason: n % 2 ? 'future' : 'epoch' });
    }
  };
  const crowded = await statementsPerSecond(Promise.all(Array.from({ length: 50 }, (_, n) => somebody(n))));
  expect(crowded - quiet, 'looks per second').toBeLessThanOrEqual(12);
});

test('[W6] a database out of reach: who is unknown stays where they are, and a cold event is refused, not invented', async () => {
  const [warm, cold] = [await hostAt(at(0)).openRoom(), await hostAt(at(0)).openRoom()];
  const { cursor } = (await getFeed(third.url, warm.eventId)).body as { cursor: string };
  const ask = async (room: Room, query: string) => {
    const startedAt = performance.now();
    const reply = await getFeed(third.url, room.eventId, query);
    return { ...reply, ms: performance.now() - startedAt };
  };
  road.freeze();
  const known = await ask(warm, `?since=${cursor}`);
  expect(known).toMatchObject({ status: 200, body: { kind: 'delta', cursor, entities: [] } });
  const unknown: [Room, string][] = [
    [warm, `${cursor.split('.')[0]}.999`],
    [warm, 'zzzzzz.7'],
    [cold, 'zzzzzz.8'],
  ];
  for (const [room, from] of unknown) {
    const echo = await ask(room, `?since=${from}`);
    expect(echo, echo.text).toMatchObject({
      status: 200,
      body: { kind: 'delta', from, cursor: from, entities: [] },
    });
    expect(echo.headers.get('cache-control')).toBe('no-store');
    expect(echo.ms).toBeLessThan(3_000);
  }
  for (const query of ['', '?at=zzzzzz.8']) {
    const refused = await ask(cold, query);
    expect(refused.status, refused.text).toBe(503);
    expect(refused.headers.get('cache-control')).toBe('no-store');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.ms).toBeLessThan(3_000);
  }
  road.thaw();
  await vi.waitFor(async () => expect((await ask(cold, '')).status).toBe(200), {
    timeout: 15_000,
    interval: 200,
  });
});

test('[W6] [W12] [A5] a process that freezes and goes on takes nobody back, publishes nothing of the past, counts nothing twice and nothing after the close', async () => {
  const room = await hostAt(at(0)).openRoom();
  const tokens = await people(room, 12, at(0));
  const follower = aFollower(room);
  await follower.poll(third.url);
  expect((await vote(third.url, room, tokens[0] as string, 1, 'a')).status).toBe(200);
  await follower.poll(third.url);
  const before = await headOf(database.pool, room);

  third.signal('SIGSTOP');
  // What is sent now waits in its sockets: two phones that gave up and went elsewhere, one that did not, and polls.
  const stuck = [1, 2, 3].map((n) => vote(third.url, room, tokens[n] as string, 10, 'b'));
  const late = ['', ...Array.from({ length: 5 }, () => follower.query())].map((query) =>
    getFeed(third.url, room.eventId, query),
  );
  for (const n of [1, 2]) {
    expect((await vote(at(n), room, tokens[n] as string, 10, 'b')).status).toBe(200);
  }
  for (const [n, token] of tokens.slice(4).entries()) {
    expect((await vote(at(n), room, token, 1, 'c')).status).toBe(200);
    await follower.poll(at(n));
  }
  const closed = await hostAt(at(1)).activity(room.eventId, room.activityId, 'close', {});
  await vi.waitFor(async () => {
    await follower.poll(at(0));
    expect(contains(follower.state.cursor as string, closed.cursor)).toBe(true);
  });
  const final = { counts: { a: 1, b: 2, c: 8 }, responses: 11, final: true };
  expect(resultIn(follower.state, room)).toEqual(final);

  third.signal('SIGCONT');
  const [first, second, tooLate] = await Promise.all(stuck);
  // The first two were counted through others with the same `seq`; the third is told that it was not.
  expect([first?.status, second?.status]).toEqual([200, 200]);
  expect(tooLate, tooLate?.text).toMatchObject({ status: 409, body: { code: 'activity_closed' } });
  for (const { body } of await Promise.all(late)) follower.take(body);
  await Promise.all(Array.from({ length: 20 }, () => follower.poll(third.url)));
  // Three of its ticks.
  await sleep(600);
  await follower.poll(third.url);

  const fresh = await stateAt(third.url, room, follower.state.cursor as string);
  expect(resultIn(follower.state, room)).toEqual(final);
  expect(follower.state.entities).toEqual(fresh.entities);
  expect(await recount(database.pool, room)).toEqual({ counts: final.counts, responses: 11 });
  expect((await headOf(database.pool, room)).epoch, 'its late ticks are no rewind').toBe(before.epoch);
  expect(await alarms(third.url, 'rewound')).toBe(0);
  expect(follower.epochs()).toEqual([before.epoch]);
});
