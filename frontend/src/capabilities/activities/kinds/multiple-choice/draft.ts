/** Multiple choice while it is written: rows of options, how many may be chosen, which of them are right. Pure. */
import type { MultipleChoiceAnswer, MultipleChoiceSettings } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import { pickedIdsOf } from '../../parts/choices.ts';
import {
  type DraftOption,
  emptyOptions,
  OPTIONS_MIN,
  writtenOptions,
} from '../../parts/host-option-drafts.ts';
import type { DraftRules } from '../kind.ts';

export interface MultipleChoiceDraft {
  readonly options: readonly DraftOption[];
  readonly min: number;
  /** `null`: all of them, however many are written. */
  readonly max: number | null;
  readonly correctIds: readonly string[];
}

export const draft: DraftRules<MultipleChoiceDraft, MultipleChoiceSettings> = {
  empty: () => ({ options: emptyOptions(), min: 1, max: null, correctIds: [] }),
  of: ({ options, min, max }, correct) => ({
    options,
    min,
    max: max >= options.length ? null : max,
    correctIds: pickedIdsOf(correct),
  }),
  problem: ({ options }) => (writtenOptions(options).length < OPTIONS_MIN ? m.host_options_missing() : null),
  settingsOf(own) {
    const options = writtenOptions(own.options);
    return { options, ...limitsOf(own, options.length) };
  },
  // With the option goes that it was right.
  correctOf({ options, correctIds }): MultipleChoiceAnswer | null {
    const optionIds = writtenOptions(options)
      .map(({ id }) => id)
      .filter((id) => correctIds.includes(id));
    return optionIds.length === 0 ? null : { optionIds };
  },
};

/** Never more than there are options, and the least not over the most. */
export function limitsOf(
  { min, max }: Pick<MultipleChoiceDraft, 'min' | 'max'>,
  count: number,
): { min: number; max: number } {
  const most = Math.max(1, Math.min(max ?? count, count));
  return { min: Math.min(min, most), max: most };
}
