/** Holds the migrator against Prisma's own CLI: after either of them ran, the other must find everything in order. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyDatabase, type TestDatabase } from '../../scripts/test-database.ts';
import { migrate, pendingMigrations, requireCurrentSchema, schemaStatus } from './migrate.ts';

const PRISMA = fileURLToPath(new URL('..', import.meta.url));
// Starting the CLI costs about a second.
const CLI_TIMEOUT_MS = 30_000;

let database: TestDatabase;
let client: pg.Client;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenum-migrations-'));
  database = await emptyDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('next to the Prisma CLI', { timeout: CLI_TIMEOUT_MS }, () => {
  test('what we applied, "prisma migrate status" calls up to date and "deploy" leaves alone', async () => {
    expect(await migrate(database.url)).not.toEqual([]);

    expect(await prisma('migrate', 'status')).toContain('Database schema is up to date');
    expect(await prisma('migrate', 'deploy')).toContain('No pending migrations to apply');
  });

  test('what "prisma migrate deploy" applied, we leave alone', async () => {
    await prisma('migrate', 'deploy');

    expect(await migrate(database.url)).toEqual([]);
    expect(await schemaStatus(client)).toBe('current');
  });

  test('table and rows of the bookkeeping are the same from both', async () => {
    await migrate(database.url);
    const ours = await readBookkeeping();
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    await prisma('migrate', 'deploy');

    expect(ours).toEqual(await readBookkeeping());
  });

  test('the migrations, applied one after the other, give exactly the schema', async () => {
    const diff = prisma(
      'migrate',
      'diff',
      '--from-migrations',
      'migrations',
      '--to-schema',
      'schema',
      '--exit-code',
    );

    expect(await diff).toContain('No difference detected');
  });

  async function prisma(...args: string[]): Promise<string> {
    const env = { ...process.env, DATABASE_URL: database.url, FORCE_COLOR: '0' };
    const cli = fileURLToPath(new URL('../../node_modules/prisma/build/index.js', import.meta.url));
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], { cwd: PRISMA, env });
      return stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`prisma ${args.join(' ')} failed\n${stdout}${stderr}`, { cause: error });
    }
  }
});

test('four processes migrating at once apply every migration once', async () => {
  const runs = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)));

  const names = (await readBookkeeping()).rows.map((row) => row.migration_name);
  expect(runs.flat().sort()).toEqual(names);
  expect(runs.filter((applied) => applied.length > 0)).toHaveLength(1);
});

test('a migration edited after it was applied is refused', async () => {
  const dir = await migrations({ '1_first': 'CREATE TABLE a (id int)' });
  await migrate(database.url, dir);
  await migrations({ '1_first': 'CREATE TABLE a (id bigint)' });

  await expect(migrate(database.url, dir)).rejects.toThrow(/1_first was edited after it was applied/);
});

test('a migration that fails changes nothing, says why, and runs again once corrected', async () => {
  const dir = await migrations({ '1_first': 'CREATE TABLE a (id int); CREATE TABLE b (id nonsense)' });

  await expect(migrate(database.url, dir)).rejects.toThrow(
    /1_first failed and changed nothing \(type "nonsense" does not exist\)/,
  );
  expect(await tables()).toEqual(['_prisma_migrations']);
  const { rows } = await client.query(
    'SELECT logs FROM "_prisma_migrations" WHERE rolled_back_at IS NOT NULL',
  );
  expect(rows).toEqual([{ logs: expect.stringContaining('nonsense') }]);

  await migrations({ '1_first': 'CREATE TABLE a (id int); CREATE TABLE b (id int)' });
  expect(await migrate(database.url, dir)).toEqual(['1_first']);
});

test('a migration the CLI left unfinished stops everything until somebody resolves it', async () => {
  const dir = await migrations({ '1_first': 'CREATE TABLE a (id int)' });
  await migrate(database.url, dir);
  await client.query('UPDATE "_prisma_migrations" SET finished_at = NULL');

  await expect(migrate(database.url, dir)).rejects.toThrow(/1_first failed earlier: .*migrate resolve/);
});

test('a process refuses a schema that is behind its code, or newer', async () => {
  const dir = await migrations({ '1_first': 'SELECT 1' });
  expect(await schemaStatus(client, dir)).toBe('behind');
  await expect(requireCurrentSchema(client, dir)).rejects.toThrow(/lacks one migration .* "npm run migrate"/);

  await migrate(database.url, dir);
  expect(await schemaStatus(client, dir)).toBe('current');
  await requireCurrentSchema(client, dir);

  await migrations({ '2_second': 'SELECT 2' });
  expect(await pendingMigrations(client, dir)).toEqual(['2_second']);

  await migrate(database.url, dir);
  await rm(new URL('2_second', dir), { recursive: true });
  expect(await schemaStatus(client, dir)).toBe('newer');
  await expect(requireCurrentSchema(client, dir)).rejects.toThrow(/newer version \(it holds 2_second\)/);
  await expect(migrate(database.url, dir)).rejects.toThrow(/newer version/);
});

test.each([
  ['no address at all', () => 'nonsense', /not a PostgreSQL address/],
  ['another kind of address', () => 'mysql://root@localhost/plenum', /not a PostgreSQL address/],
  ['no database named', () => 'postgresql://127.0.0.1:5432', /not a PostgreSQL address/],
  ['nobody listening', () => changed({ port: '1' }), /does not answer at 127\.0\.0\.1:1: start it/],
  [
    'an unknown host',
    () => changed({ hostname: 'db.invalid' }),
    /host db\.invalid of DATABASE_URL is unknown/,
  ],
  ['a wrong password', () => changed({ password: 'wrong' }), /refuses the user "plenum"/],
  ['a missing database', () => changed({ pathname: 'nowhere' }), /database "nowhere" does not exist/],
])('%s is told in one sentence without the password', async (_case, url, sentence) => {
  const problem: Error = await migrate(url()).then(
    () => expect.unreachable(),
    (error) => error,
  );

  expect(problem.name).toBe('DatabaseProblem');
  expect(problem.message).toMatch(sentence);
  expect(problem.message).not.toContain(new URL(database.url).password);
});

function changed(part: Partial<Pick<URL, 'port' | 'hostname' | 'password' | 'pathname'>>): string {
  return Object.assign(new URL(database.url), part).href;
}

/** Writes migrations into the test's folder, over those of the same name. */
async function migrations(files: Record<string, string>): Promise<URL> {
  for (const [name, sql] of Object.entries(files)) {
    await mkdir(join(folder, name), { recursive: true });
    await writeFile(join(folder, name, 'migration.sql'), sql);
  }
  return pathToFileURL(`${folder}/`);
}

async function tables(): Promise<string[]> {
  const { rows } = await client.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  return rows.map((row) => row.tablename);
}

/** Everything the bookkeeping says except ids and times, and how its table is made. */
async function readBookkeeping(): Promise<{ columns: unknown[]; rows: { migration_name: string }[] }> {
  const { rows: columns } = await client.query(
    `SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull, attnum,
            pg_get_expr(adbin, adrelid) AS "default",
            (SELECT array_agg(pg_get_constraintdef(oid) ORDER BY conname) FROM pg_constraint WHERE conrelid = attrelid) AS constraints
       FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = '"_prisma_migrations"'::regclass AND attnum > 0 ORDER BY attnum`,
  );
  const { rows } = await client.query(
    `SELECT checksum, migration_name, logs, rolled_back_at, applied_steps_count, finished_at >= started_at AS "isFinished"
       FROM "_prisma_migrations" ORDER BY migration_name`,
  );
  return { columns, rows };
}
