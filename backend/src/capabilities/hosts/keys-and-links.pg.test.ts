/** The two ways in without a password: an API key for programs, a one-time link for whoever started the process. */
import { describe, expect, test } from 'vitest';
import { type Options, withHosts } from './testing.ts';

const { call, process1, start, whoami } = withHosts();
let demos = 0;

describe('[S3] BOOTSTRAP_API_KEY', () => {
  const bearer = (key: string, on?: Options['on']) =>
    call('GET', '/v1/whoami', undefined, { headers: { authorization: `Bearer ${key}` }, ...(on && { on }) });
  const KEY = 'bootstrap-key-of-at-least-32-characters';

  test('is one account, however many processes boot with it at once', async () => {
    const process2 = await start();
    const made = await Promise.all(
      [1, 2, 3, 4].flatMap(() => [process1(), process2].map(({ hosts }) => hosts.ensureBootstrapKey(KEY))),
    );
    expect(new Set(made.map(({ userId }) => userId)).size).toBe(1);
    for (const on of [process1(), process2]) {
      expect(await bearer(KEY, on)).toMatchObject({
        status: 200,
        body: { userId: made[0]?.userId, via: 'api-key' },
      });
    }
    await process2.close();
  });

  test('each is an account of its own, valid in every process', async () => {
    const first = await process1().hosts.ensureBootstrapKey(KEY);
    const process2 = await start();
    const second = await process2.hosts.ensureBootstrapKey(`${KEY}-2`);
    expect(second.userId).not.toBe(first.userId);
    expect(await bearer(`${KEY}-2`)).toMatchObject({ body: { userId: second.userId } });
    expect(await bearer(KEY, process2)).toMatchObject({ body: { userId: first.userId } });
    await process2.close();
  });

  test('is not stored, only its hash', async () => {
    const { rows } = await process1().database.pool.query(
      `SELECT k::text || u::text AS row FROM api_key k JOIN host_user u ON u.id = k.user_id`,
    );
    expect(JSON.stringify(rows)).not.toContain(KEY);
  });

  test('a revoked or expired key opens nothing', async () => {
    for (const [index, change] of ['revoked_at = now()', `expires_at = now() - interval '1 s'`].entries()) {
      const key = `${KEY}-revoked-${index}`;
      const { userId } = await process1().hosts.ensureBootstrapKey(key);
      await process1().database.pool.query(`UPDATE api_key SET ${change} WHERE user_id = $1`, [userId]);
      expect(await bearer(key)).toMatchObject({ status: 401, body: { code: 'credentials_invalid' } });
      // The next boot does not bring it back.
      await process1().hosts.ensureBootstrapKey(key);
      expect(await bearer(key)).toMatchObject({ status: 401 });
    }
  });
});

describe('one-time links', () => {
  const asBrowser = { accept: 'text/html' };
  async function link(to = '/host?tab=events') {
    const email = `demo-${++demos}@plenum.invalid`;
    const userId = await process1().hosts.ensureHost({ name: 'Demo host', email });
    return { userId, path: await process1().hosts.oneTimeHostLink(email, to) };
  }

  test('sign in once and lead on', async () => {
    const { userId, path } = await link();
    const answer = await call('GET', path, undefined, { headers: asBrowser });
    expect(answer).toMatchObject({
      status: 303,
      headers: { location: '/host?tab=events', 'referrer-policy': 'no-referrer' },
    });
    expect(await whoami(answer.cookie)).toMatchObject({ body: { userId } });

    const again = await call('GET', path, undefined, { headers: asBrowser });
    expect(again).toMatchObject({ status: 303, setCookies: [] });
    expect(await call('GET', path)).toMatchObject({ status: 401, body: { code: 'credentials_invalid' } });
  });

  test('of two who use it at once, one is signed in', async () => {
    const { path } = await link();
    const answers = await Promise.all([call('GET', path), call('GET', path), call('GET', path)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401]);
  });

  test('work in another process, and are stored as a hash', async () => {
    const { path } = await link();
    const token = new URLSearchParams(path.split('?')[1]).get('token') ?? '';
    const { rows } = await process1().database.pool.query('SELECT v::text AS row FROM host_verification v');
    expect(JSON.stringify(rows)).not.toContain(token);
    const process2 = await start();
    expect(await call('GET', path, undefined, { on: process2 })).toMatchObject({ status: 303 });
    await process2.close();
  });

  test('links asked for at the same time do not mix up', async () => {
    const links = await Promise.all([link(), link(), link()]);
    for (const { userId, path } of links) {
      expect(await whoami((await call('GET', path)).cookie)).toMatchObject({ body: { userId } });
    }
  });

  test('the same host is the same account at every start', async () => {
    const host = { name: 'Demo host', email: 'Demo@plenum.invalid' };
    expect(await process1().hosts.ensureHost(host)).toBe(await process1().hosts.ensureHost(host));
  });

  test.each(['//evil.test', '/\\evil.test', 'https://evil.test', 'host', '', '/a b'])(
    '%j is nowhere to lead to',
    async (to) => {
      await expect(process1().hosts.oneTimeHostLink('a@plenum.invalid', to)).rejects.toThrow(TypeError);
      const { path } = await link();
      const changed = new URLSearchParams({
        token: new URLSearchParams(path.split('?')[1]).get('token') ?? '',
        to,
      });
      const answer = await call('GET', `/v1/auth/link?${changed}`, undefined, { headers: asBrowser });
      expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid' }, setCookies: [] });
    },
  );

  test('nobody but us can have one made', async () => {
    for (const path of [
      '/v1/auth/sign-in/magic-link',
      '/v1/auth/magic-link/verify?token=x',
      '/v1/auth/get-session',
    ]) {
      expect(await call('POST', path, { email: 'a@example.org' })).toMatchObject({
        status: 404,
        body: { code: 'route_not_found' },
      });
    }
  });
});
