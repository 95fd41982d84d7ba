import { expect, test } from 'vitest';
import { fromLocalInput, scheduleProblem, toLocalInput } from './host-schedule.ts';

const NONE = { opensAt: null, closesAt: null };

test('a time goes through the form and comes back to the minute, in the viewer’s zone', () => {
  const time = new Date(2026, 10, 21, 9, 5).getTime();
  expect(toLocalInput(time)).toBe('2026-11-21T09:05');
  expect(fromLocalInput(toLocalInput(time))).toBe(time);
  expect(toLocalInput(null)).toBe('');
  expect(fromLocalInput('')).toBeNull();
});

test('a new time lies ahead, one that stood there may be over', () => {
  expect(scheduleProblem({ opensAt: 50, closesAt: null }, NONE, 100)).toBe('past');
  expect(scheduleProblem({ opensAt: 50, closesAt: null }, { opensAt: 50, closesAt: null }, 100)).toBeNull();
  expect(scheduleProblem({ opensAt: null, closesAt: 90 }, NONE, 100)).toBe('past');
});

test('it closes after it opens', () => {
  expect(scheduleProblem({ opensAt: 200, closesAt: 200 }, NONE, 100)).toBe('order');
  expect(scheduleProblem({ opensAt: 200, closesAt: 201 }, NONE, 100)).toBeNull();
});
