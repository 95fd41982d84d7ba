/**
 * [F8] The drill of docs/restore.md, step by step, on a cluster of its own: a cold copy of the data folder is put back, and nobody who
 * saw the lost history keeps a piece of it.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/postgres.ts';
import { type ApiProcess, getFeed, hostAt, join, startApi, vote } from './api.ts';
import { aFollower, alarms, people, resultIn, stateAt } from './room.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const scripts = JSON.parse(readFileSync(path(ROOT, 'package.json'), 'utf8')).scripts as Record<
  string,
  string
>;
/** The commands of the page, in its order. */
const steps = [...readFileSync(path(ROOT, 'docs/restore.md'), 'utf8').matchAll(/^ *npm run (\S+)$/gm)].map(
  ([, name = '']) => name,
);

let folder: string;
let server: Postgres;
const cluster = () => path(folder, 'postgres');
// A durable server: what is copied must be on the disk.
const startServer = async () => {
  server = await startPostgres({ dir: cluster() });
};
const url = () => server.urlOf('event');

beforeAll(async () => {
  folder = await mkdtemp(path(tmpdir(), 'plenum-restore-'));
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function rows<Row>(text: string): Promise<Row[]> {
  const client = new pg.Client(url());
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
const epochs = async () =>
  (await rows<{ epoch: string }>('select epoch from event_head order by event_id')).map(({ epoch }) => epoch);

/** `npm run <name>`, without npm: what package.json says, with this test's Node. @returns what it printed. */
async function npmRun(name: string): Promise<string> {
  const file = /^(?:exec )?node (\S+\.ts)$/.exec(scripts[name] ?? '')?.[1];
  if (!file) throw new Error(`npm run ${name} is not one program of ours`);
  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url(), TOKEN_SECRET: 'a secret that all processes of a test share' },
  });
  return stdout;
}

/** As many processes as `count`, together, as after a deployment. */
const start = (count: number) => Promise.all(Array.from({ length: count }, () => startApi(url())));
const stop = (apis: readonly ApiProcess[]) => Promise.all(apis.map((api) => api.kill('SIGTERM')));

test('[F8] [W7] restored as documented: old cursors are void for all, what was lost is shown to nobody, what is sent again counts once', async () => {
  expect(steps).toEqual(['migrate', 'rotate-epochs', 'start:api']);
  const [migrate, rotate] = steps as [string, string];

  await startServer();
  const admin = new pg.Client(server.urlOf('postgres'));
  await admin.connect();
  await admin.query('create database event');
  await admin.end();
  await npmRun(migrate);

  // An evening, with a backup in the middle.
  let apis = await start(1);
  const at = (n: number) => (apis[n % apis.length] as ApiProcess).url;
  const room = await hostAt(at(0)).openRoom();
  const quiet = await hostAt(at(0)).openRoom();
  const tokens = await people(room, 4, at(0));
  for (const token of tokens.slice(0, 2)) await vote(at(0), room, token, 1, 'a');
  const early = await stateAt(at(0), room);
  await stop(apis);
  await server.stop();
  await cp(cluster(), path(folder, 'backup'), { recursive: true });

  await startServer();
  apis = await start(2);
  for (const [n, token] of tokens.entries()) await vote(at(n), room, token, 2, 'b');
  const newcomer = await join(at(1), { code: room.code });
  const { body: ack } = await vote(at(1), room, newcomer.token, 1, 'c');
  const phone = aFollower(room);
  await phone.poll(at(0), `?at=${ack.cursor}`);
  expect(resultIn(phone.state, room)).toMatchObject({ counts: { b: 4, c: 1 } });
  const old = await epochs();

  // 1 to 3: stop everything, keep what is there, put the backup in its place.
  await stop(apis);
  await server.stop();
  await rename(cluster(), path(folder, 'damaged'));
  await cp(path(folder, 'backup'), cluster(), { recursive: true });
  await startServer();
  // 4 and 5.
  expect(await npmRun(migrate)).toContain('up to date');
  expect(await epochs(), 'put back in place it looks as if nothing had happened').toEqual(old);
  expect(await npmRun(rotate)).toContain('2 events have a new epoch');
  const now = await epochs();
  expect(now.filter((epoch) => old.includes(epoch))).toEqual([]);
  // 6.
  apis = await start(2);

  expect(await epochs(), 'the boot has nothing left to do').toEqual(now);
  for (const [n, cursor] of [early.cursor, phone.state.cursor, ack.cursor, early.cursor].entries()) {
    const { body } = await getFeed(at(n), room.eventId, `?since=${cursor}`);
    expect(body).toMatchObject({ kind: 'reset', reason: 'epoch' });
    phone.take(body);
  }
  await phone.poll(at(1));
  expect(resultIn(phone.state, room)).toMatchObject({ counts: { a: 2 }, responses: 2 });
  expect((await getFeed(at(0), quiet.eventId)).status).toBe(200);

  // A phone that never heard its acknowledgement sends the same again, through both; who joined after the backup joins again.
  const again = await Promise.all([0, 1].map((n) => vote(at(n), room, tokens[0] as string, 2, 'b')));
  expect(again.map(({ status }) => status)).toEqual([200, 200]);
  expect(await vote(at(0), room, newcomer.token, 1, 'c')).toMatchObject({
    status: 401,
    body: { code: 'credentials_invalid' },
  });
  await phone.poll(at(1), `?at=${again[1]?.body.cursor}`);
  expect(resultIn(phone.state, room)).toMatchObject({ counts: { a: 1, b: 1 }, responses: 2 });
  for (const { url: base } of apis) expect(await alarms(base, 'rewound'), 'nobody met a rewind').toBe(0);
  await stop(apis);
});
