import { expect, test } from 'vitest';
import { binsOf, placeIn } from './bins.ts';
import { axisOf, chartOf, placedFlags } from './chart.ts';
import { closerThan } from './closeness.ts';
import { barsOf, countsOf } from './grid.ts';

const trees = { min: 0, max: 10_000, step: 1, unit: 'trees' };
const bars = barsOf(trees);
/** How many said about so many. */
const counts = (given: Record<number, number>) => countsOf(bars, given);
const everywhere = counts(Object.fromEntries(Array.from({ length: 40 }, (_, bar) => [bar * 250, 1])));

test('forty bars become ten that one can read', () => {
  const bins = binsOf(bars, everywhere);
  expect(bins.map(({ from }) => from)).toEqual([
    0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000,
  ]);
  expect(bins.every(({ count }) => count === 4)).toBe(true);
});

test('ends where nobody stands are left away, but not the right number', () => {
  const bins = binsOf(bars, counts({ 2000: 5, 2500: 3 }), [3_900]);
  expect(bins[0]?.from).toBe(2_000);
  expect(bins.at(-1)?.to).toBeGreaterThan(3_900);
});

test('who is far out stands in an end bar, so that the others can be told apart', () => {
  const wide = barsOf({ min: 0, max: 100_000, step: 1 });
  const given = countsOf(wide, { 0: 30, 2500: 40, 5000: 20, 97500: 1 });
  const bins = binsOf(wide, given, [4_218]);
  expect(bins.at(-1)).toMatchObject({ from: 7_500, count: 1, isRest: true });
  expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(91);
  expect(placeIn(bins, 97_500)).toBeGreaterThan(0.8);
});

test('every answer is in a column, whatever the distribution', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const given = everywhere.map((_, bar) => ((bar * seed * 7) % 13 > 8 ? (bar * seed) % 5 : 0));
    const total = given.reduce((sum, count) => sum + count, 0);
    if (total === 0) continue;
    const bins = binsOf(bars, given, [seed * 40]);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(total);
    expect(bins.length).toBeLessThanOrEqual(12);
  }
});

test('under five answers there are no bars', () => {
  const result = { counts: { 0: 4 }, responses: 4, final: true };
  expect(chartOf(trees, result, null)).toBeNull();
});

test('the axis names its ends and what lies between, as many as have room', () => {
  const result = {
    counts: Object.fromEntries(everywhere.map((_, bar) => [bar * 250, 1])),
    responses: 40,
    final: true,
  };
  const chart = chartOf(trees, result, null);
  expect(chart && axisOf(chart, 3).map(({ text }) => text)).toEqual(['0', '5,000', '10,000']);
  expect(chart && axisOf(chart, 6).map(({ text }) => text)).toHaveLength(6);
});

test('flags point away from each other, and stand in two rows when they are close', () => {
  const [low, high] = placedFlags([
    { key: 'own', place: 0.52, text: 'You 5,200' },
    { key: 'right', place: 0.42, text: 'Right' },
  ]);
  expect(low).toMatchObject({ key: 'right', side: 'start', row: 0 });
  expect(high).toMatchObject({ key: 'own', side: 'end', row: 1 });
});

test('closer than whom is exact where each bar is one value', () => {
  const ten = barsOf({ min: 0, max: 10, step: 1 });
  const given = countsOf(ten, { 3: 4, 6: 3, 7: 2, 8: 1 });
  // Right is 7, mine 8: the two on 7 were nearer, the three on 6 as near.
  expect(closerThan(ten, given, 7, 8, true)).toEqual({ share: 4 / 9, isExact: true });
});

test('closer than whom is about right where bars are wide, and left away where it would be a guess', () => {
  const given = counts({ 1000: 50, 4000: 30, 9000: 20 });
  const closeness = closerThan(bars, given, 4_218, 5_200, false);
  expect(closeness?.share).toBeCloseTo(70 / 100, 1);
  expect(closerThan(bars, counts({ 4000: 30 }), 4_218, 4_210, false)).toBeNull();
});
