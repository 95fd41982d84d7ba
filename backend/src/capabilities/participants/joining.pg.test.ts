/** Joining: the same person stays the same, equal names are told apart, and the room is counted exactly. */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createActs } from '#/db/acts.ts';
import { createClock } from '#/db/clock.ts';
import { createDueRunner } from '#/db/due.ts';
import { aProcess } from '../../../test/flush.ts';
import { aDatabase, anEvent } from '../../../test/support.ts';

async function aRoom() {
  const { pool } = await aDatabase();
  const room = await anEvent(pool);
  const joins = [aProcess(pool).join, aProcess(pool).join] as const;
  const join = async (through: number, person: Omit<Parameters<(typeof joins)[0]>[1], 'id'>) => {
    const { answer } = await (joins[through] as (typeof joins)[0])(room, { id: randomUUID(), ...person });
    return answer as { refused?: string; participant?: { id: string; nickname: string | null } };
  };
  const joined = async () => {
    const { rows } = await pool.query(
      `select (select count(*)::int from participant where event_id = $1) as stored, joined::int,
              (select (body->>'joined')::int from feed_entity where event_id = $1 and audience = 'attendee' and type = 'audience') as published
         from participant_count where event_id = $1`,
      [room.eventId],
    );
    return rows[0] as { stored: number; joined: number; published: number };
  };
  return { pool, room, join, joined };
}

const keyHash = (key: string) => createHash('sha256').update(key).digest('hex');

test('[§3.4] one join key sent through two processes at once, again and again, is one participant', async () => {
  const { join, joined } = await aRoom();
  for (let round = 0; round < 5; round++) {
    const joinKeyHash = keyHash(`${round}`);
    const answers = await Promise.all(
      [0, 1, 0, 1, 0, 1].map((through) => join(through, { joinKeyHash, nickname: 'Amira' })),
    );
    expect(new Set(answers.map(({ participant }) => participant?.id)).size).toBe(1);
    expect(new Set(answers.map(({ participant }) => participant?.nickname)).size).toBe(1);
  }
  expect(await joined()).toMatchObject({ stored: 5, joined: 5 });
});

test('[§3.4] equal nicknames get numbers, each once, whichever process they came through', async () => {
  const { join } = await aRoom();
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) => join(n % 2, { nickname: n % 4 ? 'Robin' : 'ROBIN' })),
  );
  const names = answers.map(({ participant }) => participant?.nickname?.toLowerCase());
  expect(names.sort()).toEqual(['robin', ...Array.from({ length: 39 }, (_, n) => `robin ${n + 2}`)].sort());
});

test('without a nickname or a key everybody is somebody else', async () => {
  const { join, joined } = await aRoom();
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => join(n % 2, {})));
  expect(new Set(answers.map(({ participant }) => participant?.id)).size).toBe(30);
  expect(answers[0]?.participant?.nickname).toBeNull();
  expect(await joined()).toMatchObject({ stored: 30, joined: 30 });
});

test('[§3.4] the audience is published at most once a second, and in the end exactly', async () => {
  const { pool, join, joined } = await aRoom();
  const errors: unknown[] = [];
  const due = createDueRunner(pool, createActs(pool, aProcess(pool).feed), createClock(), (error) =>
    errors.push(error),
  );
  due.start();
  onTestFinished(() => due.stop());
  const published: { at: number; joined: number }[] = [];
  for (const until = Date.now() + 2_200; Date.now() < until; ) {
    await join(published.length % 2, {});
    const now = await joined();
    if (published.at(-1)?.joined !== now.published) published.push({ at: Date.now(), joined: now.published });
  }
  await sleep(1_500);
  expect(errors).toEqual([]);
  const { stored, joined: counted, published: last } = await joined();
  expect(last).toBe(stored);
  expect(counted).toBe(stored);
  expect(published.length).toBeLessThanOrEqual(4);
});

test('[§3.4] after the end nobody new joins; who was here gets back in', async () => {
  const { pool, room, join } = await aRoom();
  const { participant } = await join(0, { joinKeyHash: keyHash('me') });
  await pool.query('select from events_commit($1, (select revision from event where id = $1), $2, $3)', [
    room.eventId,
    '{"status":"ended"}',
    [],
  ]);
  expect(await join(0, { joinKeyHash: keyHash('you') })).toEqual({ refused: 'event_ended' });
  expect(await join(1, { joinKeyHash: keyHash('me') })).toEqual({ participant });
});

test('one thing due that fails does not hold up the others', async () => {
  const { pool, room, join, joined } = await aRoom();
  await pool.query(
    `insert into event_due (event_id, what, at) values ($1, 'missing_due', now() - interval '1 hour')`,
    [room.eventId],
  );
  const errors: unknown[] = [];
  const due = createDueRunner(pool, createActs(pool, aProcess(pool).feed), createClock(), (error) =>
    errors.push(error),
  );
  due.start();
  onTestFinished(() => due.stop());
  for (let n = 0; n < 3; n++) await join(0, {});
  await sleep(1_800);
  expect(errors.length).toBeGreaterThan(0);
  expect(await joined()).toMatchObject({ stored: 3, published: 3 });
});
