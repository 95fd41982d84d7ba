/**
 * The room's order: by average place, ties share a place. Whoever put only the first few in order said of the others that
 * they come later: each counts as the middle of the places left over. Pure.
 */
import type { RankingSettings, ResultEntity } from '@plenum/protocol';
import { formatCount } from '#/lib/format.ts';
import { getFormatLocale } from '#/lib/locale.ts';
import * as m from '#/paraglide/messages.js';
import { optionsOf } from '../../parts/options.ts';
import { PERCENT_FROM_RESPONSES } from '../../parts/result-bars.tsx';

export interface Ranked {
  readonly id: string;
  readonly label: string;
  /** 1 for the first; equal averages share one. `null` under five answers: then the order is the host's. */
  readonly place: number | null;
  /** `null` under five answers. */
  readonly average: number | null;
  /** How many put it first. */
  readonly first: number;
  /** How many put it on place 1, 2, … */
  readonly counts: readonly number[];
}

/** Best first. */
export function rankedOptions(settings: RankingSettings, result: ResultEntity): Ranked[] {
  const { places } = settings;
  const ranked = optionsOf(settings).map(({ id, label }) => {
    const counts = Array.from({ length: places }, (_, index) => result.counts[`${id}/${index + 1}`] ?? 0);
    const sum = counts.reduce((all, count, index) => all + count * (index + 1), 0);
    const missing = result.responses - counts.reduce((all, count) => all + count, 0);
    const average = (sum + missing * leftOverPlace(settings)) / Math.max(1, result.responses);
    return { id, label, average, first: counts[0] ?? 0, counts };
  });
  if (result.responses < PERCENT_FROM_RESPONSES)
    return ranked.map((option) => ({ ...option, place: null, average: null }));
  ranked.sort((one, two) => one.average - two.average);
  return ranked.map((option) => ({
    ...option,
    place: 1 + ranked.findIndex(({ average }) => average === option.average),
  }));
}

/** What counts for an option that somebody left out: 5 where 3 of 6 places were given (4, 5, 6). */
export function leftOverPlace({ options, places }: RankingSettings): number {
  return (places + 1 + options.length) / 2;
}

/** Where a place lies on the scale from first to last: 0 … 1. */
export function along(place: number, total: number): number {
  return total < 2 ? 0 : (place - 1) / (total - 1);
}

/** "1.8"; one decimal, always. */
export function formatAverage(average: number): string {
  return new Intl.NumberFormat(getFormatLocale(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(average);
}

/** "2nd" */
export function formatPlace(place: number): string {
  return m.ranking_place({ n: place, count: formatCount(place) });
}

/** How what was left out counts, in words; `null` where everything has a place. */
export function leftOverNote(settings: RankingSettings): string | null {
  const { options, places } = settings;
  if (places >= options.length) return null;
  const middle = leftOverPlace(settings);
  return m.ranking_left_over({
    places: formatCount(places),
    total: formatCount(options.length),
    value: Number.isInteger(middle) ? formatCount(middle) : formatAverage(middle),
  });
}
