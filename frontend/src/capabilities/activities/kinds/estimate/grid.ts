/**
 * The numbers that can be estimated, and the bars the server counts them in: the same arithmetic as its `kinds/numbers.ts`,
 * because the wire names a bar only by its lower edge. Inside, a number is a whole count of its smallest decimal. Pure.
 */
import type { EstimateSettings } from '@plenum/protocol';

export type Grid = Pick<EstimateSettings, 'min' | 'max' | 'step'>;

export const DECIMALS_MAX = 6;
export const STEPS_MAX = 1_000_000;
const BARS_MAX = 40;
/** A double holds 15 decimal digits. */
const UNITS_MAX = 1e14;
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

/** Decimals that its values need. */
export function gridDecimals({ min, max, step }: Grid): number {
  return Math.max(...[min, max, step].map((number) => decimalsOf(number) ?? DECIMALS_MAX));
}

function inUnits(grid: Grid): Grid & { scale: number } {
  const scale = 10 ** gridDecimals(grid);
  const units = (number: number) => Math.round(number * scale);
  return { min: units(grid.min), max: units(grid.max), step: units(grid.step), scale };
}

/** How many steps lie between the ends. */
export function stepsOf(grid: Grid): number {
  const { min, max, step } = inUnits(grid);
  return Math.floor((max - min) / step);
}

/** Too many digits for exact steps. */
export function isTooFine(grid: Grid): boolean {
  return Math.max(Math.abs(grid.min), Math.abs(grid.max)) * 10 ** gridDecimals(grid) >= UNITS_MAX;
}

/** The value of the grid that is meant; `null` if there is none. */
export function valueOn(grid: Grid, number: number): number | null {
  const { min, max, step, scale } = inUnits(grid);
  const units = Math.round(number * scale);
  const dust = Math.max(Math.abs(min), Math.abs(max), 1) * DUST;
  const isOn = Math.abs(number * scale - units) <= dust && (units - min) % step === 0;
  return isOn && units >= min && units <= max ? units / scale + 0 : null;
}

/** The values of the grid just below and above a number between its ends. */
export function neighboursOn(grid: Grid, number: number): [below: number, above: number] {
  const { min, max, step, scale } = inUnits(grid);
  const steps = Math.floor((number * scale - min) / step);
  const last = Math.floor((max - min) / step);
  const value = (count: number) => (min + Math.min(last, Math.max(0, count)) * step) / scale;
  return [value(steps), value(steps + 1)];
}

export interface Bars {
  readonly from: number;
  readonly width: number;
  readonly bars: number;
}

/** The server's bars: at most 40, `from` a multiple of `width` at or below `min`. The last one holds `max` too. */
export function barsOf(grid: Grid): Bars {
  const { min, max, step, scale } = inUnits(grid);
  const cut = (width: number): Bars => {
    const from = Math.floor(min / width) * width;
    const steps = (max - from) / width;
    const bars = width >= 10 * step ? Math.max(1, Math.ceil(steps)) : Math.floor(steps) + 1;
    return { from, width, bars };
  };
  const first = (widths: number[]) =>
    widths
      .filter((width) => width % step === 0)
      .map(cut)
      .find(({ bars }) => bars <= BARS_MAX);
  const nice = first(niceNumbers(1));
  const nearStep = first(niceNumbers(step)) as Bars;
  const { from, width, bars } = nice && nice.bars * 2 >= nearStep.bars ? nice : nearStep;
  return { from: from / scale, width: width / scale, bars };
}

/** 1, 2, 5, 10, 20, 25, 50, 100 … times `unit`. */
function niceNumbers(unit: number): number[] {
  const numbers = [unit, 2 * unit, 5 * unit];
  for (let power = 10; power <= 10 * UNITS_MAX; power *= 10) {
    for (const factor of [1, 2, 2.5, 5]) numbers.push(factor * power * unit);
  }
  return numbers;
}

/** How many answered in each bar. Every bar has its place, also an empty one. */
export function countsOf(bars: Bars, counts: Readonly<Record<string, number>>): number[] {
  const found = new Array<number>(bars.bars).fill(0);
  for (const [edge, count] of Object.entries(counts)) {
    const index = Math.round((Number(edge) - bars.from) / bars.width);
    if (index >= 0 && index < bars.bars) found[index] = (found[index] as number) + count;
  }
  return found;
}
