/** [A4] A process on a machine whose clock is wrong tells, and goes by, the time of the database: nobody can tell it from the others. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from '#/db/client.ts';
import { cloneDatabase } from '../../scripts/test-database.ts';
import { type ApiProcess, call, getFeed, hostAt, startApi, vote } from './api.ts';
import { people, type Room } from './room.ts';
import { recount } from './support.ts';

const CLOCK = new URL('clock-shift.mjs', import.meta.url).href;
const HOUR_MS = 3_600_000;

/** How far off it is from the start; it is set right while it runs. */
const clocks = { 'five hours ahead': 5 * HOUR_MS, 'five hours behind': -5 * HOUR_MS };
type Clock = keyof typeof clocks;
const wrongClocks = Object.keys(clocks) as Clock[];

let drop: () => Promise<void>;
let database: Database;
let right: ApiProcess;
const wrong = new Map<Clock, ApiProcess>();
/** How far the first answer of its life was from the database's time. */
const firstOffMs = new Map<Clock, number>();
const processWith = (clock: Clock) => wrong.get(clock) as ApiProcess;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeAll(async () => {
  const clone = await cloneDatabase();
  drop = clone.drop;
  database = openDatabase({ databaseUrl: clone.url });
  // The look for what is due comes right after the start, and brings the time along: held up, it cannot be what tells it first.
  const holder = new pg.Client(clone.url);
  await holder.connect();
  await holder.query('begin; lock table event_due in access exclusive mode');
  await Promise.all([
    startApi(clone.url).then((process) => {
      right = process;
    }),
    ...wrongClocks.map(async (clock) => {
      const env = {
        NODE_OPTIONS: `--import=${CLOCK}`,
        CLOCK_SHIFT_MS: String(clocks[clock]),
        CLOCK_JUMP_MS: String(-clocks[clock]),
      };
      const process = await startApi(clone.url, { env });
      wrong.set(clock, process);
      firstOffMs.set(clock, await offMs(await timeAt(process.url)));
    }),
  ]);
  await holder.end();
});

afterAll(async () => {
  await Promise.all([right, ...wrong.values()].map((process) => process?.kill('SIGKILL')));
  await database?.close();
  await drop?.();
});

async function databaseNow(): Promise<number> {
  const { rows } = await database.pool.query('select time_ms(clock_timestamp()) as ms');
  return Number(rows[0].ms);
}

const offMs = async (ms: unknown) => Math.abs(Number(ms) - (await databaseNow()));
/** More is a wrong clock; a slow machine takes less. */
const SLOW_MS = 10_000;
const expectDatabaseTime = async (ms: unknown, what: string) =>
  expect(await offMs(ms), what).toBeLessThan(SLOW_MS);

const timeAt = async (url: string) => (await call<{ nowMs: number }>('GET', `${url}/v1/time`)).body.nowMs;

test.each(wrongClocks)('[A4] %s: the first answer of its life is in the database’s time', (clock) => {
  expect(firstOffMs.get(clock)).toBeLessThan(SLOW_MS);
});

test.concurrent.each(wrongClocks)(
  '[A4] [W9] [W12] %s: opens, closes, counts, refuses and stops as the others do',
  async (clock) => {
    const { url } = processWith(clock);
    const both = [url, right.url];
    const host = hostAt(url);
    const event = await host.createEvent();
    await host.event(event.id, 'start');
    const activity = await host.createActivity(event.id);
    const room: Room = { eventId: event.id, code: event.code, activityId: activity.id };
    const [one, two, three] = (await people(room, 3, url)) as [string, string, string];
    const feedOf = async (base: string) => (await getFeed(base, room.eventId)).text;
    const timeIn = (text: string, name: string) => new RegExp(`"${name}":(\\d+)`).exec(text)?.[1];

    await host.activity(room.eventId, room.activityId, 'open', { opensInMs: 1_500 });
    for (const [n, base] of both.entries()) {
      expect(await vote(base, room, n ? two : one, 1, 'a')).toMatchObject({
        status: 409,
        body: { code: 'not_open_yet' },
      });
    }
    const announced = await feedOf(url);
    await expectDatabaseTime(timeIn(announced, 'committedAt'), 'committedAt');
    const opensAt = timeIn(announced, 'opensAt');
    await expectDatabaseTime(opensAt, 'opensAt');
    await vi.waitFor(async () => expect(await databaseNow()).toBeGreaterThan(Number(opensAt) + 50), {
      timeout: 10_000,
    });
    for (const [n, base] of both.entries()) {
      expect((await vote(base, room, n ? two : one, 2, 'a')).status).toBe(200);
    }

    await host.activity(room.eventId, room.activityId, 'close', { closesInMs: 1_500 });
    expect((await vote(url, room, three, 1, 'b')).status, 'before the announced end').toBe(200);
    await vi.waitFor(
      async () => {
        for (const base of both) expect(await feedOf(base)).toContain('"final":true');
      },
      { timeout: 10_000, interval: 100 },
    );
    for (const base of both) {
      expect(await vote(base, room, one, 3, 'b')).toMatchObject({
        status: 409,
        body: { code: 'activity_closed' },
      });
      await expectDatabaseTime(timeIn(await feedOf(base), 'closedAt'), 'closedAt');
    }
    expect(await recount(database.pool, room)).toEqual({ counts: { a: 2, b: 1 }, responses: 3 });

    // 30 minutes after the end everybody stops, by the database's clock.
    await host.event(room.eventId, 'end');
    const pace = async (base: string) => (await getFeed(base, room.eventId)).body.pollAfterMs;
    const expectPace = (ms: number) =>
      vi.waitFor(async () => expect(await Promise.all(both.map(pace))).toEqual([ms, ms]), { timeout: 5_000 });
    await expectPace(10_000);
    await database.pool.query(
      `update event_head set version = version + 1,
            note = jsonb_set(note, '{endedAt}', to_jsonb(time_ms(clock_timestamp() - interval '31 minutes')))
      where event_id = $1`,
      [room.eventId],
    );
    await expectPace(0);
  },
);

// Last: from here on their clocks are right.
test.each(wrongClocks)(
  '[A4] [W6] %s, and set right while it runs: looks, votes and time go on as before',
  async (clock) => {
    const process = processWith(clock);
    const { url } = process;
    const room = await hostAt(url).openRoom();
    const [one, two] = (await people(room, 2, url)) as [string, string];
    const { cursor } = (await getFeed(url, room.eventId)).body as { cursor: string };
    const fromTheFuture = `?since=${cursor.split('.')[0]}.9999`;
    // A look just before the jump: what waits for "100 ms after the last one" must not wait five hours.
    expect((await getFeed(url, room.eventId, fromTheFuture)).body.kind).toBe('reset');
    process.signal('SIGUSR2');
    await vi.waitFor(() => expect(process.said()).toContain('clock set, now 0 ms off'));

    expect((await vote(url, room, one, 1, 'a')).status).toBe(200);
    const { body: ack } = await vote(right.url, room, two, 1, 'a');
    const answer = await getFeed(url, room.eventId, `?at=${ack.cursor}`);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.text).toContain('"counts":{"a":2}');
    const ahead = await getFeed(url, room.eventId, fromTheFuture);
    expect(ahead.body, ahead.text).toMatchObject({ kind: 'reset', reason: 'future' });
    await vi.waitFor(async () => expectDatabaseTime(await timeAt(url), '/v1/time'), { timeout: 5_000 });
  },
);
