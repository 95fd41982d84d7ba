/** [A5] Whatever kinds of activity an event holds: it leaves as a file, anybody recounts it, and it comes back as a new event. */
import { ACTIVITY_KINDS } from '@plenum/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arbitraryActivity } from '#/capabilities/activities/kinds/arbitraries.ts';
import { recount, roomsAt, written } from '#/capabilities/reports/testing.ts';
import { cloneDatabase, type TestDatabase } from '../../scripts/test-database.ts';
import { startApiHere } from './api.ts';

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApiHere>>;
let at: ReturnType<typeof roomsAt>;

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startApiHere(database.url);
  at = roomsAt(api.url);
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

describe.each(ACTIVITY_KINDS)('%s', (kind) => {
  test('[A5] answered, changed, taken back, closed: export → recount → import', async () => {
    const room = await at.room(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `person ${name}`));
    const samples = fc.sample(arbitraryActivity(kind), { numRuns: 2, seed: 20261121 });
    for (const { input, answers } of samples) {
      const { id } = await at.opened(room.eventId, { kind, title: `Any ${kind}`, settings: input });
      const given = fc.sample(answers, { numRuns: 9, seed: 1121 });
      const [first, second, third] = room.people;
      for (const [n, person] of room.people.entries()) await at.answer(room, id, person, given[n]);
      await at.answer(room, id, first, given[6]);
      await at.answer(room, id, second);
      await at.answer(room, id, third);
      await at.answer(room, id, third, given[7]);
      await at.host.activity(room.eventId, id, 'close');
    }

    const file = await at.file(room.eventId);
    expect(file.activities.map(({ responses, answers }) => [responses, answers.length])).toEqual([
      [5, 5],
      [5, 5],
    ]);
    expect(
      file.activities.every(({ counts }) => kind === 'word-cloud' || Object.keys(counts).length > 0),
    ).toBe(true);
    const { code, said } = await recount(file);
    expect(code, said).toBe(0);
    for (const { integrity } of file.activities) expect(said).toContain(integrity?.hash.slice(0, 12));

    const { status, body: event, text } = await at.imported(file);
    expect(status, text).toBe(201);
    expect(event).toMatchObject({ status: 'draft', title: file.event.title, settings: file.event.settings });
    expect(event.code).not.toBe(file.event.code);
    const back = await at.activitiesOf(event.id);
    expect(back.map(written)).toEqual(file.activities.map(written));
    expect(back.map(({ state, integrity }) => [state, integrity])).toEqual([
      ['ready', null],
      ['ready', null],
    ]);
    const again = await at.file(event.id);
    expect(again.activities.map(({ answers, counts }) => [answers, counts])).toEqual([
      [[], {}],
      [[], {}],
    ]);
  });
});
