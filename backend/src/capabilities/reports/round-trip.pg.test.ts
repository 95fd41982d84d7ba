/** [A5] An event leaves as a file, anybody recounts it, and it comes back as a new event, whatever kinds of activity it holds. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  ACTIVITY_KINDS,
  type ActivityResource,
  type EventExport,
  type EventResource,
} from '@plenum/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, HOST_KEY, OTHER_HOST_KEY, startApiHere } from '../../../test/api.ts';
import { makeOtherHost, roomsAt, written } from './testing.ts';

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApiHere>>;
let at: ReturnType<typeof roomsAt>;

beforeAll(async () => {
  database = await cloneDatabase();
  await makeOtherHost(database.url);
  api = await startApiHere(database.url);
  at = roomsAt(api.url);
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

async function aFileOf(content: string): Promise<string> {
  const folder = await mkdtemp(joinPath(tmpdir(), 'plenum-recount-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = joinPath(folder, 'export.json');
  await writeFile(path, content);
  return path;
}

/** The command as people run it. */
async function recount(file: EventExport | string): Promise<{ code: number; said: string }> {
  const path = await aFileOf(typeof file === 'string' ? file : JSON.stringify(file));
  const script = fileURLToPath(new URL('../../../scripts/recount.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [script, path], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    );
  });
}

async function imported(body: unknown, token = HOST_KEY) {
  return call<EventResource>('POST', `${api.url}/v1/events/import`, { token, body });
}
async function activitiesOf(eventId: string): Promise<ActivityResource[]> {
  const { body } = await call<{ items: ActivityResource[] }>(
    'GET',
    `${api.url}/v1/events/${eventId}/activities`,
    { token: HOST_KEY },
  );
  return body.items;
}

describe.each(ACTIVITY_KINDS)('%s', (kind) => {
  test('[A5] answered, changed, taken back, closed: export → recount → import', async () => {
    const { arbitraryActivity } = await import('../activities/kinds/arbitraries.ts');
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

    const { status, body: event, text } = await imported(file);
    expect(status, text).toBe(201);
    expect(event).toMatchObject({ status: 'draft', title: file.event.title, settings: file.event.settings });
    expect(event.code).not.toBe(file.event.code);
    const back = await activitiesOf(event.id);
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
        const { optionId } = answer?.answer as { optionId: string };
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
    const page = await readFile(joinPath(ROOT, 'docs/recount.md'), 'utf8');
    const program = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(program.trim().split('\n').length).toBeLessThanOrEqual(20);
    const path = await aFileOf(JSON.stringify(file));
    const said = await new Promise<string>((resolve) => {
      execFile(process.execPath, ['--input-type=module', '--eval', program, path], (error, stdout, stderr) =>
        resolve(error ? `${error.message}${stderr}` : stdout),
      );
    });
    expect(said).toContain(file.activities[0]?.integrity?.hash);
  });
});

describe('importEvent', () => {
  test('second rounds follow the new first ones; notes, sections, right answers and pictures come along', async () => {
    const { eventId } = await at.room([]);
    const first = await at.host.createActivity(eventId, {
      kind: 'quiz',
      title: 'How far?',
      section: 'Warm-up',
      hostNotes: 'Tell the joke',
      explanation: 'By train',
      image: { id: '0199a3c0-7e00-7000-8000-000000000001', width: 10, height: 10 },
      settings: {
        options: [
          { id: 'x', label: 'near' },
          { id: 'y', label: 'far' },
        ],
      },
      correct: { optionIds: ['y'] },
      opensAt: Date.now() + 3_600_000,
    });
    await call('POST', `${api.url}/v1/events/${eventId}/activities/${first.id}/duplicate`, {
      token: HOST_KEY,
      body: { isSecondRound: true },
    });
    const file = await at.file(eventId);
    const { body: event } = await imported(file);
    const [one, two] = await activitiesOf(event.id);
    expect(one && written(one)).toEqual(written(first));
    expect(one).toMatchObject({ opensAt: null, follows: null });
    expect(two?.follows).toBe(one?.id);
    expect([one?.id, two?.id]).not.toContain(first.id);
  });

  test('a file written by hand needs a title; unknown fields are left alone', async () => {
    const { status, body, text } = await imported({
      title: '  Town   hall ',
      remarks: ['mine'],
      activities: [{ kind: 'true-false', title: 'Enough seats?', settings: {}, colour: 'blue', opensAt: 1 }],
    });
    expect(status, text).toBe(201);
    expect(body).toMatchObject({ title: 'Town   hall', status: 'draft' });
    expect(await activitiesOf(body.id)).toMatchObject([
      { kind: 'true-false', state: 'ready', opensAt: null },
    ]);
    expect((await imported({ title: 'Only a title' })).status).toBe(201);
  });

  test('sent again with the same newId it is imported once, also by two at once; another host gets 409', async () => {
    const newId = '0199a3c0-7e00-7000-8000-0000000000aa';
    const body = {
      newId,
      title: 'Twice',
      activities: [1, 2].map((n) => ({ kind: 'true-false', title: `${n}?`, settings: {} })),
    };
    const both = await Promise.all([imported(body), imported(body)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect((await imported(body)).body.id).toBe(newId);
    expect((await activitiesOf(newId)).map(({ title }) => title)).toEqual(['1?', '2?']);
    expect((await imported(body, OTHER_HOST_KEY)).body).toMatchObject({ code: 'id_taken' });
  });

  test.each([
    ['nothing', {}, 'import_invalid'],
    ['another format', { format: 'slides', title: 'x' }, 'import_invalid'],
    ['a newer version', { format: 'plenum.event', version: 2, event: { title: 'x' } }, 'import_invalid'],
    ['an export without its event', { format: 'plenum.event', version: 1, activities: [] }, 'import_invalid'],
    ['a title that is too long', { title: 'x'.repeat(141) }, '/title'],
    ['activities that are none', { title: 'x', activities: 'two' }, '/activities'],
    [
      'an unknown kind',
      { title: 'x', activities: [{ kind: 'dance', title: 'y', settings: {} }] },
      '/activities/0/kind',
    ],
    [
      'a label that is too long',
      {
        title: 'x',
        activities: [
          {
            kind: 'single-choice',
            title: 'y',
            settings: { options: [{ label: 'a' }, { label: 'b'.repeat(141) }] },
          },
        ],
      },
      '/activities/0/settings/options/1/label',
    ],
    [
      'an id that stands twice',
      {
        title: 'x',
        activities: [
          { kind: 'true-false', title: 'y', settings: {} },
          {
            kind: 'single-choice',
            title: 'y',
            settings: {
              options: [
                { id: 'a', label: 'a' },
                { id: 'a', label: 'b' },
              ],
            },
          },
        ],
      },
      '/activities/1/settings/options/1/id',
    ],
    [
      'a right answer that cannot be',
      {
        title: 'x',
        activities: [
          {
            kind: 'single-choice',
            title: 'y',
            settings: {
              options: [
                { id: 'a', label: 'a' },
                { id: 'b', label: 'b' },
              ],
            },
            correct: { optionId: 'c' },
          },
        ],
      },
      '/activities/0/correct',
    ],
  ])('%s is refused, and nothing is made', async (_what, body, problem) => {
    const before = await at.host.createEvent();
    const reply = await imported(body);
    expect(reply.status, reply.text).toBe(400);
    expect(reply.text).toContain(problem.startsWith('/') ? `"path":"${problem}` : `"code":"${problem}"`);
    const { body: list } = await call<{ items: EventResource[] }>('GET', `${api.url}/v1/events?limit=1`, {
      token: HOST_KEY,
    });
    expect(list.items[0]?.id).toBe(before.id);
  });

  test('10 MB, for hosts: who is none is refused before the body is read', async () => {
    const body = JSON.stringify({ title: 'Large', remarks: 'x'.repeat(9 * 1024 * 1024) });
    expect((await imported(body)).status).toBe(201);
    expect((await imported(body, 'nobody')).status).toBe(401);
    expect(
      (await imported(JSON.stringify({ title: 'x', remarks: 'x'.repeat(11 * 1024 * 1024) }))).status,
    ).toBe(413);
  });
});
