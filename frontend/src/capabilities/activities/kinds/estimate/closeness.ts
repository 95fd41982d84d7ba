/** How near somebody came, compared with the room. Pure. */
import { barOf } from './bins.ts';
import { type Bars, clean } from './grid.ts';

export interface Closeness {
  /** Of the others, 0 … 1. */
  readonly share: number;
  /** Bars hold several values: those that reach over the own distance count in part. */
  readonly isExact: boolean;
}

/**
 * The share of the others who were farther away. `null` when nobody else answered, or when most of them stand in bars of
 * which one cannot tell: then it would be a guess.
 *
 * @param isSingle  Each bar is one value.
 */
export function closerThan(
  bars: Bars,
  counts: readonly number[],
  right: number,
  own: number,
  isSingle: boolean,
): Closeness | null {
  const distance = Math.abs(own - right);
  const ownBar = barOf(bars, own);
  const others = counts.map((count, index) => (index === ownBar ? Math.max(0, count - 1) : count));
  const total = others.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let farther = 0;
  let unsure = 0;
  others.forEach((count, index) => {
    if (count === 0) return;
    const from = clean(bars.from + index * bars.width);
    const part = isSingle
      ? Math.abs(from - right) > distance + 1e-9
        ? 1
        : 0
      : partBeyond(from, from + bars.width, right, distance);
    if (part > 0 && part < 1) unsure += count;
    farther += part * count;
  });
  if (unsure > total / 2) return null;
  return { share: farther / total, isExact: unsure === 0 };
}

/** How much of `from … to` lies farther from `right` than `distance`. */
function partBeyond(from: number, to: number, right: number, distance: number): number {
  const near = Math.max(0, Math.min(to, right + distance) - Math.max(from, right - distance));
  return 1 - near / (to - from);
}
