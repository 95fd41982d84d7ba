/**
 * [F8] A history that was set back, under live processes or before they boot: one new epoch, no cursor with two meanings, every vote
 * counted once. The restore as an operator does it is in `restore.pg.test.ts`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '#/db/client.ts';
import { cloneDatabase, type TestDatabase } from '../../scripts/test-database.ts';
import { type ApiProcess, entityBytes, getFeed, hostAt, startApi, vote } from './api.ts';
import { aFollower, alarms, headOf, people, resultIn, stateAt } from './room.ts';
import { recount } from './support.ts';

let clone: TestDatabase;
let database: Database;
let processes: readonly ApiProcess[] = [];
const at = (n: number) => (processes[n % 2] as ApiProcess).url;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  clone = await cloneDatabase();
  database = openDatabase({ databaseUrl: clone.url });
  await startTwo();
});

afterAll(async () => {
  await stopBoth();
  await database?.close();
  await clone?.drop();
});

/** Together, as after a deployment. */
async function startTwo(): Promise<void> {
  processes = await Promise.all([startApi(clone.url), startApi(clone.url)]);
}
async function stopBoth(): Promise<void> {
  await Promise.all(processes.map((process) => process.kill('SIGKILL')));
}

test('[F8] set back under two live processes while votes go on: one new epoch, no cursor with two meanings, every vote counted once', async () => {
  const room = await hostAt(at(0)).openRoom();
  const tokens = await people(room, 40, at(0));
  const start = await headOf(database.pool, room);
  const follower = aFollower(room);
  const meanings = new Map<string, string>();
  let isVoting = true;
  const following = (async () => {
    for (let n = 0; isVoting; n++) {
      const asked = follower.query();
      const reply = await follower.poll(at(n), asked);
      if (reply.body.kind !== 'reset') {
        const meaning = `${reply.body.kind} ${asked} → ${reply.body.cursor}`;
        expect(meanings.get(meaning) ?? entityBytes(reply), meaning).toBe(entityBytes(reply));
        meanings.set(meaning, entityBytes(reply));
      }
      await sleep(10);
    }
  })();
  const voteOften = async (token: string, n: number) => {
    for (let seq = 1; seq <= 8; seq++) {
      for (let tries = 0; ; tries++) {
        const reply = await vote(at(n + seq), room, token, seq, 'abc'[(n + seq) % 3] as string);
        if (reply.status === 200) break;
        // Refused until there is a new epoch.
        expect(reply.status, reply.text).toBe(503);
        expect(tries).toBeLessThan(20);
      }
      await sleep(50);
    }
  };
  const voting = Promise.all(tokens.map(voteOften));
  // Each round of votes is at least one version: this is half-way at the latest.
  while ((await headOf(database.pool, room)).version < start.version + 4) await sleep(5);
  // Both have seen more than what will be left.
  for (const base of [at(0), at(1)]) {
    await getFeed(base, room.eventId, `?at=${start.epoch}.${start.version + 4}`);
  }
  await database.pool.query('update event_head set version = 1 where event_id = $1', [room.eventId]);
  await voting;
  isVoting = false;
  await following;

  const fresh = await vi.waitFor(
    async () => {
      await follower.poll(at(1));
      const { epoch, version } = await headOf(database.pool, room);
      expect(follower.state.cursor).toBe(`${epoch}.${version}`);
      return stateAt(at(0), room, follower.state.cursor as string);
    },
    { timeout: 15_000, interval: 200 },
  );
  const { epoch } = await headOf(database.pool, room);
  expect(epoch).not.toBe(start.epoch);
  expect(follower.epochs()).toEqual([start.epoch, epoch]);
  expect(follower.state.entities).toEqual(fresh.entities);
  const truth = await recount(database.pool, room);
  expect(truth.responses).toBe(40);
  expect(resultIn(fresh, room)).toEqual({ ...truth, final: false });
  const heard = (await alarms(at(0), 'rewound')) + (await alarms(at(1), 'rewound'));
  expect(heard, 'somebody must hear of it').toBeGreaterThan(0);
});

test('[F8] another database than last time: processes that boot together rotate every event once, the next one nothing', async () => {
  for (let n = 0; n < 2; n++) await hostAt(at(n)).openRoom();
  await stopBoth();
  const heads = async () => {
    const { rows } = await database.pool.query<{ id: string; epoch: string; version: number }>(
      'select event_id::text as id, epoch, version::int from event_head order by 1',
    );
    return rows;
  };
  const before = await heads();
  expect(before.length).toBeGreaterThanOrEqual(2);
  // As a restored snapshot or a promoted standby looks: the same tables on another cluster.
  await database.pool.query('update database_identity set timeline = timeline + 1');
  await startTwo();
  const after = await heads();
  for (const [n, { epoch, version }] of after.entries()) {
    expect(epoch).not.toBe(before[n]?.epoch);
    expect(version, 'rotated once').toBe((before[n]?.version as number) + 1);
  }
  const [was, now] = [before[0], after[0]] as [(typeof before)[0], (typeof after)[0]];
  for (const base of [at(0), at(1)]) {
    const { body } = await getFeed(base, was.id, `?since=${was.epoch}.${was.version}`);
    expect(body).toMatchObject({
      kind: 'reset',
      reason: 'epoch',
      snapshot: `${now.epoch}.${now.version}`,
    });
  }
  const next = await startApi(clone.url);
  expect(await heads()).toEqual(after);
  await next.kill('SIGKILL');
});
