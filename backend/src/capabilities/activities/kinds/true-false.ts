/** True or false: one counts for either. */
import type { TrueFalseAnswer, TrueFalseSettings } from '@plenum/protocol';
import type { Kind } from './kind.ts';

export const trueFalse: Kind<TrueFalseSettings, TrueFalseAnswer> = {
  settings: () => ({ settings: {} }),
  keepsCounts: () => true,

  problems: () => [],
  contributions: (_settings, { value }) => ({ [String(value)]: 1 }),
  isRight: (_settings, correct, answer) => correct.value === answer.value,

  columns: () => [{ key: 'answer', label: 'Answer' }],
  cells: (_settings, { value }) => ({ answer: value }),
};
