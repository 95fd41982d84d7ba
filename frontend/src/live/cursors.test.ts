import { expect, test } from 'vitest';
import { holds } from './cursors.ts';

test('an answer holds what is as old or older, never of another epoch', () => {
  expect(holds('k3f9a2.41', 'k3f9a2.41')).toBe(true);
  expect(holds('k3f9a2.100', 'k3f9a2.41')).toBe(true);
  expect(holds('k3f9a2.40', 'k3f9a2.41')).toBe(false);
  expect(holds('m7x2q1.99', 'k3f9a2.41')).toBe(false);
  expect(holds(null, 'k3f9a2.41')).toBe(false);
});
