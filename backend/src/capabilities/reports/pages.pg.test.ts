/**
 * A large event is exported while others vote in the same process: no piece of the work may hold them up. Measured as time of this thread's
 * processor, which says the same on a busy machine.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { startApiHere } from '../../../test/api.ts';
import { csvOf } from './csv.ts';
import { jsonOf } from './json.ts';
import { createReportStore, type Snapshot } from './store.ts';
import type { TableKind } from './table.ts';
import { roomsAt } from './testing.ts';
import { sheetsOf } from './xlsx.ts';

const PEOPLE = 10_000;
const PIECE_MS_MAX = 50;

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApiHere>>;
let eventId: string;

/** Twelve columns, as a survey has them. */
const wide: TableKind = {
  columns: () => Array.from({ length: 12 }, (_, n) => ({ key: `k${n}`, label: `Column ${n}` })),
  cells: (_settings, answer) =>
    Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`k${n}`, (answer as { text: string }).text])),
};

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startApiHere(database.url);
  const at = roomsAt(api.url);
  ({ eventId } = await at.room([], { settings: { answers: 'named' } }));
  const { id } = await at.opened(eventId, {});
  const { pool } = api.database;
  await pool.query(
    `insert into participant (event_id, id, nickname) select $1, gen_random_uuid(), 'person ' || n from generate_series(1, $2) n`,
    [eventId, PEOPLE],
  );
  await pool.query(
    `insert into response (event_id, run, activity_id, participant_id, seq, answer, contributions)
     select event_id, 1, $2, id, 1, jsonb_build_object('text', 'the answer of ' || nickname)::text, '{}' from participant where event_id = $1`,
    [eventId, id],
  );
  await pool.query(
    `insert into tally (event_id, run, activity_id, bucket, weight) select $1, 1, $2, 'word ' || n, 1 from generate_series(1, $3) n`,
    [eventId, id, PEOPLE],
  );
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

test.each<[string, (snapshot: Snapshot) => AsyncIterable<unknown>]>([
  ['json', jsonOf],
  ['csv', (snapshot) => csvOf(snapshot, () => wide)],
  ['xlsx', (snapshot) => sheetsOf(snapshot, () => wide)],
])('%s of 10,000 answers and words never holds the event loop for 50 ms', async (_format, piecesOf) => {
  const pieces: number[] = [];
  await createReportStore(api.database).withSnapshot(eventId, async (snapshot) => {
    let from = process.threadCpuUsage();
    for await (const _piece of piecesOf(snapshot)) {
      const { user, system } = process.threadCpuUsage(from);
      pieces.push((user + system) / 1_000);
      await nextTurn();
      from = process.threadCpuUsage();
    }
  });
  expect(pieces.length).toBeGreaterThan(50);
  expect(Math.max(...pieces)).toBeLessThan(PIECE_MS_MAX);
});
