import { expect, test } from 'vitest';
import { holds, isBehind } from './cursors.ts';

test('an answer holds what is as old or older, never of another epoch', () => {
  expect(holds('k3f9a2.41', 'k3f9a2.41')).toBe(true);
  expect(holds('k3f9a2.100', 'k3f9a2.41')).toBe(true);
  expect(holds('k3f9a2.40', 'k3f9a2.41')).toBe(false);
  expect(holds('m7x2q1.99', 'k3f9a2.41')).toBe(false);
  expect(holds(null, 'k3f9a2.41')).toBe(false);
});

test('behind is who has less of the same history', () => {
  expect(isBehind('k3f9a2.9', 'k3f9a2.10')).toBe(true);
  expect(isBehind('k3f9a2.10', 'k3f9a2.10')).toBe(false);
  expect(isBehind('m7x2q1.9', 'k3f9a2.10'), 'another epoch').toBe(false);
  expect(isBehind(null, 'k3f9a2.10')).toBe(false);
  expect(isBehind('k3f9a2.9', null)).toBe(false);
});
