/** The two answers as options; their ids are the buckets. */
import type { TrueFalseAnswer } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import type { Choices } from '../../parts/choices.ts';

export const trueOrFalse: Choices = {
  options: () => [
    { id: 'true', label: m.true_false_true(), key: m.true_false_true_key() },
    { id: 'false', label: m.true_false_false(), key: m.true_false_false_key() },
  ],
  chosen(answer) {
    const value = (answer as Partial<TrueFalseAnswer> | null | undefined)?.value;
    return value === undefined ? [] : [String(value)];
  },
  maySeveral: () => false,
};

export function wordOf(value: boolean): string {
  return value ? m.true_false_true() : m.true_false_false();
}
