/** A scale, its values and what the room gave each of them. Pure. */
import type { RatingSettings, ResultEntity } from '@plenum/protocol';
import { formatCount } from '#/lib/format.ts';
import { getFormatLocale } from '#/lib/locale.ts';
import { percentages } from '#/lib/percent.ts';
import * as m from '#/paraglide/messages.js';
import type { HistogramColumn } from '../../parts/histogram.tsx';
import { PERCENT_FROM_RESPONSES } from '../../parts/result-bars.tsx';

type Scale = Pick<RatingSettings, 'scale' | 'min' | 'max' | 'words' | 'low' | 'high'>;

/** From the lowest. */
export function valuesOf({ min, max }: Scale): number[] {
  return Array.from({ length: max - min + 1 }, (_, index) => min + index);
}

/** "4", "4 stars" or the scale's own word. */
export function valueName(scale: Scale, value: number): string {
  if (scale.scale === 'words') return scale.words[value - scale.min] ?? formatCount(value);
  return scale.scale === 'stars'
    ? m.rating_stars({ n: value, count: formatCount(value) })
    : formatCount(value);
}

/** What the ends mean: said for them, else the words of the scale; empty where nothing is said. */
export function endsOf(scale: Scale): { low: string; high: string } {
  if (scale.scale !== 'words') return { low: scale.low, high: scale.high };
  return { low: scale.words[0] ?? '', high: scale.words.at(-1) ?? '' };
}

export interface ItemResult {
  readonly id: string;
  /** Empty where the title itself was rated. */
  readonly label: string;
  readonly columns: readonly HistogramColumn[];
  /** How many rated it. */
  readonly answers: number;
  /** `null` under five answers. */
  readonly mean: number | null;
  /** The count that is as high as the largest share of all statements: so that their columns can be compared. */
  readonly full: number;
}

/** In the host's order. Percentages are of those who rated the statement, and add to 100. */
export function itemResults(settings: RatingSettings, { counts }: ResultEntity): ItemResult[] {
  const values = valuesOf(settings);
  const items = settings.items.map((item) => {
    const given = values.map((value) => counts[`${item.id}/${value}`] ?? 0);
    return { ...item, given, answers: given.reduce((sum, count) => sum + count, 0) };
  });
  const largest = Math.max(...items.map(({ given, answers }) => Math.max(...given) / Math.max(1, answers)));
  return items.map(({ id, label, given, answers }) => {
    const isMany = answers >= PERCENT_FROM_RESPONSES;
    const percents = percentages(given);
    const sum = values.reduce((before, value, index) => before + value * (given[index] as number), 0);
    return {
      id,
      label,
      answers,
      mean: isMany ? sum / answers : null,
      full: Math.max(1, answers * largest),
      columns: values.map((value, index) => ({
        key: String(value),
        said: valueName(settings, value),
        count: given[index] as number,
        percent: isMany ? (percents[index] as number) : null,
      })),
    };
  });
}

/** One decimal: "4.0". */
export function formatMean(mean: number): string {
  const options = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(getFormatLocale(), options).format(mean);
}
