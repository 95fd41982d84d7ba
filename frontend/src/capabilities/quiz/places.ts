/** Who stands where on the podium. Pure. */
import type { LeaderboardRow } from '@plenum/protocol';

export interface Podium {
  /** Second, first, third, as they stand from the start side. Fewer while fewer have points. */
  readonly steps: readonly LeaderboardRow[];
  /** Below it, in pages. */
  readonly rest: readonly (readonly LeaderboardRow[])[];
}

export const STEPS = 3;
/** What is read from the back row. */
const REST = 5;

/**
 * @param top    Best first, equal points share a place.
 * @param isAll  Everybody is looked for, so all have a page; else whoever comes behind the eighth is not shown.
 */
export function podium(top: readonly LeaderboardRow[], isAll = false): Podium {
  const [first, second, third] = top;
  const behind = top.slice(STEPS, isAll ? undefined : STEPS + REST);
  // Evenly filled: six are three and three.
  const size = Math.ceil(behind.length / Math.max(1, Math.ceil(behind.length / REST)));
  return {
    steps: [second, first, third].filter((row) => row !== undefined),
    rest: behind.flatMap((_, index) => (index % size === 0 ? [behind.slice(index, index + size)] : [])),
  };
}

/** With a key for each: names may be equal or missing, and nothing else tells the rows apart. */
export function keyed<Row>(rows: readonly Row[]): { key: string; row: Row }[] {
  return rows.map((row, index) => ({ key: String(index), row }));
}

/** Of a step, in u: by place, not by order, so that who ties stands equally high. */
export function stepHeight(place: number): number {
  return place === 1 ? 24 : place === 2 ? 17 : 12;
}
