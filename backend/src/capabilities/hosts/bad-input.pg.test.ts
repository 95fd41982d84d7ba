/** What strangers send, and what happens while the database is away. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PASSWORD, somebody, startProcess, withHosts } from './testing.ts';

const { call, signUp, signIn } = withHosts();

describe('bad input', () => {
  test('never a 5xx, always a problem', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.emailAddress(),
      fc.constant('\0'),
      fc.constant('\ud800'),
    );
    const value = fc.oneof(text, fc.jsonValue());
    const body = fc.oneof(
      fc
        .record({ name: value, email: value, password: value, token: value }, { requiredKeys: [] })
        .map((one) => JSON.stringify(one)),
      fc.json(),
      fc.string(),
    );
    const url = fc.constantFrom(
      '/v1/auth/sign-up/email',
      '/v1/auth/sign-in/email',
      '/v1/auth/sign-out',
      '/v1/auth/x',
    );
    const type = fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded');
    await fc.assert(
      fc.asyncProperty(url, body, type, async (path, payload, contentType) => {
        const answer = await call('POST', path, payload, { headers: { 'content-type': contentType } });
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400) expect(answer.body.type).toMatch(/^urn:plenum:error:/);
      }),
      { numRuns: 150 },
    );
  });

  test('cookies of any kind and links with any token', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 100 }), async (text) => {
        const cookie = `plenum_session=${encodeURIComponent(text.toWellFormed())}`;
        expect((await call('GET', '/v1/auth/session', undefined, { cookie })).body).toEqual({ user: null });
        const query = new URLSearchParams({ token: text.toWellFormed(), to: '/' });
        expect((await call('GET', `/v1/auth/link?${query}`)).status).toBeOneOf([400, 401]);
      }),
      { numRuns: 100 },
    );
  });
});

test('[W13] each operation is in the document', async () => {
  const { body } = await call('GET', '/openapi.json');
  const operations = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>)
    .flatMap((path) => Object.values(path))
    .map(({ operationId }) => operationId);
  expect(operations).toEqual(
    expect.arrayContaining(['signUpHost', 'signInHost', 'signOutHost', 'getHostSession', 'useOneTimeLink']),
  );
});

test('[W14] while the database is away everything about accounts answers 503 within 3 s', async () => {
  const away = await startProcess('postgresql://nobody@127.0.0.1:1/none');
  const { cookie } = await signUp(somebody());
  const startedAt = performance.now();
  const answers = await Promise.all([
    signUp(somebody(), { on: away }),
    signIn({ email: 'a@example.org', password: PASSWORD }, { on: away }),
    call('GET', '/v1/auth/session', undefined, { cookie, on: away }),
    call('GET', '/v1/whoami', undefined, { cookie, on: away }),
    call('GET', '/v1/whoami', undefined, { headers: { authorization: 'Bearer some-key' }, on: away }),
    call('GET', '/v1/auth/link?token=x&to=/', undefined, { on: away }),
  ]);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
  for (const answer of answers) {
    expect(answer.body).toMatchObject({ code: 'database_unavailable', status: 503 });
    expect(answer.headers['retry-after']).toBe('2');
  }
  await away.close();
});
