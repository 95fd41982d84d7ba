/** Words of a result, and what is wrong with one being written. Pure. */
import type { ResultEntity } from '@plenum/protocol';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { countGraphemes } from '../../parts/graphemes.ts';
import { type ResultBar, resultBars } from '../../parts/result-bars.tsx';
import { fold } from './fold.ts';

/** As it is sent: a phone's keyboard leaves a space behind each word. */
export function cleanWord(typed: string): string {
  return typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Why this cannot be one of the words, as a sentence; `null` = it can. */
export function wordProblem(typed: string, words: readonly string[], lengthMax: number): string | null {
  const word = cleanWord(typed);
  const length = countGraphemes(word);
  if (length > lengthMax) {
    return m.words_too_long({ count: formatCount(length), length: formatCount(lengthMax) });
  }
  const folded = fold(word);
  if (folded === '') return m.words_no_letters();
  const same = words.find((other) => fold(other) === folded);
  return same === undefined ? null : m.words_same({ word: same });
}

/** The most said first. Percentages are of people: one may say several words. */
export function wordBars(result: ResultEntity): ResultBar[] {
  const words = Object.keys(result.counts).filter((word) => (result.counts[word] as number) > 0);
  const options = words.sort().map((word) => ({ id: word, label: word, key: '' }));
  return resultBars(options, result, { isSorted: true, isOfPeople: true });
}

/** How often words were said that are none of these bars. */
export function otherWords(result: ResultEntity, bars: readonly ResultBar[]): number {
  const all = Object.values(result.counts).reduce((sum, count) => sum + count, result.other ?? 0);
  return all - bars.reduce((sum, { count }) => sum + count, 0);
}
