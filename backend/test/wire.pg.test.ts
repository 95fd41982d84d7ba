/** The bytes on the wire: what a quiet poll costs, and what bad input is told. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

  test('[§3.4] a deleted event is 410 for the room at once', async () => {
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
