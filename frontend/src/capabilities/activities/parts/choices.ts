/** Kinds whose buckets are options: enough to show two rounds of one question side by side. Pure. */
import type { MultipleChoiceAnswer, QuizSettings } from '@plenum/protocol';
import { type Option, optionIdsOf, optionsOf } from './options.ts';

export interface Choices {
  /** In the host's order; their ids are the buckets. */
  options(settings: unknown): Option[];
  /** The options of an answer, or of what is right; none for no answer. */
  chosen(answer: unknown): string[];
  /** One person may choose several: percentages are of people, and may add to more than 100. */
  maySeveral(settings: unknown): boolean;
}

/** Answers are `{optionId}`. */
export const oneOption: Choices = {
  options: optionsOf,
  chosen: optionIdsOf,
  maySeveral: () => false,
};

/** Answers are `{optionIds}`; a quiz may ask for one of them all the same. */
export const severalOptions: Choices = {
  options: optionsOf,
  chosen: pickedIdsOf,
  maySeveral: (settings) => (settings as Partial<QuizSettings>).choose !== 'one',
};

/** The chosen options' ids; none for no answer. */
export function pickedIdsOf(answer: unknown): string[] {
  return (answer as Partial<MultipleChoiceAnswer> | null | undefined)?.optionIds ?? [];
}
