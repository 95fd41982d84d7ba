/** [§7] the process as an operator meets it: its sentences, its signals, its exit codes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../../scripts/test-database.ts';

// Each test starts a process, which takes a second or two of a core.
vi.setConfig({ testTimeout: 20_000 });

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const started: ChildProcess[] = [];
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await database.drop();
});

function run(env: Record<string, string | undefined> = {}) {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: database.url,
      TOKEN_SECRET: 'a-secret-of-at-least-32-characters',
      LOG_LEVEL: 'warn',
      ...env,
    } as NodeJS.ProcessEnv,
  });
  started.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output.text += data;
    });
  }
  const exit = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? '')),
  );
  return { child, output, exit };
}

/** A process that answers, and where. */
async function running(env?: Record<string, string | undefined>) {
  const process = run(env);
  await expect.poll(() => process.output.text, { timeout: 25_000 }).toMatch(/http:\/\/\S+/);
  return { ...process, origin: /http:\/\/[^\s/"]+/.exec(process.output.text)?.[0] ?? '' };
}
const status = (address: string) => fetch(address).then((response) => response.status);

describe('a start that cannot be', () => {
  const refusals: [
    string,
    Record<string, string | undefined> | (() => Promise<Record<string, string>>),
    RegExp,
  ][] = [
    ['no DATABASE_URL', { DATABASE_URL: undefined }, /DATABASE_URL is not set.*npm start/],
    ['no TOKEN_SECRET', { TOKEN_SECRET: undefined }, /TOKEN_SECRET is not set/],
    ['a broken DATABASE_URL', { DATABASE_URL: 'db.example' }, /DATABASE_URL is not/],
    [
      'a database that is not there',
      { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
      /does not answer at 127\.0\.0\.1:1/,
    ],
    [
      'an address that is not ours',
      { HOST: '192.0.2.1' },
      /192\.0\.2\.1 is no address of this machine: correct HOST/,
    ],
    [
      'a database without tables',
      async () => ({ DATABASE_URL: (await emptyDatabase()).url }),
      /npm run migrate/,
    ],
    ['a busy port', async () => ({ PORT: await busyPort() }), /Port \d+ is in use.*PORT/],
  ];
  test.each(refusals)('%s ends with one sentence and exit code 1', async (_what, env, sentence) => {
    const { output, exit } = run(typeof env === 'function' ? await env() : env);
    expect(await exit).toBe(1);
    expect(output.text).toMatch(sentence);
    expect(output.text.trim().split('\n')).toHaveLength(1);
  });

  async function busyPort(): Promise<string> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    server.unref();
    return String((server.address() as { port: number }).port);
  }
});

describe('leaving', () => {
  test('on SIGTERM readiness says no at once, requests are served for DRAIN_SECONDS, then it exits 0', async () => {
    const { child, origin, exit } = await running({ DRAIN_SECONDS: '2' });
    expect(await status(`${origin}/readyz`)).toBe(200);
    const signalledAt = performance.now();
    child.kill('SIGTERM');
    await expect.poll(() => status(`${origin}/readyz`), { timeout: 1_000 }).toBe(503);
    expect(await status(`${origin}/v1/time`)).toBe(200);
    expect(await exit).toBe(0);
    const seconds = (performance.now() - signalledAt) / 1000;
    expect(seconds).toBeGreaterThan(1.9);
    expect(seconds).toBeLessThan(4);
  });

  test('on Ctrl-C, which npm delivers twice, it exits 0 at once', async () => {
    const { child, exit } = await running({ DRAIN_SECONDS: '20' });
    const signalledAt = performance.now();
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await exit).toBe(0);
    expect(performance.now() - signalledAt).toBeLessThan(3_000);
  });

  test('a second SIGTERM does not wait', async () => {
    const { child, exit } = await running({ DRAIN_SECONDS: '20' });
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGTERM'), 500);
    expect(await exit).toBe(143);
  });
});

test('BOOTSTRAP_API_KEY opens an account from the first request on', async () => {
  const key = 'bootstrap-key-of-at-least-32-characters';
  const { origin, output } = await running({ BOOTSTRAP_API_KEY: key, LOG_LEVEL: 'trace' });
  const events = (authorization: string) => fetch(`${origin}/v1/events`, { headers: { authorization } });
  expect((await events(`Bearer ${key}`)).status).toBe(200);
  expect((await events(`Bearer ${key}x`)).status).toBe(401);
  expect(output.text).not.toContain(key);
});

test('a demo prints three addresses, and the host’s signs in once', async () => {
  const { output } = await running({ DEMO: 'on' });
  await expect.poll(() => output.text).toMatch(/Screen +http/);
  const link = /Host +(http\S+)/.exec(output.text)?.[1] ?? '';
  const first = await fetch(link, { redirect: 'manual' });
  expect(first.status).toBe(303);
  expect(first.headers.get('set-cookie')).toContain('plenum_session=');
  expect((await fetch(link, { redirect: 'manual' })).status).toBe(401);
});
