/** The bytes on the wire: what a quiet poll costs, and what bad input is told. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCursor } from '@plenum/protocol';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../scripts/test-database.ts';
import { call, entityBytes, getFeed, HOST_KEY, hostAt, join, startApiHere, vote } from './api.ts';

let database: TestDatabase;
let api: Awaited<ReturnType<typeof startApiHere>>;
let room: Awaited<ReturnType<ReturnType<typeof hostAt>['openRoom']>>;
let closedId: string;
let token: string;
let cursor: string;

beforeAll(async () => {
  database = await cloneDatabase();
  api = await startApiHere(database.url);
  const host = hostAt(api.url);
  room = await host.openRoom();
  closedId = (await host.createActivity(room.eventId)).id;
  await host.activity(room.eventId, closedId, 'open');
  await host.activity(room.eventId, closedId, 'close');
  ({ token, cursor } = await join(api.url, { code: room.code }));
  // The audience entity of this join may be held back up to a second.
  await sleep(1_300);
  cursor = ((await getFeed(api.url, room.eventId)).body as { cursor: string }).cursor;
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

async function sql(text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}

const metrics = async () => ({ rows: await (await fetch(`${api.url}/metrics`)).text() });

/** One request over a bare socket: exactly these bytes, exactly those back. */
function exchange(head: string): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(api.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      const length = /content-length: (\d+)/i.exec(answer);
      const end = answer.indexOf('\r\n\r\n');
      if (length && end > 0 && answer.length >= end + 4 + Number(length[1])) {
        socket.destroy();
        done(answer);
      }
    });
    socket.on('error', failed);
    socket.write(head);
  });
}
const poll = (more = '') =>
  exchange(`GET /v1/events/${room.eventId}/feed?since=${cursor} HTTP/1.1\r\nHost: localhost\r\n${more}\r\n`);

describe('[W10] a quiet poll', () => {
  test('is at most 350 bytes with its headers, and has these headers only', async () => {
    const answer = await poll();
    const [head, body] = answer.split('\r\n\r\n') as [string, string];
    expect(JSON.parse(body)).toMatchObject({
      kind: 'delta',
      from: cursor,
      cursor,
      pollAfterMs: 2_500,
      entities: [],
    });
    expect(Buffer.byteLength(answer, 'latin1')).toBeLessThanOrEqual(350);
    const [status, ...headers] = head.split('\r\n');
    expect(status).toBe('HTTP/1.1 200 OK');
    expect(headers.map((line) => line.split(':')[0]?.toLowerCase()).sort()).toEqual([
      'access-control-allow-origin',
      'cache-control',
      'content-length',
      'content-type',
      'date',
      'x-content-type-options',
    ]);
    expect(head.toLowerCase()).toContain('cache-control: public, max-age=0, s-maxage=1');
  });

  test('stays within 350 bytes after ten million changes', async () => {
    await sql('update event_head set version = 10000000 where event_id = $1', [room.eventId]);
    cursor = `${cursor.split('.')[0]}.10000000`;
    const answer = await poll();
    expect(answer).toContain(`"from":"${cursor}","cursor":"${cursor}"`);
    expect(Buffer.byteLength(answer, 'latin1')).toBeLessThanOrEqual(350);
  });

  test('[W10] runs no SQL: a second full of polls asks the database what a second without any does', async () => {
    const queries = vi.spyOn(api.database.pool, 'query');
    const during = async (work: () => Promise<unknown>) => {
      queries.mockClear();
      const until = Date.now() + 1_000;
      while (Date.now() < until) await work();
      return queries.mock.calls.length;
    };
    const ask = () => getFeed(api.url, room.eventId, `?since=${cursor}`);
    let polls = 0;
    const quiet = await during(() => sleep(50));
    const asked = await during(async () => {
      await Promise.all([ask(), ask(), ask(), ask()]);
      polls += 4;
    });
    queries.mockRestore();
    expect(polls).toBeGreaterThan(40);
    // Two ticks more or less fit into a second; anything per poll would show at once.
    expect(asked).toBeLessThanOrEqual(quiet + 4);
  });

  test('[W2] is answered at the door exactly as by the route behind it', async () => {
    const { epoch, version } = parseCursor(cursor) as { epoch: string; version: number };
    for (const since of [cursor, `${epoch}.${version - 1}`, `${epoch}.0`]) {
      const url = `/v1/events/${room.eventId}/feed?since=${since}`;
      const atDoor = await exchange(`GET ${url} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      const behind = await api.app.inject(url);
      const [head, body] = atDoor.split('\r\n\r\n') as [string, string];
      expect(body).toBe(behind.body);
      const headers = Object.fromEntries(
        head
          .split('\r\n')
          .slice(1)
          .map((line) => line.split(': ') as [string, string])
          .map(([name, value]) => [name.toLowerCase(), value]),
      );
      const { date: _date, ...expected } = behind.headers;
      const { date: _, ...told } = headers;
      expect(told).toEqual(Object.fromEntries(Object.entries(expected).map(([k, v]) => [k, String(v)])));
    }
    const { rows } = await metrics();
    expect(rows).toMatch(/plenum_polls_total\{outcome="answered"\} [1-9]/);
  });

  test('[W4] depends on nothing but the URL: no origin, cookie, token or language changes a byte', async () => {
    const bare = (await poll()).replace(/date: [^\r]+/i, '');
    const dressed = await poll(
      `Origin: https://example.com\r\nCookie: a=b\r\nAuthorization: Bearer ${token}\r\nAccept-Language: de\r\nAccept-Encoding: gzip, br\r\nUser-Agent: x\r\n`,
    );
    expect(dressed.replace(/date: [^\r]+/i, '')).toBe(bare);
  });

  test('[W4] a refusal of the feed can be read from any origin too', async () => {
    const refused = await fetch(`${api.url}/v1/events/${room.eventId}/feed?since=nonsense`);
    expect(refused.status).toBe(400);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('[W9] the pace', () => {
  test('follows the state of the event; hosts and screens come each second', async () => {
    const host = hostAt(api.url);
    const event = await host.createEvent();
    const screen = await host.screenToken(event.id);
    const paces = async () => {
      // What was just done is published with the next tick.
      await sleep(450);
      const answers = await Promise.all([
        getFeed(api.url, event.id),
        getFeed(api.url, event.id, '', 'host/feed', HOST_KEY),
        getFeed(api.url, event.id, '', 'screen/feed', screen),
      ]);
      return answers.map(({ body }) => body.pollAfterMs);
    };
    expect(await paces()).toEqual([10_000, 1_000, 1_000]);
    await host.event(event.id, 'start');
    expect(await paces()).toEqual([2_500, 1_000, 1_000]);
    await host.event(event.id, 'pause');
    expect(await paces()).toEqual([5_000, 1_000, 1_000]);
    await host.event(event.id, 'end');
    expect(await paces()).toEqual([10_000, 1_000, 1_000]);
    // 31 minutes later: stop.
    await sql(
      `update event_head set version = version + 1,
         note = note || jsonb_build_object('endedAt', (note->>'endedAt')::bigint - 31 * 60000) where event_id = $1`,
      [event.id],
    );
    expect(await paces()).toEqual([0, 1_000, 1_000]);
  });
});

describe('[W16] what everybody is sent stays small', () => {
  test('an activity of more than 4,096 bytes is refused, by creating and by editing; one within is what the room gets', async () => {
    const host = hostAt(api.url);
    const path = `${api.url}/v1/events/${room.eventId}/activities`;
    const settings = (length: number) => ({
      options: Array.from({ length: 30 }, (_, n) => ({ id: `o${n}`, label: 'x'.repeat(length) })),
    });
    const activity = { kind: 'single-choice', title: 'Large', resultVisibility: 'always' };
    const large = await call<{ code: string }>('POST', path, {
      token: HOST_KEY,
      body: { ...activity, settings: settings(140) },
    });
    expect(large).toMatchObject({
      status: 400,
      body: { code: 'request_invalid', errors: [{ path: '/settings' }] },
    });
    const fits = await host.createActivity(room.eventId, { ...activity, settings: settings(90) } as never);
    const edit = await call('PATCH', `${path}/${fits.id}`, {
      token: HOST_KEY,
      body: { explanation: 'y'.repeat(1_000) },
    });
    expect(edit.status, edit.text).toBe(400);
    await host.activity(room.eventId, fits.id, 'open');
    const { cursor: at } = await host.activity(room.eventId, fits.id, 'reveal');
    const { body } = await getFeed(api.url, room.eventId, `?at=${at}`);
    const sizes = (body as { entities: unknown[][] }).entities.map(([, , entity]) =>
      Buffer.byteLength(JSON.stringify(entity)),
    );
    expect(Math.max(...sizes)).toBeGreaterThan(3_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4_096);
    cursor = at;
  });
});

describe('[§3.2] a snapshot', () => {
  test('is cached for 5 s, has a strong ETag, and 304 for who has it', async () => {
    const { headers } = await getFeed(api.url, room.eventId);
    expect(headers.get('cache-control')).toBe('public, max-age=0, s-maxage=5, stale-while-revalidate=30');
    const etag = headers.get('etag') as string;
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await fetch(`${api.url}/v1/events/${room.eventId}/feed`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    // As a proxy that recompresses passes it on.
    const weak = await fetch(`${api.url}/v1/events/${room.eventId}/feed`, {
      headers: { 'if-none-match': `"other", W/${etag}` },
    });
    expect(weak.status).toBe(304);
  });

  test.each(['br', 'gzip'])('comes compressed as %s and says the same', async (coding) => {
    const head = `GET /v1/events/${room.eventId}/feed HTTP/1.1\r\nHost: localhost\r\n`;
    expect(await exchange(`${head}Accept-Encoding: ${coding}\r\n\r\n`)).toMatch(
      new RegExp(`content-encoding: ${coding}`, 'i'),
    );
    expect(await exchange(`${head}Accept-Encoding: ${coding};q=0\r\n\r\n`)).not.toMatch(/content-encoding/i);
    const packed = await call('GET', `${api.url}/v1/events/${room.eventId}/feed`, {
      headers: { 'accept-encoding': coding },
    });
    const plain = await call('GET', `${api.url}/v1/events/${room.eventId}/feed`, {
      headers: { 'accept-encoding': 'identity' },
    });
    expect(entityBytes(packed)).toBe(entityBytes(plain));
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
  });
});

describe('[W7] [S5] bad input gets the documented answer, never 5xx', () => {
  const feed = (query: string) => ({ method: 'GET', path: `/v1/events/${room.eventId}/feed${query}` });
  const response = (body: unknown, id = room.activityId, headers = {}) => ({
    method: 'PUT',
    path: `/v1/events/${room.eventId}/activities/${id}/response`,
    token,
    body,
    headers,
  });
  const joining = (body: unknown) => ({ method: 'POST', path: '/v1/join', body });
  const epoch = 'zzzzzz';
  const cases: [
    string,
    () => { method: string; path: string; token?: string; body?: unknown; headers?: object },
    number,
    string,
  ][] = [
    ['an unknown code', () => joining({ code: 'ZZZZZZ' }), 404, 'code_unknown'],
    ['a code with NUL', () => joining({ code: 'AB\u0000CD' }), 400, 'text_malformed'],
    [
      'a nickname with half a character',
      () => joining(`{"code":"${room.code}","nickname":"\\ud800"}`),
      400,
      'text_malformed',
    ],
    [
      'a nickname of 41 characters',
      () => joining({ code: room.code, nickname: 'x'.repeat(41) }),
      400,
      'request_invalid',
    ],
    ['a code that is a number', () => joining({ code: 123456 }), 400, 'request_invalid'],
    ['an unknown field', () => joining({ code: room.code, admin: true }), 400, 'request_invalid'],
    ['text where JSON belongs', () => joining('hello'), 400, 'body_malformed'],
    ['an empty body', () => joining(''), 400, 'body_malformed'],
    ['JSON that sets a prototype', () => joining('{"code":"X","__proto__":{"a":1}}'), 400, 'body_malformed'],
    [
      'a body of 20 KB',
      () => joining({ code: room.code, nickname: 'x'.repeat(20_000) }),
      413,
      'body_too_large',
    ],
    ['a body nested 200 deep', () => joining(`${'['.repeat(200)}${']'.repeat(200)}`), 400, 'text_malformed'],
    [
      'text/plain',
      () => ({ ...joining('{}'), headers: { 'content-type': 'text/plain' } }),
      415,
      'media_type_unsupported',
    ],
    ['a malformed cursor', () => feed('?since=nonsense'), 400, 'cursor_malformed'],
    ['an empty cursor', () => feed('?since='), 400, 'cursor_malformed'],
    ['a cursor with NUL', () => feed('?since=%00'), 400, 'text_malformed'],
    ['a negative cursor', () => feed(`?since=${epoch}.-1`), 400, 'cursor_malformed'],
    ['a cursor with leading zeros', () => feed(`?since=${epoch}.007`), 400, 'cursor_malformed'],
    ['a cursor of 5 KB', () => feed(`?since=${epoch}.${'9'.repeat(5_000)}`), 400, 'cursor_malformed'],
    ['since twice', () => feed(`?since=${cursor}&since=${cursor}`), 400, 'cursor_malformed'],
    ['since and at together', () => feed(`?since=${cursor}&at=${cursor}`), 400, 'cursor_malformed'],
    ['since as a list', () => feed(`?since[]=${cursor}`), 200, ''],
    [
      'an unknown event',
      () => ({ method: 'GET', path: '/v1/events/018f0000-0000-7000-8000-000000000000/feed' }),
      404,
      'event_not_found',
    ],
    [
      'an event that is no id',
      () => ({ method: 'GET', path: "/v1/events/'%3B--/feed" }),
      404,
      'event_not_found',
    ],
    [
      'no token',
      () => ({ ...response({ answer: { optionId: 'a' }, seq: 1 }), token: undefined as never }),
      401,
      'credentials_missing',
    ],
    [
      'a forged token',
      () => ({ ...response({ answer: { optionId: 'a' }, seq: 1 }), token: `${token.slice(0, -2)}AA` }),
      401,
      'credentials_invalid',
    ],
    [
      'an option that does not exist',
      () => response({ answer: { optionId: 'zzz' }, seq: 1 }),
      400,
      'answer_invalid',
    ],
    [
      'an option named like a property',
      () => response({ answer: { optionId: '__proto__' }, seq: 1 }),
      400,
      'answer_invalid',
    ],
    ['an answer of another kind', () => response({ answer: { points: 3 }, seq: 1 }), 400, 'request_invalid'],
    ['seq as text', () => response({ answer: { optionId: 'a' }, seq: '1' }), 400, 'request_invalid'],
    ['seq below 0', () => response({ answer: { optionId: 'a' }, seq: -1 }), 400, 'request_invalid'],
    [
      'seq above 2^53 - 1',
      () => response({ answer: { optionId: 'a' }, seq: 2 ** 53 }),
      400,
      'request_invalid',
    ],
    ['seq as a fraction', () => response({ answer: { optionId: 'a' }, seq: 1.5 }), 400, 'request_invalid'],
    [
      'an activity that is no id',
      () => response({ answer: { optionId: 'a' }, seq: 1 }, 'nonsense'),
      404,
      'activity_not_found',
    ],
    [
      'an activity of nobody',
      () => response({ answer: { optionId: 'a' }, seq: 1 }, '018f0000-0000-7000-8000-000000000000'),
      404,
      'activity_not_found',
    ],
    [
      'an answer after the close',
      () => response({ answer: { optionId: 'a' }, seq: 1 }, closedId),
      409,
      'activity_closed',
    ],
    [
      'a withdrawal without seq',
      () => ({ ...response(undefined), method: 'DELETE' }),
      400,
      'request_invalid',
    ],
    ['an unknown route', () => ({ method: 'GET', path: '/v1/nothing' }), 404, 'route_not_found'],
    [
      'a method the path does not have',
      () => ({ method: 'DELETE', path: '/v1/join' }),
      404,
      'route_not_found',
    ],
    [
      'the host feed without a key',
      () => ({ method: 'GET', path: `/v1/events/${room.eventId}/host/feed` }),
      401,
      'credentials_missing',
    ],
    [
      'the host feed with a phone’s token',
      () => ({ method: 'GET', path: `/v1/events/${room.eventId}/host/feed`, token }),
      403,
      'forbidden',
    ],
  ];

  test.each(cases)('%s', async (_title, request, status, code) => {
    const { method, path, ...rest } = request();
    const reply = await call<{ code: string; status: number }>(method, `${api.url}${path}`, rest as never);
    expect(reply.status, reply.text).toBe(status);
    if (status === 200) return;
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(reply.body).toMatchObject({ status, code });
    expect(reply.text).not.toMatch(/select |pg_|Error:|node_modules|\\n +at /);
  });

  test('[W7] a cursor of another event is answered reset, and shows nothing of that event', async () => {
    const other = await hostAt(api.url).openRoom({ title: 'CANARY' });
    const { body } = await getFeed(api.url, other.eventId);
    const reply = await getFeed(api.url, room.eventId, `?since=${(body as { cursor: string }).cursor}`);
    expect(reply.body).toMatchObject({ kind: 'reset', reason: 'epoch' });
    expect(reply.text).not.toContain('CANARY');
  });

  test('[F4] whatever cursor is sent, the feed answers 200 or 400, and 200 only for what looks like one', async () => {
    const odd = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.stringMatching(/^[a-z0-9]{5,13}\.[0-9]{1,17}$/),
      fc.nat().map((version) => `${cursor.split('.')[0]}.${version}`),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('since', 'at'), odd, async (name, text) => {
        const { status, body } = await getFeed(api.url, room.eventId, `?${name}=${encodeURIComponent(text)}`);
        expect(status, text).toBe(parseCursor(text) ? 200 : 400);
        if (status === 200) expect(['delta', 'snapshot', 'reset']).toContain(body.kind);
      }),
      { seed: 3, numRuns: 150 },
    );
  }, 60_000);

  test('a token of one event acts in no other', async () => {
    const other = await hostAt(api.url).openRoom();
    expect(await vote(api.url, other, token, 1, 'a')).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  test('[A5] a late retry of creating an activity that was deleted does not bring its answers back', async () => {
    const host = hostAt(api.url);
    const other = await host.openRoom();
    await vote(api.url, other, (await join(api.url, { code: other.code })).token, 1, 'a');
    const path = `${api.url}/v1/events/${other.eventId}/activities`;
    const asHost = { token: HOST_KEY };
    expect((await call('DELETE', `${path}/${other.activityId}`, asHost)).status).toBe(204);
    const again = await call<{ code: string }>('POST', path, {
      ...asHost,
      body: {
        id: other.activityId,
        kind: 'single-choice',
        title: 'Again',
        settings: {
          options: [
            { id: 'a', label: 'A' },
            { id: 'b', label: 'B' },
          ],
        },
      },
    });
    expect([again.status, again.body.code]).toEqual([409, 'id_taken']);
  });

  test('[§3.3] a reset whose answer was lost is sent again with the run it saw, and happens once; two at once are one', async () => {
    const host = hostAt(api.url);
    const { id } = await host.createEvent();
    const reset = (body?: object) =>
      call<{ run: number }>('POST', `${api.url}/v1/events/${id}/reset`, {
        token: HOST_KEY,
        ...(body && { body }),
      });
    expect((await reset({ run: 1 })).body).toMatchObject({ run: 2 });
    expect((await reset({ run: 1 })).body, 'again').toMatchObject({ run: 2 });
    const both = await Promise.all([reset({ run: 2 }), reset({ run: 2 })]);
    expect(both.map(({ status, body }) => [status, body.run])).toEqual([
      [200, 3],
      [200, 3],
    ]);
    expect((await reset()).body, 'without a run: always').toMatchObject({ run: 4 });
  });

  test('[A1] an id that is deleted and created again is judged by its new settings', async () => {
    const host = hostAt(api.url);
    const options = (...ids: string[]) => ({ settings: { options: ids.map((id) => ({ id, label: id })) } });
    const { id } = await host.createActivity(room.eventId, options('a', 'b') as never);
    const ballot = { eventId: room.eventId, activityId: id };
    expect((await vote(api.url, ballot, token, 1, 'a')).body).toMatchObject({ code: 'not_open_yet' });
    await call('DELETE', `${api.url}/v1/events/${room.eventId}/activities/${id}`, { token: HOST_KEY });
    await host.createActivity(room.eventId, { id, ...options('c', 'd') } as never);
    await host.activity(room.eventId, id, 'open');
    expect((await vote(api.url, ballot, token, 2, 'a')).body).toMatchObject({ code: 'answer_invalid' });
    expect((await vote(api.url, ballot, token, 3, 'c')).status).toBe(200);
  });

  test('[W7] [§3.4] a deleted event is 410 for the room at once', async () => {
    const host = hostAt(api.url);
    const gone = await host.openRoom();
    const { token: mine, cursor: at } = await join(api.url, { code: gone.code });
    expect((await call('DELETE', `${api.url}/v1/events/${gone.eventId}`, { token: HOST_KEY })).status).toBe(
      204,
    );
    await sleep(300);
    for (const query of ['', `?since=${at}`]) {
      expect(await getFeed(api.url, gone.eventId, query)).toMatchObject({
        status: 410,
        body: { code: 'event_gone' },
      });
    }
    expect(await vote(api.url, gone, mine, 1, 'a')).toMatchObject({
      status: 410,
      body: { code: 'event_gone' },
    });
    expect(await call('POST', `${api.url}/v1/join`, { body: { code: gone.code } })).toMatchObject({
      status: 404,
    });
  });
});
