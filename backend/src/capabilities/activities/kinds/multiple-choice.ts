/** Multiple choice: every option picked counts one. */
import type { MultipleChoiceAnswer, MultipleChoiceSettings } from '@plenum/protocol';
import type { FieldError } from '#/errors.ts';
import type { Kind } from './kind.ts';
import { countProblems, idProblems, judged, keepsIds, ones, sameSet, withIds } from './options.ts';
import type { OptionInput } from './single-choice.ts';

interface Input {
  options: OptionInput[];
  min?: number;
  max?: number;
}

export const multipleChoice: Kind<MultipleChoiceSettings, MultipleChoiceAnswer> = {
  settings(input) {
    const { options, min = 1, max = options.length } = input as Input;
    const { items, errors } = withIds(options, '/settings/options');
    return judged([...errors, ...pickErrors(min, max, options.length)], () => ({ options: items, min, max }));
  },

  // Who picked two may have done so under wider limits; under narrower ones their answer would not fit.
  keepsCounts: (before, after) =>
    keepsIds(before.options, after.options) && after.min <= before.min && after.max >= before.max,

  problems: ({ options, min, max }, { optionIds }) => [
    ...idProblems(options, optionIds, '/answer/optionIds'),
    ...countProblems(optionIds.length, min, max, '/answer/optionIds'),
  ],
  contributions: (_settings, { optionIds }) => ones(optionIds),
  isRight: (_settings, correct, answer) => sameSet(correct.optionIds, answer.optionIds),

  columns: ({ options }) => options.map(({ id, label }) => ({ key: id, label })),
  cells: ({ options }, { optionIds }) =>
    Object.fromEntries(options.map(({ id }) => [id, optionIds.includes(id)])),
};

function pickErrors(min: number, max: number, options: number): FieldError[] {
  if (max > options) return [{ path: '/settings/max', message: `must be at most ${options}` }];
  if (min > max) return [{ path: '/settings/min', message: `must be at most ${max}` }];
  return [];
}
