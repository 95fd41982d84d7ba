/** [A5] Anybody can recount an export, and finds out what was changed in it. */
import { readFile } from 'node:fs/promises';
import type { EventExport } from '@plenum/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { startApiHere } from '../../../test/api.ts';
import { ROOT, recount, roomsAt, runOn } from './testing.ts';

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

describe('[A5] a file that was changed is found out', () => {
  async function aFile(): Promise<EventExport> {
    const room = await at.room(['one', 'two', 'three']);
    const { id } = await at.opened(room.eventId, {});
    for (const [n, person] of room.people.entries()) {
      await at.answer(room, id, person, { optionId: n === 0 ? 'a' : 'b' });
    }
    await at.host.activity(room.eventId, id, 'close');
    return at.file(room.eventId);
  }
  type Change = (activity: EventExport['activities'][number]) => void;
  const changes: [string, Change, RegExp][] = [
    [
      'one answer',
      ({ answers }) => Object.assign(answers[0] ?? {}, { answer: { optionId: 'c' } }),
      /"c": the file says 0, its answers give 1/,
    ],
    [
      'one answer, and its count',
      (one) => {
        const [answer] = one.answers;
        const { optionId } = (answer?.answer ?? {}) as { optionId: string };
        one.counts[optionId] = (one.counts[optionId] ?? 0) - 1;
        one.counts.c = 1;
        Object.assign(answer ?? {}, { answer: { optionId: 'c' } });
      },
      /closed with the hash/,
    ],
    [
      'one nonce',
      ({ answers }) => Object.assign(answers[0] ?? {}, { nonce: answers[1]?.nonce }),
      /closed with the hash/,
    ],
    [
      'one response id',
      ({ answers }) => Object.assign(answers[0] ?? {}, { responseId: answers[1]?.responseId }),
      /1 response ids stand there again/,
    ],
    [
      'one count',
      ({ counts }) => {
        counts.b = 1;
      },
      /"b": the file says 1, its answers give 2/,
    ],
    [
      'the number of responses',
      (one) => {
        one.responses = 4;
      },
      /says 4 responses, it holds 3/,
    ],
    [
      'an answer left out',
      (one) => {
        one.answers.pop();
      },
      /it holds 2/,
    ],
    [
      'an answer that was none',
      ({ answers }) => Object.assign(answers[0] ?? {}, { answer: { optionId: 'zebra' } }),
      /does not fit/,
    ],
    [
      'the seal taken off',
      (one) => {
        one.integrity = null;
      },
      /nothing was stored at the close/,
    ],
  ];
  test.each(changes)('%s', async (_what, change, evidence) => {
    const file = await aFile();
    const [activity] = file.activities;
    if (activity) change(activity);
    const { code, said } = await recount(file);
    expect(said).toMatch(evidence);
    expect(said).toMatch(/^WRONG/m);
    expect(code).toBe(1);
  });

  test('what is no file of ours is said in one sentence', async () => {
    const file = await aFile();
    const wrong: [string, RegExp][] = [
      ['{', /is not JSON\.\n$/],
      ['[]', /is not an exported event/],
      ['null', /is not an exported event/],
      [JSON.stringify({ ...file, version: 2 }), /has version 2; this program knows 1\.\n$/],
      [JSON.stringify({ ...file, activities: [{ title: 'half' }] }), /is damaged at /],
    ];
    for (const [content, sentence] of wrong) {
      const { code, said } = await recount(content);
      expect(said).toMatch(sentence);
      expect(said.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(2);
    }
  });

  test('[A5] the program in docs/recount.md, which is none of ours, gives the same hash', async () => {
    const file = await aFile();
    const page = await readFile(`${ROOT}docs/recount.md`, 'utf8');
    const program = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(program.trim().split('\n').length).toBeLessThanOrEqual(20);
    const { said } = await runOn(JSON.stringify(file), '--input-type=module', '--eval', program);
    expect(said).toContain(file.activities[0]?.integrity?.hash);
  });
});
