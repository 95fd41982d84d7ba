/** How many one may choose, and what a tap does. Pure. */
import type { MultipleChoiceAnswer, MultipleChoiceSettings } from '@plenum/protocol';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { Option } from '../../parts/options.ts';

/** A find field helps from so many options on. */
export const FIND_FROM = 12;

/** "Choose up to 3": without an end, to stand in a sentence too. */
export function picksHint({ options, min, max }: MultipleChoiceSettings): string {
  const isAll = max >= options.length;
  if (max === 1) return m.choose_one();
  if (min === max) return m.choice_exactly({ count: formatCount(max) });
  if (options.length === 2) return m.choice_one_or_both();
  if (isAll) return min === 1 ? m.choice_any() : m.choice_at_least({ count: formatCount(min) });
  return min === 1
    ? m.choice_up_to({ count: formatCount(max) })
    : m.choice_between({ from: formatCount(min), to: formatCount(max) });
}

/** "2 of 3 chosen"; without a limit "2 chosen". */
export function picksCounter({ options, max }: MultipleChoiceSettings, count: number): string {
  return max >= options.length
    ? m.choice_counter_open({ count: formatCount(count) })
    : m.choice_counter({ count: formatCount(count), max: formatCount(max) });
}

/** What is missing until it can be sent; `null` = nothing. */
export function picksMissing({ min }: MultipleChoiceSettings, count: number): string | null {
  if (count >= min) return null;
  return count === 0
    ? m.choice_missing_first(counted(min))
    : m.choice_missing({ count: formatCount(min - count) });
}

/** Whether these can still be chosen under the settings: options may have changed while they lay on the phone. */
export function fitsPicks(
  { options, max }: MultipleChoiceSettings,
  { optionIds }: MultipleChoiceAnswer,
): boolean {
  return optionIds.length <= max && optionIds.every((id) => options.some((option) => option.id === id));
}

/** `ids` with the one switched; `null` where no place is free. In the options' order, so that the same choice is the same answer. */
export function switched(
  { options, max }: MultipleChoiceSettings,
  ids: readonly string[],
  id: string,
): string[] | null {
  if (!ids.includes(id) && ids.length >= max) return null;
  return options
    .filter((option) => (option.id === id) !== ids.includes(option.id))
    .map((option) => option.id);
}

/** Those with the words in them, whatever their case and accents. */
export function found(options: readonly Option[], words: string): readonly Option[] {
  const wanted = folded(words);
  return wanted === '' ? options : options.filter(({ label }) => folded(label).includes(wanted));
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim();
}
