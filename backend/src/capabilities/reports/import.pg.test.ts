/** What comes in as a file, through the real door: strict about what it uses, all of it or nothing, once. */
import type { EventResource } from '@plenum/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
  const { body: event } = await at.imported(file);
  const [one, two] = await at.activitiesOf(event.id);
  expect(one && written(one)).toEqual(written(first));
  expect(one).toMatchObject({ opensAt: null, follows: null });
  expect(two?.follows).toBe(one?.id);
  expect([one?.id, two?.id]).not.toContain(first.id);
});

test('a file written by hand needs a title; unknown fields are left alone', async () => {
  const { status, body, text } = await at.imported({
    title: '  Town   hall ',
    remarks: ['mine'],
    activities: [{ kind: 'true-false', title: 'Enough seats?', settings: {}, colour: 'blue', opensAt: 1 }],
  });
  expect(status, text).toBe(201);
  expect(body).toMatchObject({ title: 'Town   hall', status: 'draft' });
  expect(await at.activitiesOf(body.id)).toMatchObject([
    { kind: 'true-false', state: 'ready', opensAt: null },
  ]);
  expect((await at.imported({ title: 'Only a title' })).status).toBe(201);
});

test('sent again with the same newId it is imported once, also by two at once; another host gets 409', async () => {
  const newId = '0199a3c0-7e00-7000-8000-0000000000aa';
  const body = {
    newId,
    title: 'Twice',
    activities: [1, 2].map((n) => ({ kind: 'true-false', title: `${n}?`, settings: {} })),
  };
  const both = await Promise.all([at.imported(body), at.imported(body)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
  expect((await at.imported(body)).body.id).toBe(newId);
  expect((await at.activitiesOf(newId)).map(({ title }) => title)).toEqual(['1?', '2?']);
  expect((await at.imported(body, OTHER_HOST_KEY)).body).toMatchObject({ code: 'id_taken' });
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
  const reply = await at.imported(body);
  expect(reply.status, reply.text).toBe(400);
  expect(reply.text).toContain(problem.startsWith('/') ? `"path":"${problem}` : `"code":"${problem}"`);
  const { body: list } = await call<{ items: EventResource[] }>('GET', `${api.url}/v1/events?limit=1`, {
    token: HOST_KEY,
  });
  expect(list.items[0]?.id).toBe(before.id);
});

test.each([
  ['activities without end', `{"title":"x","activities":[${Array(3_200_000).fill('{}').join(',')}]}`],
  ['keys without end', `{"title":"x",${Array.from({ length: 700_000 }, (_, n) => `"k${n}":1`).join(',')}}`],
])('[S5] %s are refused before anybody builds objects of them', async (_what, body) => {
  const sent = performance.now();
  const reply = await at.imported(body);
  expect(reply.body).toMatchObject({ code: 'request_invalid' });
  // Objects of all that took seconds; sending it is most of what is left.
  expect(performance.now() - sent).toBeLessThan(1_500);
});

test('[S5] what an import does not look at costs nothing, and 501 activities are too many', async () => {
  const activity = { kind: 'true-false', title: 'y', settings: {}, answers: ['\ud800', '\0'] };
  expect((await at.imported({ title: 'x', remarks: ['\0'], activities: [activity] })).status).toBe(201);
  const reply = await at.imported({ title: 'x', activities: Array(501).fill(activity) });
  expect(reply.body).toMatchObject({ code: 'request_invalid', errors: [{ path: '/activities' }] });
  const deep = `{"title":"x","remarks":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
  expect((await at.imported(deep)).body).toMatchObject({ code: 'text_malformed' });
});

test('10 MB, for hosts: who is none is refused before the body is read', async () => {
  const body = JSON.stringify({ title: 'Large', remarks: 'x'.repeat(9 * 1024 * 1024) });
  expect((await at.imported(body)).status).toBe(201);
  expect((await at.imported(body, 'nobody')).status).toBe(401);
  expect(
    (await at.imported(JSON.stringify({ title: 'x', remarks: 'x'.repeat(11 * 1024 * 1024) }))).status,
  ).toBe(413);
});
