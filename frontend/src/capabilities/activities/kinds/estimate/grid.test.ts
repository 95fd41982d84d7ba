import { expect, test } from 'vitest';
import { barsOf, countsOf, neighboursOn, valueOn } from './grid.ts';

/** The same numbers as the server's `barsOf`, whose bars the wire names. */
test.each([
  [
    { min: 0, max: 10_000, step: 1 },
    { from: 0, width: 250, bars: 40 },
  ],
  [
    { min: 0, max: 100, step: 1 },
    { from: 0, width: 5, bars: 21 },
  ],
  [
    { min: 0, max: 10, step: 1 },
    { from: 0, width: 1, bars: 11 },
  ],
  [
    { min: -40, max: 50, step: 1 },
    { from: -40, width: 5, bars: 19 },
  ],
  [
    { min: 0, max: 1, step: 0.01 },
    { from: 0, width: 0.05, bars: 21 },
  ],
  [
    { min: 3, max: 700, step: 7 },
    { from: 0, width: 35, bars: 21 },
  ],
  [
    { min: 1_900, max: 2_026, step: 1 },
    { from: 1_900, width: 5, bars: 26 },
  ],
])('bars of %o', (grid, bars) => {
  expect(barsOf(grid)).toEqual(bars);
});

test('counts find their bar by its lower edge; empty bars stay', () => {
  const bars = barsOf({ min: 0, max: 1, step: 0.1 });
  expect(countsOf(bars, { '0.3': 4, '1': 2 })).toEqual([0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 2]);
});

test('0.1 + 0.2 is a step of 0.1, and 0.35 is not', () => {
  const grid = { min: 0, max: 1, step: 0.1 };
  expect(valueOn(grid, 0.1 + 0.2)).toBe(0.3);
  expect(valueOn(grid, 0.35)).toBeNull();
  expect(valueOn(grid, 1.1)).toBeNull();
  expect(neighboursOn(grid, 0.35)).toEqual([0.3, 0.4]);
});
