/** Ranking: each option counts one for the place it was put on. */
import type { RankingAnswer, RankingSettings } from '@plenum/protocol';
import type { FieldError } from '#/errors.ts';
import { BUCKETS_MAX } from './buckets.ts';
import type { Kind } from './kind.ts';
import { countProblems, idProblems, judged, keepsIds, ones, withIds } from './options.ts';
import type { OptionInput } from './single-choice.ts';

export const ranking: Kind<RankingSettings, RankingAnswer> = {
  settings(input) {
    const { options, places: given } = input as { options: OptionInput[]; places?: number };
    const fitting = Math.min(options.length, Math.floor(BUCKETS_MAX / options.length));
    // Who said nothing gets all places, or with more than ten options as many as can be shown.
    const places = given ?? fitting;
    const { items, errors } = withIds(options, '/settings/options');
    const tooMany: FieldError[] =
      places > fitting ? [{ path: '/settings/places', message: `must be at most ${fitting}` }] : [];
    return judged([...errors, ...tooMany], () => ({ options: items, places }));
  },

  // An option that comes later has no place in the answers there are: they stay what they were.
  keepsCounts: (before, after) => before.places === after.places && keepsIds(before.options, after.options),

  problems: ({ options, places }, { order }) => [
    ...idProblems(options, order, '/answer/order'),
    ...countProblems(order.length, places, places, '/answer/order'),
  ],
  contributions: (_settings, { order }) => ones(order.map((id, index) => `${id}/${index + 1}`)),
  isRight: (_settings, correct, answer) =>
    correct.order.length === answer.order.length &&
    correct.order.every((id, index) => id === answer.order[index]),

  columns: ({ options }) => options.map(({ id, label }) => ({ key: id, label })),
  cells: ({ options }, { order }) =>
    Object.fromEntries(options.map(({ id }) => [id, order.includes(id) ? order.indexOf(id) + 1 : null])),
};
