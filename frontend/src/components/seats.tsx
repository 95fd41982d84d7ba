/**
 * The room as half circles of seats around a lectern: our only ornament, and always a chart. Filled seats sweep from the
 * start side. Decorative to assistive technology: the number beside it is the content.
 */
import { useMemo } from 'react';
import { cn } from '#/lib/cn.ts';

const SEAT_RADIUS = 5.6;
const FIRST_ROW_RADIUS = 52;
const ROW_GAP = 20;
const FIRST_ROW_SEATS = 8;
const MORE_SEATS_PER_ROW = 3;

/** Where a seat stands, lectern at 0,0, and how far along the sweep: 0 at the start side, 1 at the end side. */
export interface Seat {
  readonly x: number;
  readonly y: number;
}

/** All seats of `rows` rows in the order in which they fill. Seven rows have 119 seats. */
export function seatPlan(rows: number): Seat[] {
  const seats: (Seat & { angle: number; radius: number })[] = [];
  for (let row = 0; row < rows; row++) {
    const radius = FIRST_ROW_RADIUS + row * ROW_GAP;
    const count = FIRST_ROW_SEATS + row * MORE_SEATS_PER_ROW;
    for (let index = 0; index < count; index++) {
      const angle = (Math.PI * index) / (count - 1);
      seats.push({ x: -radius * Math.cos(angle), y: -radius * Math.sin(angle), angle, radius });
    }
  }
  return seats.sort((one, two) => one.angle - two.angle || one.radius - two.radius);
}

/** How many people one seat stands for: one as long as there are seats for all. */
export function peoplePerSeat(people: number, seats: number): number {
  return Math.max(1, Math.ceil(people / seats));
}

export const ROOM_ROWS = 7;
export const ROOM_SEATS = seatPlan(ROOM_ROWS).length;

export interface SeatsProps {
  readonly rows?: number;
  /** How many seats are filled. */
  readonly filled?: number;
  /** `ink`: who is there. `primary`: who answered. */
  readonly fill?: 'ink' | 'primary';
  /** Index of the own seat, with a ring: on the attendee's waiting page only. */
  readonly own?: number | null;
  readonly className?: string;
}

export function Seats({ rows = ROOM_ROWS, filled = 0, fill = 'ink', own = null, className }: SeatsProps) {
  const plan = useMemo(() => seatPlan(rows), [rows]);
  const edge = FIRST_ROW_RADIUS + (rows - 1) * ROW_GAP + SEAT_RADIUS + 4;
  const on = fill === 'ink' ? 'fill-seat-on' : 'fill-primary';
  return (
    <svg
      aria-hidden="true"
      viewBox={`${-edge} ${-edge} ${2 * edge} ${edge + SEAT_RADIUS + 4}`}
      className={cn('block w-full rtl:-scale-x-100', className)}
    >
      {plan.map(({ x, y }, index) => (
        <circle
          key={`${x.toFixed(1)} ${y.toFixed(1)}`}
          cx={x.toFixed(1)}
          cy={y.toFixed(1)}
          r={SEAT_RADIUS}
          className={cn(
            'transition-[fill] duration-300',
            index === own ? 'fill-primary' : index < filled ? on : 'fill-seat',
          )}
        />
      ))}
      {own !== null && plan[own] !== undefined && (
        <circle
          cx={plan[own].x.toFixed(1)}
          cy={plan[own].y.toFixed(1)}
          r={SEAT_RADIUS + 3.6}
          className="fill-none stroke-primary stroke-2"
        />
      )}
      <circle cx="0" cy="0" r={SEAT_RADIUS} className="fill-foreground" />
    </svg>
  );
}
