/** Words that hosts merge, hide and show again: every word that can be counted can be named, and nothing else. */
import type { BucketsEntity } from '@plenum/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, getFeed, HOST_KEY, hostAt, join, respond, startApiHere } from '../../../test/api.ts';
import { fold } from './kinds/fold.ts';

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApiHere>>;

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startApiHere(database.url);
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

const PART = 'p'.repeat(36);

/** A survey with a word cloud, open, and what its host sees after the last act. */
async function aSurvey() {
  const room = await hostAt(api.url).openRoom({
    kind: 'survey',
    settings: {
      parts: [
        { id: PART, kind: 'word-cloud', title: 'Words?', settings: { lengthMax: 40, hide: 'none' } },
        { id: 'choice', kind: 'true-false', title: 'Well?', settings: {} },
      ],
    },
  });
  const { token } = await join(api.url, { code: room.code });
  let cursor = '';
  return {
    says: (word: string) => respond(api.url, room, token, 1, { parts: { [PART]: { words: [word] } } }),
    async show(buckets: object) {
      const path = `${api.url}/v1/events/${room.eventId}/activities/${room.activityId}/buckets`;
      const reply = await call<{ cursor: string }>('PATCH', path, { token: HOST_KEY, body: { buckets } });
      cursor = reply.body.cursor;
      return reply;
    },
    async hostSees() {
      const { body } = await getFeed(api.url, room.eventId, `?at=${cursor}`, 'host/feed', HOST_KEY);
      const entities = body.kind === 'snapshot' ? body.entities : [];
      const find = (type: string) => entities.find((entity) => entity[0] === type)?.[2];
      return { counts: (find('result') as { counts: object }).counts, ...(find('buckets') as BucketsEntity) };
    },
  };
}

test.each(['ﷺ'.repeat(6), '㍿'.repeat(20), 'quiet', `a${'"'.repeat(38)}b`])(
  'the longest words can be hidden and shown again: %s',
  async (word) => {
    const survey = await aSurvey();
    expect((await survey.says(word)).status).toBe(200);
    const bucket = `${PART}/${fold(word)}`;
    expect((await survey.show({ [bucket]: null })).status).toBe(200);
    expect((await survey.hostSees()).shown).toEqual({ [bucket]: [null, 1] });
    const shown = await survey.show({ [bucket]: bucket });
    expect(shown.status, shown.text).toBe(200);
    expect(await survey.hostSees()).toMatchObject({ shown: {}, counts: { [bucket]: 1 } });
  },
);

test.each([
  ['the empty name', ''],
  ['a part without a word', `${PART}/`],
  ['201 bytes', `${PART}/${'x'.repeat(164)}`],
  ['201 bytes of fewer characters', `${PART}/${'ü'.repeat(82)}`],
  ['an option', 'choice/true'],
  ['a counter', PART],
  ['another part', 'other/word'],
])('%s is refused as a bucket and as what one is shown as', async (_what, name) => {
  const survey = await aSurvey();
  for (const buckets of [{ [name]: null }, { [`${PART}/word`]: name }])
    expect((await survey.show(buckets)).body).toMatchObject({ code: 'request_invalid' });
});

test('under no name stands anything but a name or null', async () => {
  const survey = await aSurvey();
  for (const name of ['word', 'two\nlines'])
    expect((await survey.show({ [`${PART}/${name}`]: 5 })).body).toMatchObject({ code: 'request_invalid' });
});

test('[W16] what hosts are told of them has at most 16 KB, the heaviest first', async () => {
  const survey = await aSurvey();
  await survey.says('heaviest');
  const quotes = '"'.repeat(150);
  // As many as one request takes, several times.
  for (const letter of 'abcde') {
    const buckets = Array.from({ length: 20 }, (_, n) => [
      `${PART}/${letter}${n}${quotes}`,
      `${PART}/${letter}${quotes}`,
    ]);
    const reply = await survey.show(Object.fromEntries(buckets));
    expect(reply.status, reply.text).toBe(200);
  }
  expect((await survey.show({ [`${PART}/heaviest`]: null })).status).toBe(200);
  const { shown } = await survey.hostSees();
  expect(Buffer.byteLength(JSON.stringify({ shown }))).toBeLessThanOrEqual(16_384);
  expect(Object.keys(shown).length).toBeGreaterThan(20);
  expect(shown[`${PART}/heaviest`]).toEqual([null, 1]);
});
