/** What leaves with an export, through the real door: who may, what stands in it, and what of people never does. */
import { setTimeout as sleep } from 'node:timers/promises';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, HOST_KEY, OTHER_HOST_KEY, startApiHere } from '../../../test/api.ts';
import { aRichRoom, makeOtherHost, roomsAt } from './testing.ts';

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

test('files are made one after another; who would make too many wait is told so', async () => {
  const { id } = await at.host.createEvent();
  const replies = await Promise.all(Array.from({ length: 30 }, () => get(id, '?format=json')));
  const statuses = replies.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10);
  const refused = replies.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const reply of refused) {
    expect(await reply.json()).toMatchObject({ code: 'overloaded' });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await get(id, '?format=json')).status, 'the line is empty again').toBe(200);
});

describe('anonymity', () => {
  test('an anonymous export holds no id, name, token or time of anybody, in no format', async () => {
    const { eventId, people } = await aRichRoom(at, { answers: 'anonymous' });
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
    const { eventId, people } = await aRichRoom(at, { answers: 'named' });
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
  expect(seen.size, 'votes arrived in between').toBeGreaterThan(1);
});
