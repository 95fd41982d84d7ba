/**
 * The room seen from its back: rows of seats that curve across the lower edge. One person is one seat up to 250; above,
 * a seat stands for several. On the sign-in page nobody has come yet. Decorative to assistive technology.
 */
import { useMemo } from 'react';
import { cn } from '#/lib/cn.ts';

/** The picture's own units: a 16:9 page of 1920 × 1080. */
const WIDTH = 1_920;
const HEIGHT = 1_080;
const FIRST_RADIUS = 2_150;
const CENTRE_Y = 2_900;
const ROW_GAP = 48;
const SEAT_GAP = 46.7;
const SEAT_RADIUS = 10.5;

/** As many as the rows hold on a 16:9 page. */
export const GROUND_SEATS = 250;

export interface GroundSeat {
  readonly x: number;
  readonly y: number;
}

/** The seats in the order in which they fill: the middle first, unevenly, as people do. */
export function groundPlan(): GroundSeat[] {
  const seats: (GroundSeat & { order: number })[] = [];
  for (let row = 0; row < 7; row++) {
    const radius = FIRST_RADIUS - row * ROW_GAP;
    const step = SEAT_GAP / radius;
    const count = Math.floor(Math.asin((WIDTH / 2 + SEAT_RADIUS) / radius) / step);
    for (let index = -count; index <= count; index++) {
      // Rows are staggered by half a seat, as in a hall.
      const angle = (index + (row % 2 === 0 ? 0.5 : 0)) * step;
      const x = WIDTH / 2 + radius * Math.sin(angle);
      const y = CENTRE_Y - radius * Math.cos(angle);
      if (y < HEIGHT + SEAT_RADIUS)
        seats.push({ x, y, order: Math.abs(x / WIDTH - 0.5) + unevenness(row, index) });
    }
  }
  return seats.sort((one, two) => one.order - two.order).slice(0, GROUND_SEATS);
}

/** 0 … 0.14, the same for the same seat: a seat never changes its turn. */
function unevenness(row: number, index: number): number {
  const hash = Math.sin(row * 127.1 + index * 311.7) * 43_758.5453;
  return (hash - Math.floor(hash)) * 0.14;
}

/** @param people  How many have come. */
export function SeatGround({ people, className }: { people: number; className?: string }) {
  const plan = useMemo(groundPlan, []);
  const filled = Math.round(people / Math.max(1, Math.ceil(people / GROUND_SEATS)));
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 ${HEIGHT - 350} ${WIDTH} 350`}
      preserveAspectRatio="xMidYMax slice"
      className={cn('block w-full', className)}
    >
      {plan.map(({ x, y }, index) => (
        <circle
          key={`${x.toFixed(1)} ${y.toFixed(1)}`}
          cx={x.toFixed(1)}
          cy={y.toFixed(1)}
          r={SEAT_RADIUS}
          className={cn('transition-[fill] duration-300', index < filled ? 'fill-primary' : 'fill-seat')}
        />
      ))}
    </svg>
  );
}
