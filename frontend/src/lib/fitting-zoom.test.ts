import { expect, test } from 'vitest';
import { nextZoom } from './fitting-zoom.ts';

test('a drawing that is cut becomes smaller a step at a time, and stops', () => {
  const steps = [1.3];
  for (let step = 0; step < 20; step++) steps.push(nextZoom(steps.at(-1) as number, 1.3));
  expect(steps.slice(0, 7)).toEqual([1.3, 1.2, 1.1, 1, 0.9, 0.8, 0.7]);
  expect(steps.at(-1)).toBe(0.7);
});

test('a size that somebody chose below that is not touched', () => {
  expect(nextZoom(0.6, 0.6)).toBe(0.6);
});
