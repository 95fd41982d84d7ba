/** The client from the same process: pages for people, 404 for programs, and a policy that fits this very build. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StartError } from '#/config.ts';
import { createServer } from './server.ts';
import { registerWeb } from './web.ts';

const INLINE = 'window.__boot = 1;\n';
let webDir: string;
let app: Awaited<ReturnType<typeof start>>;

async function start(publicUrl: string | null) {
  const server = createServer({ logLevel: 'silent', trustProxy: false });
  server.get('/v1/things', async () => ({ ok: true }));
  await registerWeb(server as never, { publicUrl }, webDir);
  return server;
}

beforeAll(async () => {
  webDir = await mkdtemp(join(tmpdir(), 'plenum-web-'));
  await mkdir(join(webDir, 'assets'));
  await writeFile(
    join(webDir, 'index.html'),
    `<!doctype html><script>${INLINE}</script><script type="module" src="/assets/main-1a2b.js"></script>`,
  );
  await writeFile(join(webDir, 'assets/main-1a2b.js'), 'export {};');
  await writeFile(join(webDir, 'favicon.svg'), '<svg/>');
  app = await start(null);
});
afterAll(async () => {
  await app.close();
  await rm(webDir, { recursive: true });
});

const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

describe('pages', () => {
  test.each(['/', '/j/ABC234', '/host/events/1?tab=results', '/v1x'])(
    'a browser that opens %s gets the client',
    async (url) => {
      const response = await app.inject({ url, headers: asBrowser });
      expect(response.statusCode).toBe(200);
      expect(response.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      });
      expect(response.body).toContain('<!doctype html>');
    },
  );

  test.each([
    ['a missing asset', '/assets/main-old.js', asBrowser],
    ['a page asked for by a program', '/j/ABC234', { accept: 'application/json' }],
    ['an unknown route of the API', '/v1/nowhere', asBrowser],
    ['a path out of the folder', '/assets/%2e%2e/%2e%2e/package.json', {}],
    ['the page by its file name', '/index.html', {}],
  ])('%s is 404 with a problem', async (_what, url, headers) => {
    const response = await app.inject({ url, headers });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'route_not_found' });
  });

  test('nothing can be posted to a page', async () => {
    const response = await app.inject({ method: 'POST', url: '/j/ABC234', headers: asBrowser });
    expect(response.statusCode).toBe(404);
  });
});

describe('caching', () => {
  test('what has a hash in its name is kept for ever, the rest is asked for again', async () => {
    const asset = await app.inject('/assets/main-1a2b.js');
    expect(asset.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    expect(asset.headers['content-type']).toMatch(/javascript/);
    expect((await app.inject('/favicon.svg')).headers['cache-control']).toBe('no-cache');
  });
});

describe('[S7] the policy', () => {
  test('allows exactly the inline scripts of this build', async () => {
    const policy = (await app.inject({ url: '/', headers: asBrowser })).headers['content-security-policy'];
    const hash = createHash('sha256').update(INLINE).digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}'`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  test('does not send a phone on plain http to https', async () => {
    const { headers } = await app.inject({ url: '/', headers: asBrowser });
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('on https asks for https', async () => {
    const secure = await start('https://polls.example');
    const { headers } = await secure.inject({ url: '/', headers: asBrowser });
    expect(headers['strict-transport-security']).toMatch(/max-age=\d+/);
    await secure.close();
  });
});

test('[W10] answers of the API carry none of the pages’ headers', async () => {
  expect(Object.keys((await app.inject('/v1/things')).headers)).toEqual(
    expect.not.arrayContaining(['content-security-policy', 'x-frame-options', 'referrer-policy']),
  );
});

test('without a built client the start ends with a sentence', async () => {
  const server = createServer({ logLevel: 'silent', trustProxy: false });
  await expect(registerWeb(server as never, { publicUrl: null }, join(webDir, 'nowhere'))).rejects.toThrow(
    StartError,
  );
});
