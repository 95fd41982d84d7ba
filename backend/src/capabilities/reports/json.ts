/** The whole event as JSON (docs/export.md), written piece by piece: answers are stored as canonical JSON and stand in it as they are. */
import { EVENT_FILE_FORMAT, EVENT_FILE_VERSION } from '@plenum/protocol';
import type { CountedActivity, Pages, Snapshot } from './store.ts';

export async function* jsonOf(snapshot: Snapshot): AsyncGenerator<string> {
  const { event, exportedAt, activities, teams } = snapshot;
  const head = { format: EVENT_FILE_FORMAT, version: EVENT_FILE_VERSION, exportedAt, event };
  yield `${open(head)},"activities":[`;
  for (const [index, activity] of activities.entries()) {
    yield index === 0 ? '\n' : ',\n';
    yield* activityJson(snapshot, activity);
  }
  yield '],\n"leaderboard":[';
  yield* items(snapshot.leaderboard(), (row) => JSON.stringify(row));
  yield `],\n"teams":${JSON.stringify(teams)}}\n`;
}

async function* activityJson(
  snapshot: Snapshot,
  { resource, responses }: CountedActivity,
): AsyncGenerator<string> {
  const { id } = resource;
  yield `${open({ ...resource, responses })},"counts":{`;
  yield* items(snapshot.counts(id), ({ bucket, weight }) => `${JSON.stringify(bucket)}:${weight}`, '');
  yield '},"display":{';
  yield* items(
    snapshot.display(id),
    ({ bucket, shownAs }) => `${JSON.stringify(bucket)}:${JSON.stringify(shownAs)}`,
    '',
  );
  yield '},"answers":[';
  yield* items(snapshot.answers(id), ({ answer, ...rest }) => `${open(rest)},"answer":${answer}}`);
  yield '],"entries":[';
  yield* items(snapshot.entries(id), (entry) => JSON.stringify(entry));
  yield ']}';
}

/** An object that more follows in. */
function open(value: object): string {
  return JSON.stringify(value).slice(0, -1);
}

async function* items<Row>(
  pages: Pages<Row>,
  toText: (row: Row) => string,
  before = '\n',
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of pages) {
    yield (isFirst ? before : `,${before}`) + rows.map(toText).join(`,${before}`);
    isFirst = false;
  }
}
