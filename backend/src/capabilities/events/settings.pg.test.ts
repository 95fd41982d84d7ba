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
import { call, HOST_KEY, hostAt, join, startApiHere, vote } from '../../../test/api.ts';

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
