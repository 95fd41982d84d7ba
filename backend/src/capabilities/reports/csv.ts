/**
 * All answers of all activities as one tidy table: a row for each answer and column of its kind (docs/export.md). Excel reads UTF-8 with
 * a byte order mark, and runs what begins like a formula, so that gets an apostrophe.
 */
import { type Options, stringify } from 'csv-stringify/sync';
import type { Snapshot } from './store.ts';
import { answerTable, type Cell, type KindOf } from './table.ts';

const OPTIONS: Options = { record_delimiter: 'windows', escape_formulas: true };
/** Some milliseconds of the event loop. */
const ROWS_AT_ONCE = 250;

export async function* csvOf(snapshot: Snapshot, kindOf: KindOf): AsyncGenerator<string> {
  const { activities, isNamed } = snapshot;
  const whom = isNamed ? ['name'] : [];
  yield `\ufeff${csv([['activity', 'title', 'kind', 'response', ...whom, 'column', 'value']])}`;
  for (const [index, { resource }] of activities.entries()) {
    const { labels, cellsOf } = answerTable(kindOf, resource);
    for await (const answers of snapshot.answers(resource.id)) {
      const rows = answers.flatMap((answer) => {
        const name = isNamed ? [answer.participant?.nickname ?? null] : [];
        const before = [index + 1, resource.title, resource.kind, answer.responseId, ...name];
        return cellsOf(answer).flatMap((cell, column) =>
          cell === null ? [] : [[...before, labels[column] ?? '', cell]],
        );
      });
      // A survey has many rows for each answer.
      for (let n = 0; n < rows.length; n += ROWS_AT_ONCE) yield csv(rows.slice(n, n + ROWS_AT_ONCE));
    }
  }
}

function csv(rows: Cell[][]): string {
  // Otherwise `true` becomes 1, and `false` nothing.
  return stringify(
    rows.map((row) => row.map((cell) => (typeof cell === 'boolean' ? String(cell) : cell))),
    OPTIONS,
  );
}
