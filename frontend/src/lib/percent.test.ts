import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentages } from './percent.ts';

test('percentages of one question add to 100, whatever the counts', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 50 }), (counts) => {
      const sum = percentages(counts).reduce((one, two) => one + two, 0);
      expect(sum).toBe(counts.some((count) => count > 0) ? 100 : 0);
    }),
  );
});

test('no percentage is a whole point away from the true share', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 50 }), (counts) => {
      const total = counts.reduce((one, two) => one + two, 0);
      if (total === 0) return;
      percentages(counts).forEach((percent, index) => {
        expect(Math.abs(percent - ((counts[index] as number) * 100) / total)).toBeLessThan(1);
      });
    }),
  );
});

test('the largest remainders are rounded up: 71, 49, 36 and 22 of 178', () => {
  expect(percentages([71, 49, 36, 22])).toEqual([40, 28, 20, 12]);
});

test('three equal thirds: the first takes the odd point', () => {
  expect(percentages([1, 1, 1])).toEqual([34, 33, 33]);
});
