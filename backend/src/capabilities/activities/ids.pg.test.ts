/** Ids made by clients: what is sent again is there once, and no id stands for two things. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, HOST_KEY, hostAt, join, startApiHere, vote } from '../../../test/api.ts';

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

const id = (n: number) => `0199a3c0-7e00-7000-8000-00000000000${n}`;
const send = (method: string, path: string, body?: object) =>
  call<{ code?: string; detail?: string; items?: unknown[] }>(method, `${api.url}/v1/events/${path}`, {
    token: HOST_KEY,
    ...(body && { body }),
  });

test('an import sent again adds nothing; an id of an activity that asks something else refuses all of it', async () => {
  const host = hostAt(api.url);
  const { id: eventId } = await host.createEvent();
  const one = { id: id(1), kind: 'rating', title: 'How?', settings: { items: [{ id: 'a', label: 'A' }] } };
  const add = (...activities: object[]) => send('POST', `${eventId}/activities/import`, { activities });
  const titles = async () =>
    ((await send('GET', `${eventId}/activities`)).body.items as { title: string }[]).map(
      ({ title }) => title,
    );
  expect((await add(one)).status).toBe(201);
  expect((await add(one, { ...one, id: id(2), title: 'More?' })).status).toBe(201);
  expect(await titles()).toEqual(['How?', 'More?']);
  for (const other of [
    { ...one, title: 'Why?' },
    { ...one, settings: { items: [{ id: 'b', label: 'A' }] } },
    { id: id(1), kind: 'true-false', title: 'How?', settings: {} },
  ]) {
    const refused = await add({ ...one, id: id(3), title: 'New?' }, other);
    expect([refused.status, refused.body.code]).toEqual([409, 'id_taken']);
  }
  expect(await titles()).toEqual(['How?', 'More?']);
});

test('deleting what is gone, or never was, is a success', async () => {
  const { eventId, activityId } = await hostAt(api.url).openRoom();
  for (const gone of [activityId, activityId, id(9)])
    expect((await send('DELETE', `${eventId}/activities/${gone}`)).status).toBe(204);
});

test('who may not change settings any more is told what to do instead', async () => {
  const room = await hostAt(api.url).openRoom();
  const { token } = await join(api.url, { code: room.code });
  await vote(api.url, room, token, 1, 'a');
  const settings = { options: ['x', 'y'].map((option) => ({ id: option, label: option })) };
  const refused = await send('PATCH', `${room.eventId}/activities/${room.activityId}`, { settings });
  expect([refused.status, refused.body.code]).toEqual([409, 'activity_frozen']);
  expect(refused.body.detail).toMatch(/duplicate/);
});
