/** Accounts, cookies and brakes, through their routes and a real database. */
import { describe, expect, test } from 'vitest';
import { PASSWORD, somebody, withHosts } from './testing.ts';

const { call, process1, start, signUp, signIn, whoami } = withHosts();

describe('[S2] accounts', () => {
  test('sign up, and be signed in', async () => {
    const person = somebody();
    const answer = await signUp(person);
    expect(answer).toMatchObject({
      status: 201,
      body: { user: { name: 'A host', email: person.email.toLowerCase() } },
    });
    expect(await whoami(answer.cookie)).toMatchObject({
      status: 200,
      body: { userId: answer.body.user.id, via: 'session' },
    });
    const session = await call('GET', '/v1/auth/session', undefined, { cookie: answer.cookie });
    expect(session.body).toEqual({ user: answer.body.user });
    // The session's token stands in the cookie and nowhere else.
    expect(Object.keys(answer.body)).toEqual(['user']);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('sign out ends the session everywhere', async () => {
    const { cookie } = await signUp(somebody());
    const out = await call('POST', '/v1/auth/sign-out', undefined, { cookie });
    expect(out).toMatchObject({ status: 200, body: { user: null } });
    expect(out.setCookies[0]).toMatch(/^plenum_session=;.*Max-Age=0/);
    expect(await whoami(cookie)).toMatchObject({ status: 401 });
    const process2 = await start();
    expect(await whoami(cookie, process2)).toMatchObject({
      status: 401,
      body: { code: 'credentials_invalid' },
    });
    await process2.close();
  });

  test('signing out without a session is harmless', async () => {
    expect(await call('POST', '/v1/auth/sign-out')).toMatchObject({ status: 200 });
    expect(
      await call('POST', '/v1/auth/sign-out', undefined, { cookie: 'plenum_session=rubbish' }),
    ).toMatchObject({ status: 200 });
  });

  test('sign in again, in another process, in any spelling of the address', async () => {
    const person = somebody();
    const { body } = await signUp(person);
    const process2 = await start();
    const answer = await signIn({ email: person.email.toUpperCase(), password: PASSWORD }, { on: process2 });
    expect(answer).toMatchObject({ status: 200, body });
    expect(await whoami(answer.cookie, process2)).toMatchObject({ body: { userId: body.user.id } });
    await process2.close();
  });

  test('an address has one account, also when two sign up at once', async () => {
    const person = somebody();
    const answers = await Promise.all([
      signUp(person),
      signUp({ ...person, email: person.email.toLowerCase() }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await signUp(person)).toMatchObject({ status: 409, body: { code: 'id_taken' } });
  });

  test('an unknown account and a wrong password are the same refusal', async () => {
    const person = somebody();
    await signUp(person);
    const wrong = await signIn({ email: person.email, password: 'another password' });
    const unknown = await signIn({ email: 'nobody@example.org', password: 'another password' });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'credentials_invalid' } });
    expect({ ...unknown.body, requestId: null }).toEqual({ ...wrong.body, requestId: null });
  });

  test.each([
    ['a short password', { password: 'elevenchars' }, '/password'],
    ['a very long password', { password: 'x'.repeat(129) }, '/password'],
    ['no e-mail address', { email: 'host' }, '/email'],
    ['no real e-mail address', { email: 'a@b' }, '/email'],
    ['no name', { name: ' ' }, '/name'],
    ['a field of better-auth', { emailVerified: true }, '/emailVerified'],
    ['a callback', { callbackURL: 'https://evil.test' }, '/callbackURL'],
  ])('%s is refused', async (_what, change, path) => {
    expect(await signUp({ ...somebody(), ...change })).toMatchObject({
      status: 400,
      body: { code: 'request_invalid', errors: [{ path }] },
    });
  });

  test('a forged or tampered cookie opens nothing', async () => {
    const { cookie } = await signUp(somebody());
    const [name, value = ''] = cookie.split('=');
    for (const forged of [value.split('.')[0], `${value}x`, value.replace('.', 'A.'), '%', 'a.b', '']) {
      const { status } = await whoami(`${name}=${forged}`);
      expect(status).toBe(401);
    }
  });

  test('no address and no browser is stored', async () => {
    await signUp(somebody(), { from: '203.0.113.9', headers: { 'user-agent': 'a browser' } });
    const { rows } = await process1().database.pool.query(
      `SELECT DISTINCT ip_address, user_agent FROM host_session`,
    );
    expect(rows).toEqual([{ ip_address: '', user_agent: '' }]);
  });
});

describe('[S2] the cookie', () => {
  test('on plain http is a plain one', async () => {
    const { setCookies } = await signUp(somebody());
    expect(setCookies[0]).toMatch(/^plenum_session=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('on https is bound to this host', async () => {
    const secure = await start('https://polls.example');
    const { setCookies, cookie } = await signUp(somebody(), { on: secure });
    expect(setCookies[0]).toMatch(
      /^__Host-plenum_session=[^;]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(await whoami(cookie, secure)).toMatchObject({ status: 200 });
    await secure.close();
  });

  test('another site can neither sign in nor out', async () => {
    const person = somebody();
    const { cookie } = await signUp(person);
    const headers = { origin: 'http://evil.test' };
    expect(await signIn({ email: person.email, password: PASSWORD }, { headers })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect(await call('POST', '/v1/auth/sign-out', undefined, { cookie, headers })).toMatchObject({
      status: 403,
    });
    expect(await whoami(cookie)).toMatchObject({ status: 200 });
  });
});

describe('[S4] limits count failures', () => {
  test('who guesses is stopped; the owner of the account, elsewhere, is not', async () => {
    const person = somebody();
    await signUp(person);
    const guess = (password: string, from: string) => signIn({ email: person.email, password }, { from });
    for (let guesses = 0; guesses < 10; guesses++) {
      expect((await guess('a wrong password', '198.51.100.66')).status).toBe(401);
    }
    const stopped = await guess(PASSWORD, '198.51.100.66');
    expect(stopped).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect((await guess(PASSWORD, '198.51.100.7')).status).toBe(200);
  });

  test('right passwords are never counted', async () => {
    const person = somebody();
    await signUp(person);
    for (let times = 0; times < 15; times++) {
      expect(
        (await signIn({ email: person.email, password: PASSWORD }, { from: '198.51.100.8' })).status,
      ).toBe(200);
    }
  });
});
