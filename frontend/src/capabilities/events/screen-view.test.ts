import { expect, test } from 'vitest';
import { readZoom, resized, ZOOM_MAX, ZOOM_MIN } from './screen-view.ts';

test('+ and − stop where a screen would no longer be one', () => {
  let zoom = 1;
  for (let press = 0; press < 30; press++) zoom = resized(zoom, 1);
  expect(zoom).toBe(ZOOM_MAX);
  for (let press = 0; press < 30; press++) zoom = resized(zoom, -1);
  expect(zoom).toBe(ZOOM_MIN);
});

test('up and down again is where it was', () => {
  expect(resized(resized(1, 1), -1)).toBe(1);
});

test('what is stored is not believed', () => {
  expect([readZoom(null), readZoom('1.2'), readZoom('99'), readZoom('large')]).toEqual([1, 1.2, 1, 1]);
});
