/** What a matrix counts, and how it is read: stored from 0 to 100, shown from 0 to 10. Pure. */
import type { MatrixAnswer, MatrixAxis, MatrixSettings, ResultEntity } from '@plenum/protocol';
import { getFormatLocale } from '#/lib/locale.ts';
import * as m from '#/paraglide/messages.js';
import { optionKey } from '../../parts/options.ts';
import { PERCENT_FROM_RESPONSES } from '../../parts/result-bars.tsx';

export const SCALE_MAX = 10;
const UNIT = 10;

export type Place = MatrixAnswer['places'][string];
export type Places = MatrixAnswer['places'];

export interface Mean {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  /** How many placed it. */
  readonly count: number;
  /** 0 … 100. `null` under five: an average of three people says nothing. */
  readonly place: Place | null;
}

export function meansOf({ items }: MatrixSettings, { counts }: ResultEntity): Mean[] {
  return items.map(({ id, label }, index) => {
    const count = counts[`${id}/n`] ?? 0;
    const mean = (axis: 'x' | 'y') => (counts[`${id}/${axis}`] ?? 0) / count;
    const place = count >= PERCENT_FROM_RESPONSES ? { x: mean('x'), y: mean('y') } : null;
    return { id, label, key: optionKey(index), count, place };
  });
}

/** Only of things there are: an answer may be older than the settings. */
export function placesOf({ items }: MatrixSettings, answer: MatrixAnswer | null): Places {
  return Object.fromEntries(
    items.flatMap(({ id }) => {
      const place = answer?.places[id];
      return place === undefined ? [] : [[id, place]];
    }),
  );
}

/** 79 → 7.9 */
export function toScale(stored: number): number {
  return stored / UNIT;
}

/** Whole steps, kept within the field. */
export function toStored(scaled: number): number {
  return UNIT * Math.min(SCALE_MAX, Math.max(0, Math.round(scaled)));
}

/** "7.9"; a whole number of one person stays whole. */
export function readScaled(stored: number, digits = 0): string {
  const format = new Intl.NumberFormat(getFormatLocale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: 1,
  });
  return format.format(toScale(stored));
}

/** What a line is called: what both ends begin with ("Helps little", "Helps a lot": "Helps"), else both ends. */
export function axisName(axis: MatrixAxis): string {
  const shared = sharedWords(axis);
  return shared.length === 0 ? m.matrix_axis(axis) : shared.join(' ');
}

/** What the far end adds to that: "a lot". */
export function restOf(axis: MatrixAxis): string {
  const { length } = sharedWords(axis);
  return axis.high.split(' ').slice(length).join(' ') || axis.high;
}

function sharedWords({ low, high }: MatrixAxis): string[] {
  const [words, others] = [low.split(' '), high.split(' ')];
  const end = words.findIndex((word, index) => word !== others[index]);
  return words.slice(0, end === -1 ? words.length : end);
}

/** "Easy–Hard 3, Helps 7" */
export function readPlace({ x, y }: MatrixSettings, place: Place, digits = 0): string {
  return m.matrix_place({
    x: axisName(x),
    valueX: readScaled(place.x, digits),
    y: axisName(y),
    valueY: readScaled(place.y, digits),
  });
}
