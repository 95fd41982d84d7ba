/** Points allocation: every option gets the points it was given; all points are given. */
import type { PointsAnswer, PointsSettings } from '@plenum/protocol';
import type { Kind } from './kind.ts';
import { judged, keepsIds, keyProblems, summed, valueAt, withIds } from './options.ts';
import type { OptionInput } from './single-choice.ts';

export const points: Kind<PointsSettings, PointsAnswer> = {
  settings(input) {
    const { options, total = 100 } = input as { options: OptionInput[]; total?: number };
    const { items, errors } = withIds(options, '/settings/options');
    return judged(errors, () => ({ options: items, total }));
  },

  keepsCounts: (before, after) => before.total === after.total && keepsIds(before.options, after.options),

  problems({ options, total }, answer) {
    const sum = Object.values(answer.points).reduce((before, given) => before + given, 0);
    return [
      ...keyProblems(options, answer.points, '/answer/points'),
      ...(sum === total ? [] : [{ path: '/answer/points', message: `must add up to ${total}, is ${sum}` }]),
    ];
  },
  contributions: (_settings, answer) => summed(Object.entries(answer.points)),

  columns: ({ options }) => options.map(({ id, label }) => ({ key: id, label })),
  cells: ({ options }, answer) =>
    Object.fromEntries(options.map(({ id }) => [id, valueAt(answer.points, id) ?? 0])),
};
