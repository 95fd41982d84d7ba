/** The run of show through the public door: next, order, copies, second rounds, schedules, imports; two hosts at once. */
import type { ActivityResource, ResultEntity } from '@plenum/protocol';
import { applyAnswer, emptyFeed, type FeedState } from '@plenum/protocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import {
  call,
  getFeed,
  HOST_KEY,
  hostAt,
  join,
  respond,
  startApi,
  startApiHere,
  vote,
} from '../../../test/api.ts';

let database: TestDatabase;
let here: Awaited<ReturnType<typeof startApiHere>>;
let there: Awaited<ReturnType<typeof startApi>>;

beforeAll(async () => {
  database = await cloneDatabase();
  here = await startApiHere(database.url);
  there = await startApi(database.url);
});
afterAll(async () => {
  await Promise.all([here.stop(), there.kill('SIGTERM')]);
  await database.drop();
});

/** A live event with activities called by these letters. */
async function aShow(titles: string, settings: object = {}) {
  const host = hostAt(here.url);
  const event = await host.createEvent({ settings });
  const ids = new Map<string, string>();
  for (const title of titles) ids.set(title, (await host.createActivity(event.id, { title })).id);
  await host.event(event.id, 'start');
  const idOf = (title: string) => ids.get(title) as string;
  const titleOf = (id: string | null | undefined) => [...ids].find(([, known]) => known === id)?.[0] ?? null;
  const list = async () =>
    (await host.act<{ items: ActivityResource[] }>('GET', `/${event.id}/activities`)).items;
  const order = async () => (await list()).map(({ title }) => title).join('');
  const states = async () => Object.fromEntries((await list()).map(({ title, state }) => [title, state]));
  const next = (url: string, from: string | null, more: object = {}) =>
    call<{ opened: ActivityResource | null; closed: ActivityResource | null; cursor: string; code?: string }>(
      'POST',
      `${url}/v1/events/${event.id}/next`,
      { token: HOST_KEY, body: { from: from && idOf(from), opensInMs: 0, ...more } },
    );
  const seen = async (
    url: string,
    cursor: string,
    path: 'feed' | 'host/feed' = 'feed',
  ): Promise<FeedState> => {
    const { body } = await getFeed(
      url,
      event.id,
      `?at=${cursor}`,
      path,
      path === 'feed' ? undefined : HOST_KEY,
    );
    return applyAnswer(emptyFeed, body);
  };
  return { host, event, ids, idOf, titleOf, list, order, states, next, seen };
}

describe('[A4] next', () => {
  test('closes what is on and opens what follows as one act: one version, one cursor', async () => {
    const show = await aShow('abc');
    const first = await show.next(here.url, null);
    expect(first.body.opened?.title).toBe('a');
    const second = await show.next(here.url, 'a');
    expect([second.body.closed?.title, second.body.opened?.title]).toEqual(['a', 'b']);
    expect(await show.states()).toEqual({ a: 'closed', b: 'open', c: 'ready' });
    const versions = await here.database.pool.query(
      `select distinct version from feed_entity where event_id = $1 and audience = 'attendee' and type = 'activity'`,
      [show.event.id],
    );
    expect(versions.rows, 'both changed at the same version').toHaveLength(1);
    const stage = (await show.seen(here.url, second.body.cursor, 'host/feed')).entities
      .get('stage')
      ?.get(show.event.id);
    expect(stage).toEqual({ view: 'activity', activityId: show.idOf('b') });
  });

  test('two hosts who press at once, on two processes, run it once', async () => {
    const show = await aShow('abcdefgh');
    await show.next(here.url, null);
    let on = 'a';
    for (const then of 'bcdefg') {
      const pressed = await Promise.all(
        [here.url, there.url, here.url, there.url].map((url) => show.next(url, on)),
      );
      expect(pressed.map(({ status, body }) => [status, body.opened?.title])).toEqual(
        Array.from({ length: 4 }, () => [200, then]),
      );
      on = then;
    }
    expect(await show.states()).toMatchObject({ f: 'closed', g: 'open', h: 'ready' });
  });

  test('a host whose page is behind is told so, and nothing happens', async () => {
    const show = await aShow('abc');
    await show.next(here.url, null);
    await show.next(here.url, 'a');
    await show.next(here.url, 'b');
    const late = await show.next(there.url, 'a');
    expect([late.status, late.body.code]).toEqual([409, 'not_current']);
    expect(await show.states()).toEqual({ a: 'closed', b: 'closed', c: 'open' });
  });

  test('what was opened by hand is not what *next* from nothing opened', async () => {
    const show = await aShow('ab');
    await show.host.activity(show.event.id, show.idOf('a'), 'open');
    const pressed = await show.next(here.url, null);
    expect([pressed.status, pressed.body.code]).toEqual([409, 'not_current']);
    expect(await show.states()).toEqual({ a: 'open', b: 'ready' });
  });

  test('after the last one it only closes; `to` jumps; a paused event refuses', async () => {
    const show = await aShow('abc');
    await show.next(here.url, null);
    const jumped = await show.next(here.url, 'a', { to: show.idOf('c') });
    expect(jumped.body.opened?.title).toBe('c');
    const back = await show.next(here.url, 'c');
    expect(back.body.opened?.title, 'what was left out comes when nothing follows').toBe('b');
    const last = await show.next(here.url, 'b');
    expect([last.body.opened, last.body.closed?.title]).toEqual([null, 'b']);
    await show.host.event(show.event.id, 'pause');
    expect((await show.next(here.url, 'b')).body.code).toBe('event_paused');
  });

  test('open and close pressed together end in one of the two states, the same on every screen', async () => {
    for (let round = 0; round < 5; round++) {
      const show = await aShow('a');
      const other = hostAt(there.url);
      await Promise.allSettled([
        show.host.activity(show.event.id, show.idOf('a'), 'open'),
        other.activity(show.event.id, show.idOf('a'), 'close'),
      ]);
      const [{ state, cursor }] = [
        { ...((await show.list())[0] as ActivityResource), cursor: (await aCursor(show.event.id)) as string },
      ];
      expect(['open', 'closed']).toContain(state);
      for (const url of [here.url, there.url]) {
        const room = await show.seen(url, cursor);
        expect(room.entities.get('activity')?.get(show.idOf('a'))).toMatchObject({ state });
        const control = await show.seen(url, cursor, 'host/feed');
        expect(control.entities.get('activity')?.get(show.idOf('a'))).toMatchObject({ state });
      }
    }
  });
});

async function aCursor(eventId: string): Promise<string> {
  const { rows } = await here.database.pool.query(
    `select epoch || '.' || version as cursor from event_head where event_id = $1`,
    [eventId],
  );
  return rows[0].cursor;
}

describe('order, sections and copies', () => {
  test('the whole order is one act; the last host’s word stands; what was left out keeps its order, behind', async () => {
    const show = await aShow('abcde');
    const arrange = (url: string, titles: string, section?: string) =>
      hostAt(url).act('PUT', `/${show.event.id}/run-of-show`, {
        items: [...titles].map((title) => ({ id: show.idOf(title), ...(section && { section }) })),
      });
    await arrange(here.url, 'edc');
    expect(await show.order()).toBe('edcab');
    await Promise.all([arrange(here.url, 'abcde'), arrange(there.url, 'edcba')]);
    expect(['abcde', 'edcba']).toContain(await show.order());
    await arrange(here.url, 'a', 'Part one');
    expect((await show.list())[0]).toMatchObject({ title: 'a', section: 'Part one' });
    await arrange(here.url, 'ba');
    expect((await show.list()).find(({ title }) => title === 'a')?.section, 'untouched when not named').toBe(
      'Part one',
    );
  });

  test('a copy stands right behind its original, is ready, and the same id again is the same copy', async () => {
    const show = await aShow('ab');
    await show.next(here.url, null);
    const id = '0199a3c0-7e00-7000-8000-0000000000c1'.replace(
      '00c1',
      Math.random().toString(16).slice(2, 6).padEnd(4, '0'),
    );
    const copy = (isSecondRound = false) =>
      call<ActivityResource>(
        'POST',
        `${here.url}/v1/events/${show.event.id}/activities/${show.idOf('a')}/duplicate`,
        { token: HOST_KEY, body: { id, isSecondRound } },
      );
    const first = await copy();
    expect([first.status, first.body.state, first.body.position]).toEqual([201, 'ready', 1]);
    expect((await copy()).status).toBe(200);
    expect(await show.order()).toBe('aab');
  });

  test('a second round shows its first one’s result with its own', async () => {
    const show = await aShow('a');
    const room = { eventId: show.event.id, activityId: show.idOf('a') };
    const hidden = { resultVisibility: 'host-only' };
    await show.host.act('PATCH', `/${show.event.id}/activities/${room.activityId}`, hidden);
    await show.next(here.url, null);
    const { token } = await join(here.url, { code: show.event.code });
    await vote(here.url, room, token, 1, 'a');
    const again = await show.host.act<ActivityResource>(
      'POST',
      `/${show.event.id}/activities/${room.activityId}/duplicate`,
      { isSecondRound: true },
    );
    expect(again.follows).toBe(room.activityId);
    await show.next(here.url, 'a');
    await vote(here.url, { ...room, activityId: again.id }, token, 2, 'b');
    const closed = await show.host.activity(show.event.id, again.id, 'close');
    expect((await show.seen(here.url, closed.cursor)).entities.get('result')).toBeUndefined();
    const { cursor } = await show.host.activity(show.event.id, again.id, 'reveal');
    const results = (await show.seen(there.url, cursor)).entities.get('result') as Map<string, ResultEntity>;
    expect(results.get(room.activityId)?.counts).toEqual({ a: 1 });
    expect(results.get(again.id)?.counts).toEqual({ b: 1 });
  });
});

describe('[A4] schedules', () => {
  const waitFor = async <Value>(read: () => Promise<Value>, holds: (value: Value) => boolean) => {
    const until = performance.now() + 20_000;
    for (;;) {
      const value = await read();
      if (holds(value)) return value;
      if (performance.now() > until) throw new Error(`still ${JSON.stringify(value)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  test('[W5] opens and closes by the database’s time without traffic; until then the room knows the moment and nothing else', async () => {
    const show = await aShow('a');
    const nowMs = (await call<{ nowMs: number }>('GET', `${here.url}/v1/time`)).body.nowMs;
    const planned = (await show.host.act('PATCH', `/${show.event.id}/activities/${show.idOf('a')}`, {
      opensAt: nowMs + 2_000,
      closesAt: nowMs + 4_000,
    })) as { cursor: string };
    const before = await getFeed(here.url, show.event.id, `?at=${planned.cursor}`);
    expect(before.text).toContain(`"opensAt":${nowMs + 2_000}`);
    expect(before.text).not.toContain(show.idOf('a'));

    const opened = await waitFor(
      async () => (await show.list())[0] as ActivityResource,
      ({ state }) => state === 'open',
    );
    expect(opened.opensAt).toBeGreaterThanOrEqual(nowMs + 2_000);
    const { token } = await join(here.url, { code: show.event.code });
    const room = { eventId: show.event.id, activityId: show.idOf('a') };
    expect((await vote(here.url, room, token, 1, 'a')).status).toBe(200);
    const closed = await waitFor(
      async () => (await show.list())[0] as ActivityResource,
      ({ state }) => state === 'closed',
    );
    expect(closed.closedAt).toBeGreaterThanOrEqual(nowMs + 4_000);
    expect((await vote(here.url, room, token, 2, 'b')).body).toMatchObject({ code: 'activity_closed' });
    const after = await getFeed(here.url, show.event.id, `?at=${await aCursor(show.event.id)}`);
    expect(applyAnswer(emptyFeed, after.body).entities.get('event')?.get(show.event.id)).not.toHaveProperty(
      'opensAt',
    );
  }, 60_000);

  test('moments that no clock can say are refused, not fallen over', async () => {
    const show = await aShow('a');
    for (const opensAt of [1e300, 9_007_199_254_740_991, 8_640_000_000_000_000, -1, 253_402_300_800_000]) {
      const reply = await call<{ code: string }>(
        'PATCH',
        `${here.url}/v1/events/${show.event.id}/activities/${show.idOf('a')}`,
        { token: HOST_KEY, body: { opensAt } },
      );
      expect([reply.status, reply.body.code]).toEqual([400, 'request_invalid']);
    }
  });

  test('a schedule waits for the event; an end before the beginning is refused', async () => {
    const host = hostAt(here.url);
    const event = await host.createEvent();
    const nowMs = Date.now();
    const activity = await host.createActivity(event.id, { opensAt: nowMs - 1_000 });
    await new Promise((resolve) => setTimeout(resolve, 700));
    const state = async () =>
      (await host.act<ActivityResource>('GET', `/${event.id}/activities/${activity.id}`)).state;
    expect(await state(), 'a draft opens nothing').toBe('ready');
    await host.event(event.id, 'start');
    expect(await state()).toBe('open');
    const refused = await call<{ code: string }>('POST', `${here.url}/v1/events/${event.id}/activities`, {
      token: HOST_KEY,
      body: {
        kind: 'true-false',
        title: 'x',
        settings: {},
        opensAt: nowMs + 10_000,
        closesAt: nowMs + 5_000,
      },
    });
    expect([refused.status, refused.body.code]).toEqual([400, 'request_invalid']);
  });

  test('at their own pace, attendees find everything open from the start', async () => {
    const host = hostAt(here.url);
    const event = await host.createEvent({ settings: { pace: 'self' } });
    for (const title of 'abc') await host.createActivity(event.id, { title });
    await host.event(event.id, 'start');
    const { items } = await host.act<{ items: ActivityResource[] }>('GET', `/${event.id}/activities`);
    expect(items.map(({ state }) => state)).toEqual(['open', 'open', 'open']);
  });

  test('at their own pace no clock runs for all, and a reset opens everything again', async () => {
    const host = hostAt(here.url);
    const event = await host.createEvent({ settings: { pace: 'self' } });
    await host.createActivity(event.id, {
      kind: 'quiz',
      settings: { options: [{ label: 'a' }, { label: 'b' }], seconds: 5 },
    });
    await host.event(event.id, 'start');
    const first = async () =>
      (await host.act<{ items: ActivityResource[] }>('GET', `/${event.id}/activities`)).items[0];
    expect(await first()).toMatchObject({ state: 'open', closesAt: null });
    await host.event(event.id, 'reset');
    expect(await first()).toMatchObject({ state: 'open', closesAt: null });
  });
});

describe('many at once', () => {
  test('all of them or none, at the end, in their order; what is wrong is named by its place', async () => {
    const show = await aShow('a');
    const importing = (activities: object[]) =>
      call<{ items: ActivityResource[]; errors?: { path: string }[] }>(
        'POST',
        `${here.url}/v1/events/${show.event.id}/activities/import`,
        { token: HOST_KEY, body: { activities } },
      );
    const good = { kind: 'true-false', title: 'b', settings: {}, section: 'Warm up' };
    const bad = {
      kind: 'ranking',
      title: 'c',
      settings: { options: [{ label: 'x' }, { label: 'y' }], places: 3 },
    };
    const refused = await importing([good, bad]);
    expect(refused.status).toBe(400);
    expect(refused.body.errors?.[0]?.path).toMatch(/^\/activities\/1\/settings/);
    expect(await show.order()).toBe('a');
    const imported = await importing([good, { ...good, title: 'c' }]);
    expect(imported.status).toBe(201);
    expect(imported.body.items.map(({ title }) => title).join('')).toBe('bc');
    expect(await show.order()).toBe('abc');
  });

  test('an event takes 500, however they come, and not one more', async () => {
    const show = await aShow('a');
    const post = (path: string, body: object) =>
      call<{ items?: unknown[]; code?: string }>(
        'POST',
        `${here.url}/v1/events/${show.event.id}/activities${path}`,
        { token: HOST_KEY, body },
      );
    const one = (n: number) => ({ kind: 'true-false', title: `Question ${n}`, settings: {} });
    const many = (count: number) =>
      post('/import', { activities: Array.from({ length: count }, (_, n) => one(n)) });
    expect((await many(501)).status).toBe(400);
    expect((await many(500)).body.code).toBe('activities_full');
    expect(await show.order(), 'all or none').toBe('a');
    const taken = await many(499);
    expect([taken.status, taken.body.items?.length]).toEqual([201, 499]);
    for (const [path, body] of [
      ['', one(500)],
      [`/${show.idOf('a')}/duplicate`, {}],
    ] as const) {
      const { status, body: refusal } = await post(path, body);
      expect([status, refusal.code], path).toEqual([409, 'activities_full']);
    }
    expect((await post('', { ...one(1), id: show.idOf('a') })).status, 'the retry of what is there').toBe(
      200,
    );
  });
});

describe('editing while people answer', () => {
  test('wording may change; an option that somebody may have chosen may not go: 409, ask again with a copy', async () => {
    const show = await aShow('a');
    await show.next(here.url, null);
    const room = { eventId: show.event.id, activityId: show.idOf('a') };
    const { token } = await join(here.url, { code: show.event.code });
    await vote(here.url, room, token, 1, 'a');
    const edit = (settings: object) =>
      call<{ code?: string }>(
        'PATCH',
        `${here.url}/v1/events/${room.eventId}/activities/${room.activityId}`,
        {
          token: HOST_KEY,
          body: { settings },
        },
      );
    const options = (...ids: string[]) => ({ options: ids.map((id) => ({ id, label: `new ${id}` })) });
    expect((await edit(options('a', 'b', 'c'))).status).toBe(200);
    expect((await edit(options('a', 'b'))).body.code).toBe('activity_frozen');
    expect(
      (await respond(there.url, room, token, 2, { optionId: 'b' })).status,
      'judged by the new wording',
    ).toBe(200);
    const wrongKind = await edit({ parts: [] });
    expect([wrongKind.status, wrongKind.body.code]).toEqual([400, 'request_invalid']);
  });
});
