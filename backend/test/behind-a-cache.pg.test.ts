/**
 * A shared cache in front of one process. It sees only the headers of design §3.2: however many attendees poll, the process hears
 * of a few of them; what is private or wrong never stays in it; and nobody is taken back by its age.
 */
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FeedAnswer } from '@plenum/protocol';
import { parseCursor } from '@plenum/protocol';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../scripts/test-database.ts';
import { type ApiProcess, call, getFeed, HOST_KEY, hostAt, startApi } from './api.ts';
import { aRoadTo } from './database-road.ts';
import { type CachingProxy, hasNginx, startCachingProxy } from './nginx.ts';
import { aFollower, people, type Room, stateAt } from './room.ts';

if (!hasNginx) {
  console.warn('SKIPPED: nothing was tested behind a cache; nginx is missing: apt-get install nginx');
}

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(!hasNginx)('behind a cache', () => {
  let database: TestDatabase;
  let api: ApiProcess;
  let cache: CachingProxy;
  let room: Room;
  /** Nothing happens in it. */
  let large: Room;
  let tokens: string[];

  beforeAll(async () => {
    database = await cloneDatabase();
    api = await startApi(database.url);
    cache = await startCachingProxy(api.url);
    const host = hostAt(api.url);
    room = await host.openRoom();
    // A snapshot worth compressing.
    large = await host.openRoom();
    for (let n = 0; n < 3; n++) {
      const { id } = await host.createActivity(large.eventId, { title: 'A question '.repeat(15).trim() });
      await host.activity(large.eventId, id, 'open');
    }
    tokens = await people(room, 10, api.url);
    // The count of those who joined is held back up to a second.
    await sleep(1_300);
  });

  afterAll(async () => {
    await cache?.stop();
    await api?.kill('SIGKILL');
    await database?.drop();
  });

  const cursorNow = async () => ((await getFeed(api.url, room.eventId)).body as { cursor: string }).cursor;

  /** Something new five times a second until told to stop. PostgreSQL keeps the beat: the crowd keeps this process busy. */
  async function somethingChanges() {
    const client = new pg.Client(database.url);
    // How it ends: see below.
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const beat = client
      .query(`do $$ begin
        for n in 1..3000 loop
          perform feed_append('${room.eventId}', jsonb_build_array(jsonb_build_object(
            'audience', 'attendee', 'type', 'note', 'id', 'beat', 'body', jsonb_build_object('n', n))));
          commit;
          perform pg_sleep(0.2);
        end loop;
      end $$`)
      .catch(() => {});
    return async () => {
      const other = new pg.Client(database.url);
      await other.connect();
      await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      await other.end();
      await beat;
    };
  }

  /** `perSecond` attendees, each asks once a second with a cursor of its own. @returns what reached whom, per second. */
  async function crowd(perSecond: number) {
    const agent = new Agent({ keepAlive: true, maxSockets: 200 });
    let asked = 0;
    let isOn = true;
    const start = await cursorNow();
    const attendee = async (): Promise<void> => {
      let cursor = start;
      await sleep(Math.random() * 1_000);
      while (isOn) {
        const sentAt = performance.now();
        const answer = await ask(agent, `${cache.url}/v1/events/${room.eventId}/feed?since=${cursor}`);
        asked++;
        const own = parseCursor(cursor);
        const to = parseCursor((answer as { cursor: string }).cursor);
        expect(answer.kind).toBe('delta');
        expect(to?.version).toBeGreaterThanOrEqual(own?.version as number);
        cursor = (answer as { cursor: string }).cursor;
        await sleep(Math.max(0, 1_000 - (performance.now() - sentAt)));
      }
    };
    const attending = Promise.all(Array.from({ length: perSecond }, attendee));
    // Until everybody's cursor is one of the few that are shared.
    await sleep(2_000);
    const versionNow = async () => parseCursor(await cursorNow())?.version as number;
    const versionBefore = await versionNow();
    const [reachedBefore, askedBefore, since] = [cache.reached().length, asked, performance.now()];
    await sleep(4_000);
    const seconds = (performance.now() - since) / 1_000;
    const measured = {
      asked: (asked - askedBefore) / seconds,
      reached: (cache.reached().length - reachedBefore) / seconds,
      changed: ((await versionNow()) - versionBefore) / seconds,
    };
    isOn = false;
    await attending;
    agent.destroy();
    return measured;
  }

  test('[§3.2] [W15] whether 100 attendees ask or 1,500, at most four requests a second reach the process', async () => {
    const stop = await somethingChanges();
    const small = await crowd(100);
    const large = await crowd(1_500);
    await stop();
    for (const { changed, reached } of [small, large]) {
      expect(changed, 'there was news to hear').toBeGreaterThan(2);
      expect(reached, 'somebody fetched it').toBeGreaterThan(0);
      // A few seconds of a few requests cannot tell 20 % apart; that both are equal is the bench's (`npm run bench cache`).
      expect(reached, JSON.stringify({ small, large })).toBeLessThanOrEqual(4);
    }
    expect(large.asked, 'the large crowd was one').toBeGreaterThan(3 * small.asked);
  });

  test('[W4] another origin, cookie, token or language gets the same cached bytes', async () => {
    const query = `?since=${await cursorNow()}`;
    const first = await getFeed(cache.url, room.eventId, query);
    const dressed = await call('GET', `${cache.url}/v1/events/${room.eventId}/feed${query}`, {
      token: tokens[0] as string,
      headers: {
        origin: 'https://example.com',
        cookie: 'a=b',
        'accept-language': 'de',
        'accept-encoding': 'br',
      },
    });
    expect(dressed.headers.get('x-cache')).toBe('HIT');
    expect(dressed.text).toBe(first.text);
    expect(dressed.headers.get('access-control-allow-origin')).toBe('*');
    expect(dressed.headers.get('vary')).toBeNull();
  });

  test('[W5] [S2] what is private or wrong never stays in the cache', async () => {
    const event = `/v1/events/${room.eventId}`;
    const screen = await hostAt(api.url).screenToken(room.eventId);
    const never: [string, { token?: string }, number][] = [
      [`${event}/host/feed`, { token: HOST_KEY }, 200],
      [`${event}/host/feed`, {}, 401],
      [`${event}/screen/feed`, { token: screen }, 200],
      [`${event}/me`, { token: tokens[0] as string }, 200],
      [`${event}/me`, { token: tokens[1] as string }, 200],
      [`${event}/feed?since=nonsense`, {}, 400],
      [`${event}/feed?since=aaaaaa.1&at=aaaaaa.1`, {}, 400],
      [`/v1/events/018f0000-0000-7000-8000-000000000000/feed`, {}, 404],
      [`${event}/results/nothing`, {}, 404],
      ['/v1/time', {}, 200],
      ['/v1/nothing', {}, 404],
      ['/readyz', {}, 200],
      ['/metrics', {}, 200],
    ];
    for (const [path, request, status] of never) {
      for (let n = 0; n < 2; n++) {
        const reply = await fetch(`${cache.url}${path}`, {
          headers: request.token ? { authorization: `Bearer ${request.token}` } : {},
        });
        await reply.arrayBuffer();
        expect(reply.status, path).toBe(status);
        expect(reply.headers.get('x-cache'), `${path} (${reply.headers.get('cache-control')})`).toBe('MISS');
      }
    }
  });

  // Each in rooms of its own, and most of it is waiting.
  test.concurrent('[W1] [W6] who meets the cache or the process by chance never goes back, and ends at the fresh state', async () => {
    const stop = await somethingChanges();
    const follower = aFollower(room);
    let byCache = 0;
    for (const until = performance.now() + 6_000; performance.now() < until; ) {
      const base = Math.random() < 0.5 ? api.url : cache.url;
      if (base === cache.url) byCache++;
      // Now and then somebody reloads: the plain snapshot may be five seconds old.
      await (Math.random() < 0.2 ? follower.poll(base, '') : follower.poll(base));
      await sleep(Math.random() * 40);
    }
    await stop();
    expect(byCache).toBeGreaterThan(5);
    expect(follower.cursors.length).toBeGreaterThan(5);
    await vi.waitFor(
      async () => {
        await follower.poll(cache.url);
        const fresh = await stateAt(api.url, room);
        expect(follower.state.cursor).toBe(fresh.cursor);
        expect(follower.state.entities).toEqual(fresh.entities);
      },
      { timeout: 10_000, interval: 300 },
    );
  });

  test.concurrent('[§3.2] a snapshot is kept for five seconds, in each coding, and shown a little older while it is renewed', async () => {
    const { cursor } = await stateAt(api.url, large);
    const url = `${cache.url}/v1/events/${large.eventId}/feed?at=${cursor}`;
    const as = (coding: string) => call<FeedAnswer>('GET', url, { headers: { 'accept-encoding': coding } });
    const bodies = new Set<string>();
    for (const coding of ['identity', 'gzip', 'br']) {
      const first = await as(coding);
      expect(first.headers.get('x-cache'), coding).toBe('MISS');
      const again = await as(coding);
      expect(again.headers.get('x-cache'), coding).toBe('HIT');
      expect(again.headers.get('content-encoding'), coding).toBe(coding === 'identity' ? null : coding);
      expect(again.headers.get('vary')?.toLowerCase()).toBe('accept-encoding');
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
      bodies.add(again.text);
    }
    expect(bodies.size, 'all codings say the same').toBe(1);
    // nginx counts whole seconds: from the seventh on it is old for sure.
    await sleep(7_000);
    expect((await as('gzip')).headers.get('x-cache')).toBe('STALE');
    await vi.waitFor(async () => expect((await as('gzip')).headers.get('x-cache')).toBe('HIT'), {
      timeout: 5_000,
    });
  });

  test.concurrent('[W6] [W14] while the database is out of reach: neither the echo nor the 503 is kept', async () => {
    const road = await aRoadTo(database.url);
    const cut = await startApi(road.url);
    const front = await startCachingProxy(cut.url);
    const [warm, cold] = [await hostAt(api.url).openRoom(), await hostAt(api.url).openRoom()];
    const { cursor } = await stateAt(cut.url, warm);
    const unknown = `?since=${parseCursor(cursor as string)?.epoch}.999`;
    try {
      road.freeze();
      for (let n = 0; n < 2; n++) {
        const echo = await getFeed(front.url, warm.eventId, unknown);
        expect(echo, echo.text).toMatchObject({ status: 200, body: { kind: 'delta', entities: [] } });
        expect([echo.headers.get('cache-control'), echo.headers.get('x-cache')]).toEqual([
          'no-store',
          'MISS',
        ]);
        const refused = await getFeed(front.url, cold.eventId);
        expect(refused.status, refused.text).toBe(503);
        expect(refused.headers.get('x-cache')).toBe('MISS');
      }
      road.thaw();
      await vi.waitFor(
        async () => {
          expect((await getFeed(front.url, cold.eventId)).status).toBe(200);
          const { body } = await getFeed(front.url, warm.eventId, unknown);
          expect(body).toMatchObject({ kind: 'reset', reason: 'future' });
        },
        { timeout: 15_000, interval: 300 },
      );
    } finally {
      await front.stop();
      await cut.kill('SIGKILL');
      await road.close();
    }
  });
});

/** One answer as an object; over a shared agent, because `fetch` costs more than what is measured. */
function ask(agent: Agent, url: string): Promise<FeedAnswer> {
  return new Promise((answered, failed) => {
    get(url, { agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => answered(JSON.parse(text)));
      response.on('error', failed);
    }).on('error', failed);
  });
}
