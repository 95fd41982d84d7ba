import type { EstimateSettings } from '@plenum/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryActivity, complete } from './arbitraries.ts';
import { estimate } from './estimate.ts';
import { BARS_MAX, barsOf, valueOn } from './numbers.ts';

const grid = (min: number, max: number, step = 1) =>
  complete('estimate', { min, max, step }) as EstimateSettings;

describe('a number is its own bucket, as people write it', () => {
  test.each([
    [grid(0, 1, 0.1), 0.1 + 0.2, '0.3'],
    [grid(-0.3, 1, 0.1), -0.3 + 3 * 0.1, '0'],
    [grid(-5, 5), -0, '0'],
    [grid(0, 1e12, 1e9), 1e12, '1000000000000'],
    [grid(-1, 0, 0.000001), -0.000001, '-0.000001'],
    [grid(1e6, 1e6 + 1, 0.000001), 1e6 + 0.1, '1000000.1'],
    [grid(0.5, 10), 3.5, '3.5'],
    [grid(0, 10, 0.1 + 0.2), 0.9, '0.9'],
  ])('%o: %d is “%s”', (settings, number, bucket) => {
    expect(estimate.problems(settings, { number })).toEqual([]);
    expect(estimate.contributions(settings, { number })).toEqual({ [bucket]: 1 });
    expect(estimate.cells(settings, { number })).toEqual({ number: Number(bucket) });
    expect(estimate.isRight?.(settings, { number: Number(bucket) }, { number })).toBe(true);
  });

  test('every value of every grid has one bucket, a plain decimal, that reads as the value', () => {
    fc.assert(
      fc.property(
        arbitraryActivity('estimate').chain(({ settings, answers }) =>
          fc.record({ settings: fc.constant(settings as EstimateSettings), answer: answers }),
        ),
        ({ settings, answer }) => {
          const { number } = answer as { number: number };
          const [bucket] = Object.keys(estimate.contributions(settings, { number }));
          expect(bucket).toMatch(/^-?[0-9]+(\.[0-9]{1,6})?$/);
          expect(valueOn(settings, Number(bucket))).toBe(Number(bucket));
          expect(Number(bucket)).toBeCloseTo(number, 6);
          const off = Number(bucket) + settings.step / 2;
          expect(estimate.problems(settings, { number: off })).not.toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('bars', () => {
  test.each([
    [grid(0, 5), { from: 0, width: 1, bars: 6 }],
    [grid(1, 40), { from: 1, width: 1, bars: 40 }],
    [grid(0, 40), { from: 0, width: 2, bars: 21 }],
    [grid(0, 100), { from: 0, width: 5, bars: 21 }],
    [grid(0, 10_000), { from: 0, width: 250, bars: 40 }],
    [grid(3, 9_998), { from: 0, width: 250, bars: 40 }],
    [grid(-100, 100), { from: -100, width: 10, bars: 20 }],
    [grid(1_900, 2_030), { from: 1_900, width: 5, bars: 27 }],
    [grid(0, 1, 0.01), { from: 0, width: 0.05, bars: 21 }],
    [grid(0, 10, 0.25), { from: 0, width: 0.5, bars: 21 }],
    // No nice number is a multiple of 7.
    [grid(0, 700, 7), { from: 0, width: 35, bars: 21 }],
  ])('%o', (settings, bars) => {
    expect(estimate.view?.(settings)).toEqual({ numbers: [{ prefix: '', ...bars }] });
  });

  test('are at most 40, hold every value, and each holds as many values as the next', () => {
    fc.assert(
      fc.property(arbitraryActivity('estimate'), (activity) => {
        const settings = activity.settings as EstimateSettings;
        const { from, width, bars } = barsOf(settings);
        const near = settings.step / 1_000;
        expect(bars).toBeGreaterThanOrEqual(1);
        expect(bars).toBeLessThanOrEqual(BARS_MAX);
        expect(from).toBeLessThanOrEqual(settings.min);
        expect(settings.min).toBeLessThan(from + width);
        // The last one takes in `max`.
        expect(from + bars * width).toBeGreaterThanOrEqual(settings.max - near);
        expect(from + (bars - 1) * width).toBeLessThanOrEqual(settings.max + near);
        expect(Math.abs(width / settings.step - Math.round(width / settings.step))).toBeLessThan(1e-6);
      }),
      { numRuns: 1_000 },
    );
  });
});
