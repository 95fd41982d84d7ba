/** [W14] every wait for PostgreSQL ends, and a lost connection ends no process. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../scripts/test-database.ts';
import { type Database, isDatabaseAway, openDatabase } from './client.ts';

let testDatabase: TestDatabase;
let database: Database;
const idleErrors: Error[] = [];

beforeAll(async () => {
  testDatabase = await cloneDatabase();
  const times = { statementMs: 300, lockMs: 200, idleInTransactionMs: 300 };
  const onIdleError = (error: Error) => void idleErrors.push(error);
  database = openDatabase({ databaseUrl: testDatabase.url, databasePoolMax: 3 }, { times, onIdleError });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** What a call is refused with, and how long that took. */
async function refusal(work: () => Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const startedAt = performance.now();
  try {
    await work();
  } catch (error) {
    return { error, ms: performance.now() - startedAt };
  }
  throw new Error('it was not refused');
}

describe('a database that answers', () => {
  test('serves SQL and Prisma from one pool', async () => {
    expect(await database.ping()).toBe(true);
    expect(await database.prisma.hostUser.count()).toBe(0);
    expect(database.pool.totalCount).toBeLessThanOrEqual(3);
  });

  test.each([
    ['a slow statement', (query: Query) => query('SELECT pg_sleep(5)')],
    [
      'a lock that is not given back',
      async (query: Query) => {
        const holder = await database.pool.connect();
        try {
          await holder.query('BEGIN; LOCK TABLE host_user');
          await query('SELECT * FROM host_user');
        } finally {
          await holder.query('ROLLBACK');
          holder.release();
        }
      },
    ],
  ])('%s is given up and counts as away', async (_what, work) => {
    for (const query of [
      (sql: string) => database.pool.query(sql),
      (sql: string) => database.prisma.$queryRawUnsafe(sql),
    ]) {
      const { error, ms } = await refusal(() => work(query));
      expect(isDatabaseAway(error)).toBe(true);
      expect(ms).toBeLessThan(1_000);
    }
  });

  test('a full pool is not waited for longer than a second', async () => {
    const clients = await Promise.all([1, 2, 3].map(() => database.pool.connect()));
    const { error, ms } = await refusal(() => database.pool.query('SELECT 1'));
    for (const client of clients) client.release();
    expect(isDatabaseAway(error)).toBe(true);
    expect(ms).toBeLessThan(1_300);
  });

  test('a mistake in a statement is not "away"', async () => {
    for (const sql of [
      'SELECT 1/0',
      'SELEC',
      `SELECT 'x'::uuid`,
      `INSERT INTO host_user (id) VALUES ('x')`,
    ]) {
      expect(isDatabaseAway((await refusal(() => database.pool.query(sql))).error)).toBe(false);
      expect(isDatabaseAway((await refusal(() => database.prisma.$executeRawUnsafe(sql))).error)).toBe(false);
    }
  });

  test('idle connections that die are heard of and replaced', async () => {
    const [victim, other] = await Promise.all([database.pool.connect(), database.pool.connect()]);
    const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    victim.release();
    await other.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    other.release();
    await expect.poll(() => idleErrors.length).toBeGreaterThan(0);
    const pids = await database.pool.query<{ pid: number }>(
      'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
    );
    expect(pids.rows.map(({ pid }) => pid)).not.toContain(rows[0]?.pid);
    expect(await database.ping()).toBe(true);
  });
});
type Query = (sql: string) => Promise<unknown>;

describe('a database that is away', () => {
  const servers: { server: Server; sockets: Set<Socket> }[] = [];
  afterEach(() => {
    for (const { server, sockets } of servers.splice(0)) {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });

  /** A server that takes connections and never says a word: a frozen machine. */
  async function frozen(): Promise<string> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => sockets.add(socket));
    servers.push({ server, sockets });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `postgresql://nobody@127.0.0.1:${(server.address() as { port: number }).port}/none`;
  }

  test.each([
    ['frozen', frozen],
    ['not there', async () => 'postgresql://nobody@127.0.0.1:1/none'],
    ['of an unknown name', async () => 'postgresql://nobody@plenum.invalid/none'],
  ])('%s: reads, writes and transactions are refused within 3 s', async (_what, address) => {
    const away = openDatabase({ databaseUrl: await address() });
    const refusals = await Promise.all([
      ...Array.from({ length: 20 }, () => refusal(() => away.pool.query('SELECT 1'))),
      refusal(() => away.prisma.hostUser.count()),
      refusal(() => away.prisma.$transaction(async (tx) => tx.hostUser.count())),
    ]);
    for (const { error, ms } of refusals) {
      expect(isDatabaseAway(error), String(error)).toBe(true);
      expect(ms).toBeLessThan(3_000);
    }
    expect(await away.ping()).toBe(false);
    await away.close();
  });
});
