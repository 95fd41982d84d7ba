/** Ranking while it is written: rows of options, and how many places there are. Pure. */
import type { RankingAnswer, RankingSettings } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import {
  type DraftOption,
  emptyOptions,
  OPTIONS_MIN,
  writtenOptions,
} from '../../parts/host-option-drafts.ts';
import type { DraftRules } from '../kind.ts';

const RANKED_MAX = 20;
/** A result shows a hundred buckets, one for each option on each place. */
const BUCKETS_MAX = 100;

export interface RankingDraft {
  readonly options: readonly DraftOption[];
  /** `null`: as many as there can be. */
  readonly places: number | null;
  /** Kept as it came: the order the options are written in is what phones start with, so it cannot be the right one. */
  readonly correct: RankingAnswer | null;
}

export const draft: DraftRules<RankingDraft, RankingSettings> = {
  empty: () => ({ options: emptyOptions(3), places: null, correct: null }),
  of: ({ options, places }, correct) => ({
    options,
    places: places === mostPlaces(options.length) ? null : places,
    correct: (correct as RankingAnswer | null | undefined) ?? null,
  }),
  problem({ options }) {
    const count = writtenOptions(options).length;
    if (count < OPTIONS_MIN) return m.host_options_missing();
    return count > RANKED_MAX ? m.host_ranking_most() : null;
  },
  settingsOf(own) {
    const options = writtenOptions(own.options);
    return { options, places: placesOf(own, options.length) };
  },
  correctOf(own) {
    const { options, places } = draft.settingsOf(own);
    const { correct } = own;
    const fits =
      correct !== null &&
      correct.order.length === places &&
      correct.order.every((id) => options.some((option) => option.id === id));
    return fits ? correct : null;
  },
};

/** All of them; with more than ten options as many as a result can show. */
export function mostPlaces(count: number): number {
  return Math.min(count, Math.floor(BUCKETS_MAX / Math.max(1, count)));
}

export function placesOf({ places }: Pick<RankingDraft, 'places'>, count: number): number {
  const most = Math.max(1, mostPlaces(count));
  return Math.min(places ?? most, most);
}
