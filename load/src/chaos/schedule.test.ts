/** The plan of a run: the same for the same seed, and nothing forgotten. */
import { expect, test } from 'vitest';
import { type Fault, scheduleOf } from './schedule.ts';

const kinds = (seed: number, seconds: number) =>
  new Set(scheduleOf(seed, seconds, 3).map(({ fault }) => fault.what));

test('the same seed breaks the same things at the same time, another one does not', () => {
  expect(scheduleOf(7, 60, 3)).toEqual(scheduleOf(7, 60, 3));
  expect(scheduleOf(7, 60, 3)).not.toEqual(scheduleOf(8, 60, 3));
});

test.each([1, 2, 3, 4, 5])('a minute holds every kind of fault and both restores (seed %i)', (seed) => {
  const all: Fault['what'][] = [
    'kill a process',
    'freeze a process',
    'kill the database',
    'stop the database',
    'end sessions',
    'slow transaction',
    'copy the database',
    'restore',
  ];
  expect([...kinds(seed, 60)].sort()).toEqual([...all].sort());
  const restores = scheduleOf(seed, 60, 3).flatMap(({ fault }) =>
    fault.what === 'restore' ? [fault.isLive] : [],
  );
  expect(restores).toEqual([true, false]);
});

test('every restore has a copy of its own before it', () => {
  let copies = 0;
  for (const { fault } of scheduleOf(11, 120, 3)) {
    if (fault.what === 'copy the database') copies++;
    if (fault.what === 'restore') expect(copies--, 'copies').toBeGreaterThan(0);
  }
});

test('the last word is a kill of the database, so that nothing covers what it loses', () => {
  for (const seconds of [10, 30, 60]) {
    const plan = scheduleOf(3, seconds, 3);
    expect(plan.at(-1)).toEqual({ atMs: seconds * 1_000, fault: { what: 'kill the database', forMs: 0 } });
    const times = plan.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  }
});
