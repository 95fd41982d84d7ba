/**
 * Numbers as people write them: decimals without the dust of binary fractions, and bars with edges one can read.
 * Inside, a number is a count of units of 10^-decimals, a safe integer: then steps and edges are exact.
 */

export const DECIMALS_MAX = 6;
export const BARS_MAX = 40;
/** A double holds 15 decimal digits; one less leaves room for the dust of a client's arithmetic. */
const UNITS_MAX = 1e14;
/** What four roundings may leave behind, as a share of the largest number in play. */
const DUST = 2 ** -50;

/** 0.1 + 0.2 is 0.3. Minus zero is zero. */
export function clean(number: number): number {
  return Number(number.toPrecision(15)) + 0;
}

/** How many decimals a clean number has; `null` if more than six. */
export function decimalsOf(number: number): number | null {
  for (let decimals = 0; decimals <= DECIMALS_MAX; decimals++) {
    if (Number(number.toFixed(decimals)) === number) return decimals;
  }
  return null;
}

/** All values from `min` to `max` by `step`. */
export interface Grid {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Units in one, for every value of the grid; `null` if a value has more digits than a number can hold. */
export function unitsPerOne(grid: Grid): number | null {
  const decimals = [grid.min, grid.max, grid.step].map(decimalsOf);
  if (decimals.some((count) => count === null)) return null;
  const scale = 10 ** Math.max(...(decimals as number[]));
  return Math.max(Math.abs(grid.min), Math.abs(grid.max)) * scale < UNITS_MAX ? scale : null;
}

/** The same grid in units; of one that was checked. */
function inUnits(grid: Grid): Grid & { scale: number } {
  const scale = unitsPerOne(grid) ?? 1;
  const units = (number: number) => Math.round(number * scale);
  return { min: units(grid.min), max: units(grid.max), step: units(grid.step), scale };
}

/** How many steps lie between the ends. */
export function stepsOf(grid: Grid): number {
  const { min, max, step } = inUnits(grid);
  return Math.floor((max - min) / step);
}

/** The value of the grid that is meant, without dust; `null` if there is none. */
export function valueOn(grid: Grid, number: number): number | null {
  const { min, max, step, scale } = inUnits(grid);
  const units = Math.round(number * scale);
  const dust = Math.max(Math.abs(min), Math.abs(max), 1) * DUST;
  const isOn = Math.abs(number * scale - units) <= dust && (units - min) % step === 0;
  return isOn && units >= min && units <= max ? units / scale + 0 : null;
}

/** 1, 2, 5, 10, 20, 25, 50, 100 … beyond any range. 2.5 would be no whole number of units. */
const NICE = Array.from({ length: 16 }, (_, power) => [1, 2, 2.5, 5].map((factor) => factor * 10 ** power))
  .flat()
  .filter(Number.isInteger);

/**
 * At most 40 bars for a grid: `from` is a multiple of `width` at or below `min`. Where a value for each bar has room, each has one;
 * where a bar holds ten steps or more, the last one takes in `max`, so that 0 … 10,000 does not end in a bar for 10,000 alone.
 */
export function barsOf(grid: Grid): { from: number; width: number; bars: number } {
  const { min, max, step, scale } = inUnits(grid);
  const cut = (width: number) => {
    const from = Math.floor(min / width) * width;
    const steps = (max - from) / width;
    const bars = width >= 10 * step ? Math.max(1, Math.ceil(steps)) : Math.floor(steps) + 1;
    return { from, width, bars };
  };
  const first = (widths: readonly number[]) =>
    widths
      .filter((width) => width % step === 0)
      .map(cut)
      .find(({ bars }) => bars <= BARS_MAX);
  const nice = first(NICE);
  const nearStep = first(NICE.map((number) => number * step));
  if (!nearStep) throw new Error('a bar wider than the whole fits');
  // No nice number near is a multiple of a step like 7 or 64: then nice multiples of the step are better than three bars.
  const { from, width, bars } = nice && nice.bars * 2 >= nearStep.bars ? nice : nearStep;
  return { from: from / scale, width: width / scale, bars };
}
