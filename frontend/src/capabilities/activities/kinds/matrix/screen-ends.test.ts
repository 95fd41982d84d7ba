import { expect, test } from 'vitest';
import { endsBesideDots } from './screen-ends.ts';

const size = { width: 40, height: 16 };
const top = { x: 16, y: 0.4, width: 8, height: 1.8 };
const bottom = { ...top, y: 13.8 };
const left = { x: 0.5, y: 7.1, width: 4, height: 1.8 };
const right = { ...left, x: 35.5 };
const ends = [top, bottom, left, right];

test('without a dot near them the words stand in the middle of their sides', () => {
  expect(endsBesideDots([{ id: 'a', x: 0.3, y: 0.3 }], 1.5)(ends, size)).toEqual(ends);
});

test('a word slides along its side until no dot covers it, and stays on the field', () => {
  const dots = [
    { id: 'a', x: 0.5, y: 0 },
    { id: 'b', x: 0, y: 0.5 },
  ];
  const [newTop, newBottom, newLeft] = endsBesideDots(dots, 1.5)(ends, size) as typeof ends;
  expect(newTop?.y).toBe(top.y);
  expect(Math.abs((newTop?.x ?? 0) + 4 - 20)).toBeGreaterThan(4 + 0.75);
  expect(newTop?.x).toBeGreaterThanOrEqual(0);
  expect(newBottom).toEqual(bottom);
  expect(newLeft?.x).toBe(left.x);
  expect(Math.abs((newLeft?.y ?? 0) + 0.9 - 8)).toBeGreaterThan(0.9 + 0.75);
});

test('where dots fill a side its word stands a little inwards', () => {
  const row = Array.from({ length: 30 }, (_, index) => ({ id: `${index}`, x: index / 29, y: 0 }));
  const [moved] = endsBesideDots(row, 1.5)(ends, size);
  expect(moved?.y).toBeGreaterThan(top.y);
  expect(moved?.y).toBeLessThan(4);
});
