import { expect, test } from 'vitest';
import { wallOf } from './screen-wall.ts';

const short = (count: number) =>
  Array.from({ length: count }, (_, index) => `Slower cars after dark ${index}`);
const letters = (count: number) => 'word '.repeat(100).slice(0, count);
const QUESTION = 'What would make your street better?';

test('short texts stand six on a page, large', () => {
  const { perPage, columns, sizeOf } = wallOf(short(31), QUESTION);
  expect([perPage, columns, sizeOf(short(1)[0] as string)]).toEqual([6, 3, 2.5]);
});

test('one long text among short ones is set smaller and turns no further page', () => {
  const long = letters(140);
  const { perPage, sizeOf } = wallOf([...short(30), long], QUESTION);
  expect(perPage).toBe(6);
  expect(sizeOf(long)).toBe(1.9);
  expect(sizeOf(short(1)[0] as string)).toBe(2.5);
});

test('where all are long fewer stand on a page, and nothing falls below what the back row reads', () => {
  const of = (length: number, question = QUESTION) => wallOf(Array(9).fill(letters(length)), question);
  expect([of(140).perPage, of(500).perPage]).toEqual([4, 2]);
  expect(of(140, letters(200)).perPage).toBeLessThanOrEqual(4);
  for (const length of [20, 140, 500]) expect(of(length).sizeOf(letters(length))).toBeGreaterThanOrEqual(1.9);
});

test('up to three stand below each other, larger', () => {
  expect(wallOf(short(3), QUESTION)).toMatchObject({ columns: 1, perPage: 3 });
  expect(wallOf(short(2), QUESTION).sizeOf('Trees')).toBe(3.4);
  // Where even that has no room for them they are cards.
  expect(wallOf(Array(3).fill(letters(500)), letters(200)).columns).toBeGreaterThan(1);
});
