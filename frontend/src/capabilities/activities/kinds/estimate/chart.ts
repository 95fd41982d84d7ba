/** What the histogram of an estimate shows: columns, the axis below them, flags above them. Pure. */
import type { EstimateSettings, ResultEntity } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import { PERCENT_FROM_RESPONSES } from '../../parts/result-bars.tsx';
import { type Bin, binsOf, placeIn } from './bins.ts';
import { barsOf, clean, countsOf } from './grid.ts';
import { formatNumber } from './typed.ts';

export interface Chart {
  readonly bins: readonly Bin[];
  /** Each column is one value: it is named by that, not by its edges. */
  readonly isSingle: boolean;
  readonly width: number;
}

export interface AxisMark {
  /** 0 … 1 */
  readonly place: number;
  readonly text: string;
  /** At the ends of the axis the text stays inside. */
  readonly anchor: 'start' | 'middle' | 'end';
}

/** `null` under five answers: then there are no bars. */
export function chartOf(
  settings: EstimateSettings,
  result: ResultEntity,
  right: number | null,
): Chart | null {
  if (result.responses < PERCENT_FROM_RESPONSES) return null;
  const bars = barsOf(settings);
  const bins = binsOf(bars, countsOf(bars, result.counts), right === null ? [] : [right]);
  const [first] = bins;
  if (first === undefined) return null;
  const width = clean(first.to - first.from);
  return { bins, isSingle: width === settings.step, width };
}

/** As heard and in tables: "1,000 to 2,000". */
export function binName({ from, to, isRest }: Bin, isSingle: boolean): string {
  if (isRest) return m.estimate_bar_more({ from: formatNumber(from) });
  return isSingle ? formatNumber(from) : m.estimate_bar({ from: formatNumber(from), to: formatNumber(to) });
}

/** Where a number stands, 0 … 1: in the middle of its column where that is one value. */
export function chartPlace({ bins, isSingle, width }: Chart, number: number): number {
  return placeIn(bins, isSingle ? number + width / 2 : number);
}

/** @param most  As many texts as have room. */
export function axisOf({ bins, isSingle }: Chart, most: number): AxisMark[] {
  const steps = bins.at(-1)?.isRest ? bins.length - 1 : bins.length;
  // Values of few digits all have room, each under its column.
  const isShort = isSingle && bins.every(({ from }) => formatNumber(from).length <= 3);
  const every = isShort ? 1 : everyOf(isSingle ? steps - 1 : steps, most);
  const marks: AxisMark[] = [];
  for (let index = 0; index < steps + (isSingle ? 0 : 1); index += every) {
    const number = index < bins.length ? bins[index]?.from : bins.at(-1)?.to;
    if (number === undefined) continue;
    const place = (index + (isSingle ? 0.5 : 0)) / bins.length;
    marks.push({
      place,
      text: formatNumber(number),
      anchor: place === 0 ? 'start' : place === 1 ? 'end' : 'middle',
    });
  }
  const rest = bins.at(-1);
  if (!rest?.isRest) return marks;
  const text = binName(rest, isSingle);
  return [...marks.filter(({ place }) => place < 1 - 1.6 / most), { place: 1, text, anchor: 'end' }];
}

/** Every how many edges have a text: so that the last one has one, if it can be. */
function everyOf(steps: number, most: number): number {
  const least = Math.max(1, Math.ceil(steps / Math.max(1, most - 1)));
  for (let every = least; every <= 2 * least; every++) if (steps % every === 0) return every;
  return least;
}

export interface Flag {
  readonly key: 'right' | 'own' | 'middle';
  readonly place: number;
  readonly text: string;
}
export interface PlacedFlag extends Flag {
  /** On which side of its line the text stands. */
  readonly side: 'start' | 'end';
  /** 0 is above 1. */
  readonly row: number;
}

/** Flags this close need two rows. 70 of a phone's 350 px. */
const NEAR = 0.2;
/** Less room than that beside a line is too little for a text. */
const ROOM = 0.3;

/** At most two. Texts point away from each other where there is room. */
export function placedFlags(flags: readonly Flag[]): PlacedFlag[] {
  const sorted = [...flags].sort((one, two) => one.place - two.place);
  const placed = sorted.map((flag, index): PlacedFlag => {
    const isLower = sorted.length > 1 ? index === 0 : flag.place > 0.5;
    const side = isLower ? (flag.place >= ROOM ? 'start' : 'end') : flag.place <= 1 - ROOM ? 'end' : 'start';
    return { ...flag, side, row: 0 };
  });
  const [low, high] = placed;
  if (low === undefined || high === undefined) return placed;
  if (low.side !== high.side)
    return high.place - low.place >= NEAR ? placed : inRows(low, high, low.key === 'right');
  // The upper text may pass over the other line, which begins below it.
  return inRows(low, high, low.side === 'end');
}

function inRows(low: PlacedFlag, high: PlacedFlag, isLowUp: boolean): PlacedFlag[] {
  return [
    { ...low, row: isLowUp ? 0 : 1 },
    { ...high, row: isLowUp ? 1 : 0 },
  ];
}
