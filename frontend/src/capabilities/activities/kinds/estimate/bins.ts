/**
 * The server's bars put together into at most twelve that one can read: nice widths, no empty ends, and what lies far out
 * gathered in an end bar "10,000 and more". Pure.
 */
import { type Bars, clean } from './grid.ts';

export const BINS_MAX = 12;
/** An end bar gathers what lies beyond this share of the answers … */
const NEAR_SHARE = 0.95;
/** … if that makes the rest at least this much finer. */
const FINER = 2;

export interface Bin {
  readonly from: number;
  /** Not in it; the highest value of all is. */
  readonly to: number;
  readonly count: number;
  /** It gathers what lies far out: "10,000 and more". */
  readonly isRest: boolean;
}

/**
 * @param counts  Of each of `bars`, at least one answer in all.
 * @param shown   Numbers that must have their place: the right one.
 */
export function binsOf(bars: Bars, counts: readonly number[], shown: readonly number[] = []): Bin[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const places = shown.map((number) => barOf(bars, number));
  const used = counts.flatMap((count, index) => (count > 0 ? [index] : [])).concat(places);
  const first = Math.min(...used);
  const last = Math.max(...used);

  let near = first;
  for (let seen = 0; near < last; near++) {
    seen += counts[near] ?? 0;
    if (seen >= NEAR_SHARE * total) break;
  }
  near = Math.max(near, ...places);
  const whole = factorOf(bars, first, last);
  const fine = factorOf(bars, first, near, BINS_MAX - 1);
  const hasRest = near < last && whole >= FINER * fine;
  const factor = hasRest ? fine : whole;
  const bins = grouped(bars, counts, factor, first, hasRest ? near : last);
  const upTo = bins.at(-1)?.to ?? 0;
  const edge = Math.round((upTo - bars.from) / bars.width);
  const far = counts.slice(edge).reduce((sum, count) => sum + count, 0);
  if (!hasRest || far === 0) return bins;
  return [...bins, { from: upTo, to: clean(upTo + bars.width * factor), count: far, isRest: true }];
}

/** In which bar a number stands; at the edge when it lies outside. */
export function barOf({ from, width, bars }: Bars, number: number): number {
  return Math.min(bars - 1, Math.max(0, Math.floor(clean((number - from) / width))));
}

/** Where a number stands among the bins, 0 … 1 from their start. */
export function placeIn(bins: readonly Bin[], number: number): number {
  const start = bins[0]?.from ?? 0;
  const last = bins.at(-1);
  if (last === undefined) return 0;
  // Somewhere in the end bar: its middle.
  if (last.isRest && number >= last.from) return (bins.length - 0.5) / bins.length;
  return Math.min(1, Math.max(0, (number - start) / (last.to - start)));
}

/** How many bars go into one: nice where a nice width does it, aligned to its multiples. */
function factorOf(bars: Bars, first: number, last: number, most = BINS_MAX): number {
  const fits = (factor: number) => {
    const { low, high } = groups(bars, factor, first, last);
    return high - low + 1 <= most;
  };
  const factors = Array.from({ length: bars.bars + 1 }, (_, index) => index + 1);
  return (
    factors.find((factor) => fits(factor) && (factor === 1 || isNice(bars.width * factor))) ??
    factors.find(fits) ??
    bars.bars
  );
}

/** Bins are numbered from zero of the number line, so that their edges are multiples of their width. */
function groups({ from, width }: Bars, factor: number, first: number, last: number) {
  const offset = Math.round(from / width);
  const group = (bar: number) => Math.floor((offset + bar) / factor);
  return { offset, low: group(first), high: group(last) };
}

function grouped(bars: Bars, counts: readonly number[], factor: number, first: number, last: number): Bin[] {
  const { offset, low, high } = groups(bars, factor, first, last);
  return Array.from({ length: high - low + 1 }, (_, index) => {
    const start = (low + index) * factor;
    const inside = counts.slice(Math.max(0, start - offset), Math.max(0, start + factor - offset));
    return {
      from: clean(start * bars.width),
      to: clean((start + factor) * bars.width),
      count: inside.reduce((sum, count) => sum + count, 0),
      isRest: false,
    };
  });
}

/** 1, 2, 2.5 or 5 times a power of ten. */
function isNice(width: number): boolean {
  const digits = Number((width / 10 ** Math.floor(Math.log10(width) + 1e-9)).toPrecision(6));
  return [1, 2, 2.5, 5, 10].includes(digits);
}
