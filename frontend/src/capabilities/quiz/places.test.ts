import { expect, test } from 'vitest';
import { podium, stepHeight } from './places.ts';

const rows = (...places: number[]) =>
  places.map((place, index) => ({ place, nickname: `N${index}`, points: 1_000 - place }));

test('second, first, third stand on the steps, five more below', () => {
  const { steps, rest } = podium(rows(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
  expect(steps.map(({ place }) => place)).toEqual([2, 1, 3]);
  expect(rest.map((page) => page.map(({ place }) => place))).toEqual([[4, 5, 6, 7, 8]]);
});

test('who ties stands equally high', () => {
  const { steps } = podium(rows(1, 1, 3));
  expect(steps.map(({ place }) => stepHeight(place))).toEqual([24, 24, 12]);
});

test('with two players there are two steps', () => {
  expect(podium(rows(1, 2)).steps.map(({ place }) => place)).toEqual([2, 1]);
});

test('of twenty teams each has its page, evenly filled', () => {
  const { rest } = podium(rows(...Array.from({ length: 20 }, (_, index) => index + 1)), true);
  expect(rest.map(({ length }) => length)).toEqual([5, 5, 5, 2]);
  expect(podium(rows(1, 2, 3, 4, 5, 6, 7, 8, 9), true).rest.map(({ length }) => length)).toEqual([3, 3]);
  expect(podium(rows(1, 2, 3), true).rest).toEqual([]);
});
