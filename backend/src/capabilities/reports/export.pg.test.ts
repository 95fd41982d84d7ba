/** What leaves with an export, through the real door: who may, what stands in it, and what of people never does. */
import { setTimeout as sleep } from 'node:timers/promises';
import readXlsxFile, { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, HOST_KEY, OTHER_HOST_KEY, startApiHere } from '../../../test/api.ts';
import { makeOtherHost, type Room, roomsAt } from './testing.ts';

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

const get = (eventId: string, query: string, token: string | undefined = HOST_KEY) =>
  fetch(`${api.url}/v1/events/${eventId}/export${query}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });

/** A room that does what brings names, times and texts along: texts with upvotes, a quiz with points, an answer to each. */
async function aRichRoom(settings: object): Promise<Room> {
  const room = await at.room(['Nightingale', 'Kingfisher', 'Woodpecker'], { title: 'Birds', settings });
  const { eventId, people } = room;
  const texts = await at.opened(eventId, { kind: 'open-text', title: 'Wishes', settings: { texts: 2 } });
  const choice = await at.opened(eventId, {});
  const quiz = await at.opened(eventId, {
    kind: 'quiz',
    title: 'Which?',
    settings: {
      options: [
        { id: 'x', label: 'X' },
        { id: 'y', label: 'Y' },
      ],
      points: 'flat',
    },
    correct: { optionIds: ['x'] },
  });
  for (const [n, person] of people.entries()) {
    await at.answer(room, texts.id, person, { texts: [`wish ${n}`, `second ${n}`] });
    await at.answer(room, choice.id, person, { optionId: 'a' });
    await at.answer(room, quiz.id, person, { optionIds: [n === 0 ? 'y' : 'x'] });
  }
  await at.answer(room, choice.id, people[2]);
  for (const { id } of [texts, choice, quiz]) await at.host.activity(eventId, id, 'close');
  await at.host.activity(eventId, quiz.id, 'reveal');
  return room;
}

async function xlsxText(eventId: string): Promise<string> {
  return JSON.stringify(await readXlsxFile(await at.bytes(eventId, 'xlsx')));
}

describe('who may, and how it comes', () => {
  test('the owner alone, in any state; one format, named', async () => {
    const { eventId } = await at.room([]);
    expect((await get(eventId, '?format=json', OTHER_HOST_KEY)).status).toBe(403);
    expect((await get(eventId, '?format=json', '')).status).toBe(401);
    expect((await get('0199a3c0-7e00-7000-8000-00000000dead', '?format=json')).status).toBe(404);
    for (const query of ['', '?format=', '?format=pdf', '?format=csv&format=csv', '?format=JSON']) {
      const reply = await get(eventId, query);
      expect(reply.status, query).toBe(400);
      expect(await reply.json()).toMatchObject({ code: 'request_invalid' });
    }
    await at.host.event(eventId, 'pause');
    expect((await at.file(eventId)).event.status).toBe('paused');
    await at.host.event(eventId, 'end');
    expect((await at.file(eventId)).event.status).toBe('ended');
    await call('DELETE', `${api.url}/v1/events/${eventId}`, { token: HOST_KEY });
    expect((await get(eventId, '?format=json')).status).toBe(410);
  });

  test('a file to keep: its name, its length, and nobody stores it on the way', async () => {
    const { id } = await at.host.createEvent({ title: '../Bürger: "Rat"/نقاش?' });
    const reply = await get(id, '?format=csv');
    const date = new Date().toISOString().slice(0, 10);
    expect(reply.headers.get('content-disposition')).toBe(
      `attachment; filename="Burger-Rat-${date}.csv"; filename*=UTF-8''${encodeURIComponent(`Bürger Rat نقاش ${date}.csv`)}`,
    );
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(Number(reply.headers.get('content-length'))).toBe((await reply.arrayBuffer()).byteLength);
  });

  test('an event without anything is a file too, in each format', async () => {
    const { id } = await at.host.createEvent();
    expect(await at.file(id)).toMatchObject({
      format: 'plenum.event',
      version: 1,
      activities: [],
      leaderboard: [],
    });
    expect((await at.bytes(id, 'csv')).toString()).toBe(
      '\ufeffactivity,title,kind,response,column,value\r\n',
    );
    expect((await readXlsxFile(await at.bytes(id, 'xlsx'))).map(({ sheet }) => sheet)).toEqual([
      'Overview',
      'Counts',
    ]);
  });
});

describe('anonymity', () => {
  test('an anonymous export holds no id, name, token or time of anybody, in no format', async () => {
    const { eventId, people } = await aRichRoom({ answers: 'anonymous' });
    const { rows } = await api.database.pool.query<{ at: Date; seq: string }>(
      `select updated_at as at, seq::text from response where event_id = $1
       union all select created_at, '' from entry where event_id = $1
       union all select created_at, '' from participant where event_id = $1`,
      [eventId],
    );
    expect(rows.length).toBeGreaterThan(15);
    const secrets = [
      ...people.flatMap(({ participant, token }) => [participant.id, token]),
      ...rows.flatMap(({ at: moment, seq }) => [
        String(moment.getTime()),
        moment.toISOString().slice(0, 19),
        seq,
      ]),
    ].filter((secret) => secret !== '');
    const json = JSON.stringify(await at.file(eventId));
    const csv = (await at.bytes(eventId, 'csv')).toString();
    const xlsx = await xlsxText(eventId);
    // The close and the opening are the host's own acts, and public; they may share a moment with an answer.
    const acts = /"(?:opensAt|closesAt|closedAt|startedAt|createdAt|exportedAt)":\d+/g;
    for (const [format, text] of Object.entries({ json: json.replace(acts, ''), csv, xlsx })) {
      for (const secret of secrets) expect(text.includes(secret), `${format}: ${secret}`).toBe(false);
    }
    // Names were public with the points, and stand nowhere else.
    const places = '"leaderboard":[{"place":1,"nickname":"Kingfisher"';
    expect(json).toContain(places);
    for (const name of ['Nightingale', 'Kingfisher', 'Woodpecker']) {
      expect(json.slice(0, json.indexOf('"leaderboard":['))).not.toContain(name);
      expect(csv).not.toContain(name);
      expect(xlsx.split(name)).toHaveLength(2);
    }
    const { activities } = JSON.parse(json);
    for (const { answers } of activities) {
      const ids = answers.map(({ responseId }: { responseId: string }) => responseId);
      expect(ids, 'by response id, not as they came').toEqual([...ids].sort());
      expect(new Set(answers.flatMap(Object.keys))).toEqual(new Set(['responseId', 'nonce', 'answer']));
    }
    expect(new Set(activities[0].entries.flatMap(Object.keys))).toEqual(
      new Set(['id', 'part', 'text', 'status', 'score']),
    );
  });

  test('a named one says who; what was taken back is in neither; who was removed is unlinked, and stays counted', async () => {
    const { eventId, people } = await aRichRoom({ answers: 'named' });
    const [first, , third] = people;
    await call('POST', `${api.url}/v1/events/${eventId}/participants/${first?.participant.id}/remove`, {
      token: HOST_KEY,
    });
    const file = await at.file(eventId);
    const [texts, choice, quiz] = file.activities;
    expect(choice?.answers).toHaveLength(2);
    const whom = choice?.answers.map(({ participant }) => participant?.nickname ?? null);
    expect(whom?.sort()).toEqual(['Kingfisher', null].sort());
    expect(JSON.stringify(file)).not.toContain(first?.participant.id);
    expect(
      texts?.answers.find(({ participant }) => participant?.id === third?.participant.id)?.answer,
    ).toEqual({
      texts: ['wish 2', 'second 2'],
    });
    // Their texts left the wall with them; the closed answer is part of what was counted.
    expect(texts?.entries.map(({ participant }) => participant?.nickname).sort()).toEqual([
      'Kingfisher',
      'Kingfisher',
      'Woodpecker',
      'Woodpecker',
    ]);
    expect([texts?.counts, quiz?.counts]).toEqual([{ answered: 3 }, { x: 2, y: 1 }]);
    expect(file.leaderboard.map(({ nickname, points }) => [nickname, points])).toEqual([
      ['Kingfisher', 1000],
      ['Woodpecker', 1000],
    ]);
    const csv = (await at.bytes(eventId, 'csv')).toString();
    expect(csv).toMatch(/^\ufeffactivity,title,kind,response,name,column,value\r\n/);
    expect(csv).toContain(',Woodpecker,Text 2,second 2\r\n');
  });
});

describe('tables', () => {
  const formulas = ['=HYPERLINK("http://x.invalid","y")', '+1', '-1+1', '@SUM(1)'];

  test('no cell is a formula; numbers stay numbers', async () => {
    const room = await at.room(['=1+1'], { title: 'T', settings: { answers: 'named' } });
    const { eventId, people } = room;
    const words = await at.opened(eventId, {
      kind: 'open-text',
      title: '=cmd()',
      settings: { texts: 4, lengthMax: 60 },
    });
    const number = await at.opened(eventId, {
      kind: 'estimate',
      title: 'Below',
      settings: { min: -10, max: 10, step: 0.5 },
    });
    const ranks = await at.opened(eventId, {
      kind: 'true-false',
      title: 'Really?',
      settings: {},
    });
    await at.answer(room, words.id, people[0], { texts: formulas });
    await at.answer(room, number.id, people[0], { number: -2.5 });
    await at.answer(room, ranks.id, people[0], { value: false });

    const csv = (await at.bytes(eventId, 'csv')).toString().split('\r\n');
    const values = csv.slice(1, -1).map((line) => line.slice(line.indexOf("'=1+1,") + "'=1+1,".length));
    expect(values.sort()).toEqual(
      [
        `Text 1,"'=HYPERLINK(""http://x.invalid"",""y"")"`,
        `Text 2,'+1`,
        `Text 3,'-1+1`,
        `Text 4,'@SUM(1)`,
        'Number,-2.5',
        'Answer,false',
      ].sort(),
    );
    expect(csv[1]).toContain(`1,'=cmd(),open-text,`);

    const file = await at.bytes(eventId, 'xlsx');
    const sheet = await readSheet(file, '1 =cmd()');
    expect(sheet).toEqual([
      ['Name', 'Text 1', 'Text 2', 'Text 3', 'Text 4'],
      ['=1+1', ...formulas],
    ]);
    expect(await readSheet(file, '2 Below')).toEqual([
      ['Name', 'Number'],
      ['=1+1', -2.5],
    ]);
    expect(await readSheet(file, '3 Really')).toEqual([
      ['Name', 'Answer'],
      ['=1+1', false],
    ]);
  });

  test('the spreadsheet opens again and holds the numbers of the JSON', async () => {
    const { eventId } = await aRichRoom({});
    const { activities } = await at.file(eventId);
    const bytes = await at.bytes(eventId, 'xlsx');
    const sheets = await readXlsxFile(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      'Overview',
      'Counts',
      '1 Wishes',
      '2 A question',
      '3 Which',
      'Texts',
      'Leaderboard',
    ]);
    const of = (name: string) => sheets.find(({ sheet }) => sheet === name)?.data.slice(1) ?? [];
    expect(of('Overview').map((row) => row.slice(5))).toEqual(
      activities.map(({ responses, integrity }) => [responses, integrity?.hash]),
    );
    expect(of('Counts').map(([n, , bucket, , count]) => [n, bucket, count])).toEqual(
      activities.flatMap(({ counts }, n) =>
        Object.entries(counts).map(([bucket, count]) => [n + 1, bucket, count]),
      ),
    );
    expect(of('Counts').map((row) => row[3])).toEqual(['answered', 'option a', 'X', 'Y']);
    expect(of('2 A question')).toEqual([['option a'], ['option a']]);
    expect(
      of('Texts')
        .map((row) => row[3])
        .sort(),
    ).toEqual(activities[0]?.entries.map(({ text }) => text).sort());
    expect(of('Leaderboard')).toEqual([
      [1, 'Kingfisher', 1000],
      [1, 'Woodpecker', 1000],
      [3, 'Nightingale', 0],
    ]);
  });

  test('titles that no sheet may have, equal ones and equal labels', async () => {
    const room = await at.room(['one'], {});
    const options = ['same', 'same', 'other'].map((label, n) => ({ id: `o${n}`, label }));
    const titles = [`What's [this]: a/b\\c*?`, 'same title', 'same title', '👨‍👩‍👧‍👦'.repeat(5)];
    for (const title of titles) {
      const { id } = await at.opened(room.eventId, {
        kind: 'points',
        title,
        settings: { options, total: 10 },
      });
      await at.answer(room, id, room.people[0], { points: { o0: 1, o1: 2, o2: 7 } });
    }
    const sheets = await readXlsxFile(await at.bytes(room.eventId, 'xlsx'));
    expect(sheets.slice(2).map(({ sheet }) => sheet)).toEqual([
      `1 What's this a b c`,
      '2 same title',
      '3 same title',
      `4 ${'👨‍👩‍👧‍👦'.repeat(2)}`,
    ]);
    expect(sheets[2]?.data).toEqual([
      ['same', 'same (2)', 'other'],
      [1, 2, 7],
    ]);
    expect((await at.bytes(room.eventId, 'csv')).toString()).toContain(',same (2),2\r\n');
  });
});

test('[A5] in the middle of voting every export is of one moment: counts are the sum of its own answers', async () => {
  const room = await at.room(Array.from({ length: 20 }, (_, n) => `voter ${n}`));
  const { id } = await at.opened(room.eventId, {});
  let isOver = false;
  // 200 votes: everybody changes their mind nine times, and takes it back in between.
  const votes = Promise.all(
    room.people.map(async (person, n) => {
      for (let turn = 0; turn < 10; turn++) {
        await at.answer(room, id, person, turn % 4 === 3 ? undefined : { optionId: 'abc'[(n + turn) % 3] });
        await sleep((n * 7 + turn * 13) % 30);
      }
    }),
  ).finally(() => {
    isOver = true;
  });
  const seen = new Set<string>();
  while (!isOver) {
    const [activity] = (await at.file(room.eventId)).activities;
    const sums: Record<string, number> = {};
    for (const { answer } of activity?.answers ?? []) {
      const { optionId } = answer as { optionId: string };
      sums[optionId] = (sums[optionId] ?? 0) + 1;
    }
    expect(activity?.counts).toEqual(sums);
    expect(activity?.responses).toBe(activity?.answers.length);
    seen.add(JSON.stringify(activity?.answers.map(({ answer }) => answer)));
  }
  await votes;
  expect(seen.size, 'votes arrived in between').toBeGreaterThan(3);
});
