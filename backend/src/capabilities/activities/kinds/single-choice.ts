/** Single choice: the chosen option counts one. */
import type { Option, SingleChoiceAnswer, SingleChoiceSettings } from '@plenum/protocol';
import type { Kind } from './kind.ts';
import { idProblems, judged, keepsIds, labelsOf, withIds } from './options.ts';

export type OptionInput = Omit<Option, 'id'> & { id?: string };

export const singleChoice: Kind<SingleChoiceSettings, SingleChoiceAnswer> = {
  settings(input) {
    const { items, errors } = withIds((input as { options: OptionInput[] }).options, '/settings/options');
    return judged(errors, () => ({ options: items }));
  },

  // Another option may be added: no answer is lost.
  keepsCounts: (before, after) => keepsIds(before.options, after.options),

  problems: ({ options }, { optionId }) =>
    idProblems(options, [optionId], '/answer/optionId').map((problem) => ({
      ...problem,
      path: '/answer/optionId',
    })),
  contributions: (_settings, { optionId }) => ({ [optionId]: 1 }),
  isRight: (_settings, correct, answer) => correct.optionId === answer.optionId,

  columns: () => [{ key: 'answer', label: 'Answer' }],
  cells: ({ options }, { optionId }) => ({ answer: labelsOf(options, [optionId]) }),
};
