/** Who may ask what: credentials first, existence later. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createServer } from './server.ts';
import { createViewers, type HostDirectory } from './viewer.ts';

const config = {
  publicUrl: null,
  tokenSecret: 'a-secret-of-at-least-32-characters',
  logLevel: 'silent' as const,
  trustProxy: false as const,
};
const eventId = randomUUID();
const participantId = randomUUID();

const accounts = {
  keys: new Map([['key-of-a-host', 'host-1']]),
  sessions: new Map([['signed-in', 'host-2']]),
  asked: 0,
};
const directory: HostDirectory = {
  cookieName: 'plenum_session',
  async userOfApiKey(key) {
    accounts.asked++;
    const userId = accounts.keys.get(key);
    return userId === undefined ? null : { userId };
  },
  async userOfSession(cookie) {
    accounts.asked++;
    const userId = accounts.sessions.get(/plenum_session=([^;]*)/.exec(cookie)?.[1] ?? '');
    return userId === undefined ? null : { userId };
  },
};

function shell(publicUrl: string | null = null) {
  const viewers = createViewers({ ...config, publicUrl }, directory);
  const app = createServer(config);
  app.route({ method: ['GET', 'POST'], url: '/v1/host', handler: (request) => viewers.requireHost(request) });
  app.get('/v1/me', async (request) => viewers.requireParticipant(request, eventId));
  app.get('/v1/screen', async (request) => viewers.requireScreen(request, eventId));
  app.post('/v1/out', async (request) => viewers.forgetSession(request));
  return { app, viewers };
}
const { app, viewers } = shell();
afterAll(() => app.close());

async function ask(
  url: string,
  headers: Record<string, string> = {},
  method: 'GET' | 'POST' = 'GET',
  to = app,
) {
  const response = await to.inject({ method, url, headers: { host: 'plenum.test', ...headers } });
  return { status: response.statusCode, ...response.json() };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('[S1] participants and screens', () => {
  test('a token opens its event', async () => {
    const mine = viewers.mintParticipantToken(eventId, participantId);
    expect(await ask('/v1/me', bearer(mine))).toMatchObject({ eventId, participantId });
    expect(await ask('/v1/screen', bearer(viewers.mintScreenToken(eventId)))).toMatchObject({ eventId });
  });

  test.each([
    ['nothing', {}, 401, 'credentials_missing'],
    ['a made-up token', bearer('A'.repeat(66)), 401, 'credentials_invalid'],
    ['an empty token', { authorization: 'Bearer ' }, 401, 'credentials_invalid'],
    ['another scheme', { authorization: 'Basic dXNlcjpwYXNz' }, 401, 'credentials_invalid'],
    ['two tokens', { authorization: 'Bearer a b' }, 401, 'credentials_invalid'],
    ['10 KB', bearer('A'.repeat(10_000)), 401, 'credentials_invalid'],
    [
      'a token of another event',
      bearer(viewers.mintParticipantToken(randomUUID(), participantId)),
      403,
      'forbidden',
    ],
    ['a screen’s token', bearer(viewers.mintScreenToken(eventId)), 403, 'forbidden'],
  ])('%s is refused', async (_what, headers, status, code) => {
    expect(await ask('/v1/me', headers)).toMatchObject({ status, code });
  });

  test('the scheme may be written in lower case', async () => {
    const authorization = `bearer ${viewers.mintParticipantToken(eventId, participantId)}`;
    expect(await ask('/v1/me', { authorization })).toMatchObject({ participantId });
  });
});

describe('[S2] hosts', () => {
  test('come by key or by cookie', async () => {
    expect(await ask('/v1/host', bearer('key-of-a-host'))).toMatchObject({
      userId: 'host-1',
      via: 'api-key',
    });
    expect(await ask('/v1/host', { cookie: 'a=b; plenum_session=signed-in' })).toMatchObject({
      userId: 'host-2',
      via: 'session',
    });
  });

  test.each([
    ['nothing', {}, 401, 'credentials_missing'],
    ['other cookies', { cookie: 'a=b' }, 401, 'credentials_missing'],
    ['an unknown key', bearer('key-of-nobody'), 401, 'credentials_invalid'],
    ['an old cookie', { cookie: 'plenum_session=gone' }, 401, 'credentials_invalid'],
    ['a participant’s token', bearer(viewers.mintParticipantToken(eventId, participantId)), 403, 'forbidden'],
  ])('%s is refused', async (_what, headers, status, code) => {
    expect(await ask('/v1/host', headers)).toMatchObject({ status, code });
  });

  test('another site cannot act with a host’s cookie', async () => {
    const cookie = 'plenum_session=signed-in';
    const post = (headers: object) => ask('/v1/host', { cookie, ...headers }, 'POST');
    expect(await post({ origin: 'http://plenum.test' })).toMatchObject({ userId: 'host-2' });
    for (const origin of [
      'http://evil.test',
      'null',
      'http://plenum.test.evil.test',
      'http://plenum.test:8080',
    ]) {
      expect(await post({ origin })).toMatchObject({ status: 403, code: 'forbidden' });
    }
    expect(await post({})).toMatchObject({ status: 403, code: 'forbidden' });
  });

  test('with PUBLIC_URL only that origin is ours, whatever the Host says', async () => {
    const own = shell('https://polls.example').app;
    const post = (origin: string) =>
      ask('/v1/host', { cookie: 'plenum_session=signed-in', origin }, 'POST', own);
    expect(await post('https://polls.example')).toMatchObject({ userId: 'host-2' });
    expect(await post('http://polls.example')).toMatchObject({ code: 'forbidden' });
    expect(await post('http://plenum.test')).toMatchObject({ code: 'forbidden' });
    await own.close();
  });

  test('a key needs no Origin: no browser sends it by itself', async () => {
    expect(await ask('/v1/host', bearer('key-of-a-host'), 'POST')).toMatchObject({ userId: 'host-1' });
  });

  test('a revoked key is refused within 4 s, and asked for once until then', async () => {
    accounts.keys.set('key-to-revoke', 'host-3');
    let now = 1_000_000;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    const { app: fresh } = shell();
    const before = accounts.asked;
    expect(await ask('/v1/host', bearer('key-to-revoke'), 'GET', fresh)).toMatchObject({ userId: 'host-3' });
    accounts.keys.delete('key-to-revoke');
    await sleep(5); // the cache looks at the clock once a millisecond
    now += 3_000;
    expect(await ask('/v1/host', bearer('key-to-revoke'), 'GET', fresh)).toMatchObject({ userId: 'host-3' });
    expect(accounts.asked - before).toBe(1);
    await sleep(5);
    now += 1_100;
    expect(await ask('/v1/host', bearer('key-to-revoke'), 'GET', fresh)).toMatchObject({
      code: 'credentials_invalid',
    });
    vi.restoreAllMocks();
    await fresh.close();
  });

  test('a signed-out browser is forgotten at once', async () => {
    accounts.sessions.set('leaving', 'host-4');
    const cookie = 'plenum_session=leaving';
    expect(await ask('/v1/host', { cookie })).toMatchObject({ userId: 'host-4' });
    accounts.sessions.delete('leaving');
    await app.inject({ method: 'POST', url: '/v1/out', headers: { cookie } });
    expect(await ask('/v1/host', { cookie })).toMatchObject({ code: 'credentials_invalid' });
  });
});
