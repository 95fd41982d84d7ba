/**
 * [W14] [W6] PostgreSQL freezes, and goes away: writes are refused in time and honestly, polls go on, and everything comes back by
 * itself. On a server of its own, which only this file stops.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '@plenum/prisma/migrate';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/postgres.ts';
import { type ApiProcess, call, getFeed, HOST_KEY, hostAt, join, type Reply, startApi, vote } from './api.ts';

let folder: string;
let server: Postgres;
let api: ApiProcess;
let room: Awaited<ReturnType<ReturnType<typeof hostAt>['openRoom']>>;
let tokens: string[];
let cursor: string;
const startServer = () => startPostgres({ dir: path(folder, 'postgres'), isEphemeral: true });

beforeAll(async () => {
  folder = await mkdtemp(path(tmpdir(), 'plenum-away-'));
  server = await startServer();
  const client = new pg.Client(server.urlOf('postgres'));
  await client.connect();
  await client.query('create database away');
  await client.end();
  await migrate(server.urlOf('away'));
  api = await startApi(server.urlOf('away'));
  room = await hostAt(api.url).openRoom();
  tokens = await Promise.all(
    Array.from({ length: 12 }, async () => (await join(api.url, { code: room.code })).token),
  );
  for (const token of tokens) cursor = (await vote(api.url, room, token, 1, 'a')).body.cursor;
  expect(await getFeed(api.url, room.eventId, `?at=${cursor}`)).toMatchObject({ status: 200 });
}, 60_000);

afterAll(async () => {
  await api?.kill('SIGTERM');
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function timed(reply: Promise<Reply>): Promise<Reply & { ms: number }> {
  const startedAt = Date.now();
  return { ...(await reply), ms: Date.now() - startedAt };
}

function expectRefused(reply: Reply & { ms: number }, what: string): void {
  expect(reply.status, `${what}: ${reply.text}`).toBe(503);
  expect(reply.body, what).toMatchObject({ code: 'database_unavailable' });
  expect(Number(reply.headers.get('retry-after')), `${what}: Retry-After`).toBeGreaterThan(0);
  expect(reply.ms, `${what}, ms`).toBeLessThan(3_000);
}

/** Every kind of write at once, as a room does, then what must still work. `seq` is new to the server. */
async function theDatabaseIsAway(seq: number): Promise<void> {
  const startedAt = Date.now();
  const event = `${api.url}/v1/events/${room.eventId}`;
  const activity = {
    kind: 'single-choice',
    title: 'x',
    settings: { options: [{ label: 'a' }, { label: 'b' }] },
  };
  const writes: Record<string, Promise<Reply & { ms: number }>> = {
    join: timed(call('POST', `${api.url}/v1/join`, { body: { code: room.code } })),
    'a host act': timed(call('POST', `${event}/activities`, { token: HOST_KEY, body: activity })),
    closing: timed(
      call('POST', `${event}/activities/${room.activityId}/close`, { token: HOST_KEY, body: {} }),
    ),
    'the own answers': timed(call('GET', `${event}/me`, { token: tokens[0] as string })),
  };
  for (const [n, token] of tokens.entries()) {
    // Also those who tap while others wait already.
    writes[`vote ${n}`] = sleep(n * 150).then(() => timed(vote(api.url, room, token, seq, 'b')));
  }
  const polls = (async () => {
    for (let n = 0; n < 8; n++, await sleep(100)) {
      const known = await timed(getFeed(api.url, room.eventId, `?since=${cursor}`));
      expect(known, 'a known cursor').toMatchObject({
        status: 200,
        body: { kind: 'delta', cursor, entities: [] },
      });
      expect(known.ms).toBeLessThan(500);
    }
  })();
  const [epoch, version] = cursor.split('.');
  for (const unknown of [`${epoch}.${Number(version) + 9}`, 'zzzzzz.4']) {
    const reply = await timed(getFeed(api.url, room.eventId, `?since=${unknown}`));
    expect(reply, 'an unknown cursor stays where it is').toMatchObject({
      status: 200,
      body: { from: unknown, cursor: unknown, entities: [] },
    });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(await getFeed(api.url, room.eventId, `?at=${unknown}`), 'a snapshot it cannot have').toMatchObject(
      { status: 503 },
    );
  }
  await polls;
  for (const [what, reply] of Object.entries(writes)) expectRefused(await reply, what);
  // After two seconds of silence everybody is slowed down.
  await sleep(Math.max(0, startedAt + 2_400 - Date.now()));
  const { body } = await getFeed(api.url, room.eventId);
  expect(body, 'the last snapshot, asked for less often').toMatchObject({
    kind: 'snapshot',
    cursor,
    pollAfterMs: 5_000,
  });
  expect(await call('GET', `${api.url}/readyz`)).toMatchObject({ status: 200, body: { database: 'away' } });
}

/** Nobody does anything but try again. */
async function everythingComesBack(seq: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (const token of tokens) {
    let reply = await vote(api.url, room, token, seq, 'b');
    while (reply.status !== 200 && Date.now() < deadline) {
      await sleep(300);
      reply = await vote(api.url, room, token, seq, 'b');
    }
    expect(reply.status, reply.text).toBe(200);
    cursor = reply.body.cursor;
  }
  const { body, text } = await getFeed(api.url, room.eventId, `?at=${cursor}`);
  expect(body).toMatchObject({ kind: 'snapshot', pollAfterMs: 2_500 });
  expect(text, 'every last word once, although some were sent while nobody knew').toContain(
    '"counts":{"b":12},"final":false,"responses":12',
  );
}

// Freezing needs the pids of all its processes, which only Linux tells.
describe.skipIf(process.platform !== 'linux')('[W14] [W6] frozen', () => {
  test('connections stay open and nothing comes back: refused within 3 s, then all is well again', {
    timeout: 40_000,
  }, async () => {
    const pids = serverPids(path(folder, 'postgres'));
    expect(pids.length).toBeGreaterThan(3);
    for (const pid of pids) process.kill(pid, 'SIGSTOP');
    try {
      await theDatabaseIsAway(1_000);
    } finally {
      for (const pid of pids) process.kill(pid, 'SIGCONT');
    }
    await everythingComesBack(1_000);
  });
});

test('[W14] [W6] stopped and started again: refused within 3 s, then all is well again', {
  timeout: 40_000,
}, async () => {
  await server.stop();
  await theDatabaseIsAway(2_000);
  server = await startServer();
  await everythingComesBack(2_000);
});

/** The server and all its children. */
function serverPids(cluster: string): number[] {
  const postmaster = Number(readFileSync(path(cluster, 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
  const parentOf = (pid: string) => {
    try {
      return Number(/^\d+ \(.*\) \S+ (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
    } catch {
      return 0; // gone meanwhile
    }
  };
  const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
  // The parent last: it must not start another child meanwhile.
  return [...children.map(Number), postmaster];
}
