import { expect, test } from 'vitest';
import { answeredShare, seatsAnswered, seatsJoined } from './host-share.ts';

test('148 of 212 fill seven seats of ten', () => {
  expect(seatsAnswered(answeredShare(148, 212) ?? 0, 70)).toBe(49);
});

test('an empty room has no share, and nobody answered more than once', () => {
  expect(answeredShare(0, 0)).toBeNull();
  expect(answeredShare(5, 3)).toBe(1);
});

test('one answer shows, and one missing shows', () => {
  expect(seatsAnswered(1 / 1_000, 70)).toBe(1);
  expect(seatsAnswered(999 / 1_000, 70)).toBe(69);
  expect(seatsAnswered(1, 70)).toBe(70);
  expect(seatsAnswered(0, 70)).toBe(0);
});

test('up to as many people as seats, one seat is one person', () => {
  expect(seatsJoined(12, 70)).toEqual({ filled: 12, perSeat: 1 });
  expect(seatsJoined(212, 70)).toEqual({ filled: 53, perSeat: 4 });
});
