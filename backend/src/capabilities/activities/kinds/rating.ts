/** Rating: each statement that was rated counts one for its value. Statements may be left out. */
import type { Option, RatingAnswer, RatingScale, RatingSettings } from '@plenum/protocol';
import type { FieldError } from '#/errors.ts';
import { BUCKETS_MAX } from './buckets.ts';
import type { Kind } from './kind.ts';
import { judged, keepsIds, keyProblems, ones, valueAt, withIds } from './options.ts';
import type { OptionInput } from './single-choice.ts';

interface Input {
  scale?: RatingScale;
  min?: 0 | 1;
  max?: number;
  low?: string;
  high?: string;
  words?: string[];
  items?: OptionInput[];
}
/** Nothing but the title is rated. */
const TITLE_ITSELF: Option = { id: 'all', label: '' };
const WORDS_MIN = 3;

export const rating: Kind<RatingSettings, RatingAnswer> = {
  settings(input) {
    const given = input as Input;
    const { scale = 'stars', low = '', high = '' } = given;
    const words = scale === 'words' ? (given.words ?? []) : [];
    // Zero stars look like no answer, and words are counted from the first.
    const min = scale === 'numbers' ? (given.min ?? 1) : 1;
    const max = scale === 'words' ? words.length : (given.max ?? 5);
    const { items, errors } = withIds(given.items ?? [TITLE_ITSELF], '/settings/items', { letter: 'i' });
    if (scale === 'words' && words.length < WORDS_MIN)
      errors.push({ path: '/settings/words', message: `must be at least ${WORDS_MIN}, is ${words.length}` });
    return judged([...errors, ...sizeErrors(items.length, max - min + 1)], () => ({
      scale,
      min,
      max,
      low,
      high,
      words,
      items,
    }));
  },

  // Words of the scale may be put better; how many there are may not change, nor its ends.
  keepsCounts: (before, after) =>
    before.min === after.min && before.max === after.max && keepsIds(before.items, after.items),

  problems: ({ items, min, max }, { ratings }) => [
    ...keyProblems(items, ratings, '/answer/ratings'),
    ...Object.entries(ratings)
      .filter(([, value]) => value < min || value > max)
      .map(([id, value]) => ({
        path: `/answer/ratings/${id}`,
        message: `must be ${min} to ${max}, is ${value}`,
      })),
  ],
  contributions: (_settings, { ratings }) =>
    ones(Object.entries(ratings).map(([id, value]) => `${id}/${value}`)),

  columns: ({ items }) => items.map(({ id, label }) => ({ key: id, label: label || 'Rating' })),
  cells: ({ items }, { ratings }) =>
    Object.fromEntries(items.map(({ id }) => [id, valueAt(ratings, id) ?? null])),
};

function sizeErrors(items: number, values: number): FieldError[] {
  if (items * values <= BUCKETS_MAX) return [];
  return [
    {
      path: '/settings/items',
      message: `must be at most ${Math.floor(BUCKETS_MAX / values)} with ${values} values`,
    },
  ];
}
