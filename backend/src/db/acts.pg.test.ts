/** What every act of a host gets: it writes nothing below what its process has seen, and meets other writers by trying again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFeed, createPostgresStore, parsePosition } from '#/feed/index.ts';
import { aDatabase, anEvent } from '../../test/support.ts';
import { createActs } from './acts.ts';
import { createClock } from './clock.ts';
import { createDueRunner } from './due.ts';

async function aHost() {
  const { pool } = await aDatabase();
  const { eventId, activityId } = await anEvent(pool);
  const alarms: string[] = [];
  const feed = createFeed({ store: createPostgresStore(pool), onAlarm: (what) => alarms.push(what) });
  const act = createActs(pool, feed);
  const rename = async (title: string) => {
    const { rows } = await pool.query('select revision from activity where id = $1', [activityId]);
    return act(eventId, 'activities_commit', activityId, rows[0].revision, JSON.stringify({ title }));
  };
  const epochOf = async () =>
    (await pool.query<{ epoch: string }>('select epoch from event_head where event_id = $1', [eventId]))
      .rows[0]?.epoch;
  const rewind = () =>
    pool.query('update event_head set version = version - 1 where event_id = $1', [eventId]);
  return { pool, feed, act, alarms, eventId, activityId, rename, epochOf, rewind };
}

test('[F8] an act after an in-place rewind reuses no version: the epoch rotates first', async () => {
  const { rename, rewind, alarms, epochOf } = await aHost();
  const before = await rename('one');
  await rewind();
  const after = await rename('two');
  expect(alarms).toEqual(['rewound']);
  expect(parsePosition(after.cursor)?.epoch).not.toBe(parsePosition(before.cursor)?.epoch);
  expect(parsePosition(after.cursor)?.epoch).toBe(await epochOf());
});

test('[F8] what falls due after a rewind reuses no version either', async () => {
  const { pool, act, feed, eventId, rename, rewind, epochOf } = await aHost();
  await rename('one');
  const before = await epochOf();
  await rewind();
  await pool.query(`select due_at($1, 'participants_due', clock_timestamp())`, [eventId]);
  const errors: unknown[] = [];
  const due = createDueRunner(pool, act, createClock(), (error) => errors.push(error));
  due.start();
  await expect.poll(epochOf, { timeout: 10_000 }).not.toBe(before);
  await due.stop();
  expect(errors).toEqual([]);
  expect(feed.known(eventId)?.epoch).not.toBe(before);
});

test('two writers who meet: the second waits, tries again, and nobody is told of it', async () => {
  const { pool, eventId, rename } = await aHost();
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query('select from feed_bump($1)', [eventId]);
  const renamed = rename('two');
  // Longer than one wait for the lock.
  await sleep(1_200);
  await holder.query('commit');
  holder.release();
  expect((await renamed).cursor).not.toBe('');
});

test('what SQL refuses is the caller’s to hear', async () => {
  const { act, eventId, activityId } = await aHost();
  await expect(act(eventId, 'activities_commit', activityId, 99, '{}')).rejects.toMatchObject({
    code: 'PL003',
  });
});
