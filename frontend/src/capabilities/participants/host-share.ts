/** How much of the room answered, and how many seats say so. Pure. */
import { peoplePerSeat } from '#/components/seats.tsx';

/** 0 … 1; `null` while nobody has joined. Who answered and left the count stays counted: never above 1. */
export function answeredShare(answered: number, joined: number): number | null {
  if (joined <= 0) return answered > 0 ? 1 : null;
  return Math.min(1, answered / joined);
}

/** Seats filled by `share` of the room: none only for none, all only for all. */
export function seatsAnswered(share: number, seats: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return seats;
  return Math.min(seats - 1, Math.max(1, Math.round(share * seats)));
}

/** Seats filled by the people who joined: one each, or `perSeat` each when there are more people than seats. */
export function seatsJoined(joined: number, seats: number): { filled: number; perSeat: number } {
  const perSeat = peoplePerSeat(joined, seats);
  return { filled: Math.round(joined / perSeat), perSeat };
}
