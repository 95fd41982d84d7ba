/** Two rounds of one question, option by option. Pure. */
import type { ResultEntity } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import type { Choices } from './choices.ts';
import { barValue, type ResultBar, resultBars } from './result-bars.tsx';

export interface Pair {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly before: ResultBar;
  readonly after: ResultBar;
}

/**
 * In the host's order in both rounds, so that a pair stands where its option stood.
 *
 * @param settings  Of the second round: the wording people saw last. An option that came after the first round has 0 before.
 */
export function pairsOf(
  choices: Choices,
  settings: unknown,
  before: ResultEntity,
  after: ResultEntity,
): Pair[] {
  const options = choices.options(settings);
  const how = { isSorted: false, isOfPeople: choices.maySeveral(settings) };
  const first = resultBars(options, before, how);
  return resultBars(options, after, how).map((bar, index) => ({
    id: bar.id,
    label: bar.label,
    key: bar.key,
    before: first[index] as ResultBar,
    after: bar,
  }));
}

/** As a screen reader hears it: "Results in two rounds. About 30%: before 38%, after 74%, your answer." */
export function saidPairs(pairs: readonly Pair[], mineIds: readonly string[]): string {
  const list = pairs.map(({ id, label, before, after }) => {
    const inputs = { label, before: barValue(before), after: barValue(after) };
    return mineIds.includes(id) ? m.rounds_said_item_own(inputs) : m.rounds_said_item(inputs);
  });
  return m.rounds_said({ list: list.join(' ') });
}

export type OwnMove = 'kept' | { readonly from: string; readonly to: string };

/** What a person did between the rounds; `null` for who answered in one of them only. */
export function ownMove(
  pairs: readonly Pair[],
  beforeIds: readonly string[],
  afterIds: readonly string[],
): OwnMove | null {
  if (beforeIds.length === 0 || afterIds.length === 0) return null;
  const labels = (ids: readonly string[]) =>
    pairs.filter(({ id }) => ids.includes(id)).map(({ label }) => label);
  const [from, to] = [labels(beforeIds).join(', '), labels(afterIds).join(', ')];
  return from === to ? 'kept' : { from, to };
}
