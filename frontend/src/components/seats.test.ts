import { expect, test } from 'vitest';
import { peoplePerSeat, ROOM_SEATS, seatPlan } from './seats.tsx';

test('seven rows have 119 seats and fill from the start side', () => {
  const plan = seatPlan(7);
  expect(plan).toHaveLength(119);
  expect(plan[0]?.x).toBeLessThan(0);
  expect(plan.at(-1)?.x).toBeGreaterThan(0);
});

test('one seat is one person as long as there are seats for all', () => {
  expect(peoplePerSeat(0, ROOM_SEATS)).toBe(1);
  expect(peoplePerSeat(119, ROOM_SEATS)).toBe(1);
  expect(peoplePerSeat(212, ROOM_SEATS)).toBe(2);
  expect(peoplePerSeat(12_840, ROOM_SEATS)).toBe(108);
});
