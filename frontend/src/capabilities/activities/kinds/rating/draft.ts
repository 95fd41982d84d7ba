/** A rating while it is written: the scale, what its ends mean, the statements. Each scale keeps its own part. Pure. */
import type { RatingScale, RatingSettings } from '@plenum/protocol';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { type DraftOption, optionId, writtenOptions } from '../../parts/host-option-drafts.ts';
import type { DraftRules } from '../kind.ts';

export interface RatingDraft {
  readonly scale: RatingScale;
  readonly stars: number;
  readonly min: 0 | 1;
  readonly max: number;
  readonly low: string;
  readonly high: string;
  /** Rows, an empty one included. Their ids live only here. */
  readonly words: readonly DraftOption[];
  readonly items: readonly DraftOption[];
}

export const VALUES_MAX = 10;
export const VALUES_MIN = 3;
export const END_MAX = 40;
export const WORDS_MIN = 3;
export const ITEMS_MAX = 20;
/** A result shows its 100 largest counts, and here every one matters. */
const COUNTS_MAX = 100;
const STARS = 5;
/** What the server calls the one statement that is the title itself. */
const TITLE_ITSELF = 'all';

export const draft: DraftRules<RatingDraft, RatingSettings> = {
  empty: () => ({
    scale: 'stars',
    stars: STARS,
    min: 1,
    max: 5,
    low: '',
    high: '',
    words: rows(WORDS_MIN),
    items: [],
  }),
  of: ({ scale, min, max, low, high, words, items }) => ({
    scale,
    stars: scale === 'stars' ? max : STARS,
    min: scale === 'numbers' ? min : 1,
    max: scale === 'numbers' ? max : 5,
    low,
    high,
    words: scale === 'words' ? words.map((label) => ({ id: optionId(), label })) : rows(WORDS_MIN),
    items,
  }),
  problem(own) {
    const { words, min, max, items } = settingsOf(own);
    if (own.scale === 'words' && words.length < WORDS_MIN) return m.host_rating_words_missing();
    const most = Math.min(ITEMS_MAX, Math.floor(COUNTS_MAX / (max - min + 1)));
    return items.length > most ? m.host_rating_too_many({ count: formatCount(most) }) : null;
  },
  settingsOf,
  correctOf: () => null,
};

function settingsOf(own: RatingDraft): RatingSettings {
  const words = own.scale === 'words' ? writtenOptions(own.words).map(({ label }) => label) : [];
  const written = writtenOptions(own.items);
  // A question that is rated itself keeps its id: answers belong to it.
  const itself = own.items.find(({ id }) => id === TITLE_ITSELF) ?? { id: TITLE_ITSELF, label: '' };
  return {
    scale: own.scale,
    min: own.scale === 'numbers' ? own.min : 1,
    max: own.scale === 'stars' ? own.stars : own.scale === 'words' ? words.length : own.max,
    low: own.scale === 'words' ? '' : own.low.trim(),
    high: own.scale === 'words' ? '' : own.high.trim(),
    words,
    items: written.length > 0 ? written : [{ ...itself, label: '' }],
  };
}

function rows(count: number): DraftOption[] {
  return Array.from({ length: count }, () => ({ id: optionId(), label: '' }));
}
