/** Settings of events: complete whoever created them, changed one at a time, and fixed once people acted under them. */
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrate } from '@plenum/prisma/migrate';
import { EventSettings } from '@plenum/protocol';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, getFeed, HOST_KEY, hostAt, join, startApiHere, vote } from '../../../test/api.ts';
import { changeSettings } from './rules.ts';

const DEFAULTS = Object.fromEntries(
  Object.entries(EventSettings.properties).map(([name, schema]) => [
    name,
    (schema as { default?: unknown }).default,
  ]),
);

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

const host = () => hostAt(api.url);
const change = (eventId: string, settings: object) =>
  call<{ settings: object; code?: string }>('PATCH', `${api.url}/v1/events/${eventId}`, {
    token: HOST_KEY,
    body: { settings },
  });

test('an event has every setting the protocol knows, with the protocol’s defaults', async () => {
  expect((await host().createEvent()).settings).toEqual(DEFAULTS);
  expect((await host().createEvent({ settings: { pace: 'self' } })).settings).toEqual({
    ...DEFAULTS,
    pace: 'self',
  });
});

test('changing one setting leaves the others as they are', async () => {
  const teams = [{ id: 'red', name: 'Red' }];
  const settings = { moderation: 'off', nicknames: 'required', answers: 'named', teamMode: 'choose', teams };
  const { id } = await host().createEvent({ settings });
  expect((await change(id, { pace: 'self' })).body.settings).toEqual({ ...settings, pace: 'self' });
  expect((await change(id, {})).body.settings).toEqual({ ...settings, pace: 'self' });
});

describe('[W16] an event stays small', () => {
  const teamsOf = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => ({ id: `${n}`.padStart(36, 'x'), name }));
  /** Code units: 1 … 20 per character. */
  const stacked = (characters: number, marks: number) => `e${'\u0323'.repeat(marks)}`.repeat(characters);
  const create = (body: object) =>
    call<{ id: string; code?: string; errors?: { path: string }[] }>('POST', `${api.url}/v1/events`, {
      token: HOST_KEY,
      body: { title: 'x', ...body },
    });

  test.each([
    ['a title of marks', { title: stacked(140, 19) }, '/title'],
    ['the name of a team', { settings: { teams: teamsOf(1, stacked(40, 19)) } }, '/settings/teams/0/name'],
    ['all teams together', { settings: { teams: teamsOf(20, '"'.repeat(40)) } }, '/settings/teams'],
  ])('%s is refused where it is too large, also as a change', async (_what, body, path) => {
    expect((await create(body)).body).toMatchObject({ code: 'request_invalid', errors: [{ path }] });
    const { id } = await host().createEvent();
    const changed = await call('PATCH', `${api.url}/v1/events/${id}`, { token: HOST_KEY, body });
    expect(changed.body).toMatchObject({ code: 'request_invalid', errors: [{ path }] });
  });

  test('the largest one there can be has less than 4 KB', async () => {
    const title = stacked(140, 3).slice(0, -10);
    const settings = {
      moderation: 'before',
      nicknames: 'required',
      answers: 'anonymous',
      teamMode: 'assigned',
    };
    for (const teams of [teamsOf(20, 'n'.repeat(40)), teamsOf(13, `${'"'.repeat(40)}`)]) {
      const { status, text, body } = await create({ title, settings: { ...settings, teams } });
      expect(status, text).toBe(201);
      const { body: feed } = await getFeed(api.url, body.id);
      const entities = feed.kind === 'snapshot' ? feed.entities : [];
      const event = entities.find(([type]) => type === 'event')?.[2];
      expect(Buffer.byteLength(JSON.stringify(event))).toBeGreaterThan(2_500);
      expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThanOrEqual(4_096);
    }
  });
});

test('teams from before the limit hinder no other change', () => {
  const was = {
    teams: Array.from({ length: 20 }, (_, n) => ({ id: `${n}`.padStart(36, 'x'), name: 'n'.repeat(60) })),
  };
  const settings = { ...(was as EventSettings), moderation: 'off' as const };
  expect(changeSettings('live', settings, { moderation: 'before' }).settings.moderation).toBe('before');
  expect(() => changeSettings('live', settings, { teams: was.teams })).toThrow();
});

test('the projector shows activities of this event and no others', async () => {
  const [here, there] = [await host().openRoom(), await host().openRoom()];
  const put = (activityId: string) =>
    call('PUT', `${api.url}/v1/events/${here.eventId}/stage`, {
      token: HOST_KEY,
      body: { view: 'activity', activityId },
    });
  expect((await put(here.activityId)).status).toBe(200);
  for (const id of [there.activityId, '0199a3c0-7e00-7000-8000-000000000001'])
    expect(await put(id)).toMatchObject({ status: 404, body: { code: 'activity_not_found' } });
});

describe('what people acted under is fixed', () => {
  test('who sees answers: while something is open and from the first answer on, until the event begins from scratch', async () => {
    const { id: eventId, code } = await host().createEvent();
    await host().event(eventId, 'start');
    expect((await change(eventId, { answers: 'named' })).status).toBe(200);
    const room = { eventId, code, activityId: (await host().createActivity(eventId)).id };
    await host().activity(eventId, room.activityId, 'open');
    // Nobody answered yet, but somebody may be just about to, under what their phone promises.
    expect((await change(eventId, { answers: 'anonymous' })).body.code).toBe('settings_frozen');
    const { token } = await join(api.url, { code: room.code });
    expect((await vote(api.url, room, token, 1, 'a')).status).toBe(200);
    // Also one that was taken back.
    const own = `${api.url}/v1/events/${room.eventId}/activities/${room.activityId}/response`;
    expect((await call('DELETE', `${own}?seq=2`, { token })).status).toBe(200);
    const reply = await change(room.eventId, { answers: 'anonymous' });
    expect([reply.status, reply.body.code]).toEqual([409, 'settings_frozen']);
    expect((await change(room.eventId, { answers: 'named', moderation: 'off' })).status).toBe(200);
    await host().event(room.eventId, 'reset');
    expect((await change(room.eventId, { answers: 'anonymous' })).status).toBe(200);
  });

  test('the pace: while the event is live', async () => {
    const { id } = await host().createEvent();
    expect((await change(id, { pace: 'self' })).status).toBe(200);
    for (const verb of ['start', 'pause'] as const) {
      await host().event(id, verb);
      expect((await change(id, { pace: 'host' })).body.code).toBe('settings_frozen');
      expect((await change(id, { pace: 'self' })).status).toBe(200);
    }
  });
});

test('events of the release before get the new settings, and whoever follows one sees them', async () => {
  const { url, drop } = await emptyDatabase();
  const folder = await mkdtemp(path(tmpdir(), 'plenum-migrations-'));
  const client = new pg.Client(url);
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
    await rm(folder, { recursive: true });
  });
  const all = new URL('../../../../prisma/migrations/', import.meta.url);
  for (const name of await readdir(all)) {
    if (name < '20261121170000') await cp(new URL(name, all), path(folder, name), { recursive: true });
  }
  await migrate(url, pathToFileURL(`${folder}/`));
  const id = '0199d3a0-0000-7000-8000-000000000001';
  await client.query('select events_create($1)', [
    {
      id,
      owner_id: 'o',
      code: 'ABCDEF',
      title: 'Old',
      settings: { moderation: 'off', nicknames: 'required' },
    },
  ]);

  await migrate(url);
  // The migration holds up nobody: each event gets them in an act of its own, with the next tick of any process.
  await client.query(`select run_due(event_id, what) from event_due where what = 'events_due'`);
  const { rows } = await client.query(
    `select h.version::int, e.settings, f.version::int as seen_at, f.body->'settings' as seen from event e
       join event_head h on h.event_id = e.id
       join feed_entity f on f.event_id = e.id and f.audience = 'attendee' and f.type = 'event'`,
  );
  const settings = { ...DEFAULTS, moderation: 'off', nicknames: 'required' };
  expect(rows).toEqual([{ version: 2, settings, seen_at: 2, seen: settings }]);
});
