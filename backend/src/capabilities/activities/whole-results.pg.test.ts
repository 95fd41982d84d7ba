/** [W16] What is left out of a result is what can best be missed: nothing the host named, and no pin. */
import type { ActivityKind, ResultEntity } from '@plenum/protocol';
import { expect, test } from 'vitest';
import { aDatabase, anEvent } from '../../../test/support.ts';
import { newActivity } from './activities.ts';
import { judge } from './kinds/index.ts';
import { createActivityStore } from './store.ts';

/** What the room would see if each of these answers had been given so many times. */
async function resultOf(kind: ActivityKind, settings: object, answers: [answer: object, times: number][]) {
  const { pool, prisma } = await aDatabase();
  const { eventId } = await anEvent(pool);
  const activity = newActivity({ kind, title: 'A question', settings });
  const act = async (event: string, name: string, ...args: unknown[]) =>
    (await pool.query(`select * from ${name}($1, $2)`, [event, ...args])).rows[0];
  await createActivityStore({ pool, prisma } as never, act as never).create(eventId, activity);
  const tally = new Map<string, number>();
  for (const [answer, times] of answers) {
    const judged = judge(kind, activity.settings, answer);
    if ('errors' in judged) throw new Error(JSON.stringify(judged.errors));
    for (const [bucket, weight] of Object.entries(judged.contributions))
      tally.set(bucket, (tally.get(bucket) ?? 0) + weight * times);
  }
  await pool.query(
    `insert into tally (event_id, run, activity_id, bucket, weight) select $1, 1, $2, * from unnest($3::text[], $4::bigint[])`,
    [eventId, activity.id, [...tally.keys()], [...tally.values()]],
  );
  const { rows } = await pool.query(
    'select activity_result(a, 1, 1) as result from activity a where event_id = $1 and id = $2',
    [eventId, activity.id],
  );
  const result = rows[0].result as ResultEntity;
  expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThanOrEqual(4_096);
  const told = Object.values(result.counts).reduce((one, two) => one + two, result.other ?? 0);
  expect(told, 'nothing is lost').toBe([...tally.values()].reduce((one, two) => one + two, 0));
  return result;
}

test('[W16] in a survey an option that one person chose is told before the words of many', async () => {
  const settings = {
    parts: [
      {
        id: 'p',
        kind: 'single-choice',
        title: 'One?',
        settings: { options: ['a', 'b', 'c'].map((id) => ({ id, label: id })) },
      },
      { id: 'w', kind: 'word-cloud', title: 'A word?', settings: {} },
    ],
  };
  const words = Array.from({ length: 300 }, (_, n): [object, number] => [
    { parts: { w: { words: [`word${n}`] } } },
    5 + n,
  ]);
  const { counts, other } = await resultOf('survey', settings, [
    [{ parts: { p: { optionId: 'c' } } }, 1],
    ...words,
  ]);
  expect(counts).toMatchObject({ p: 1, 'p/c': 1, 'w/word299': 304 });
  expect(other).toBeGreaterThan(0);
});

test('[W16] of pins in 900 cells all are told, and the areas', async () => {
  const pins = Array.from({ length: 900 }, (_, n): [object, number] => [
    { pins: [{ x: (n % 30) * 25, y: Math.floor(n / 30) * 25 }] },
    n === 31 ? 50 : 1,
  ]);
  const area = { id: 'school', label: 'The school', x: 500, y: 500, radius: 15 };
  const { counts, other, grid } = await resultOf('pin', { areas: [area] }, pins);
  expect(counts).toMatchObject({ 'in/school': 1, 'at/1-1': 50 });
  expect(other).toBeGreaterThan(0);
  expect(grid).toHaveLength(1_600);
  expect(grid?.slice(0, 40)).toBe('1'.repeat(30) + '0'.repeat(10));
  expect(grid?.slice(40, 80), 'more than 34').toBe(`1z${'1'.repeat(28)}${'0'.repeat(10)}`);
});

test('[W12] a survey shows what was answered, also while nobody named a number', async () => {
  const settings = {
    parts: [
      {
        id: 'p',
        kind: 'single-choice',
        title: 'One?',
        settings: { options: ['a', 'b'].map((id) => ({ id, label: id })) },
      },
      { id: 'e', kind: 'estimate', title: 'How many?', settings: { min: 0, max: 10 } },
    ],
  };
  const { counts } = await resultOf('survey', settings, [[{ parts: { p: { optionId: 'b' } } }, 3]]);
  expect(counts).toMatchObject({ p: 3, 'p/b': 3 });
});

test('few pins need no grid', async () => {
  expect(await resultOf('pin', {}, [[{ pins: [{ x: 10, y: 10 }] }, 3]])).not.toHaveProperty('grid');
});
