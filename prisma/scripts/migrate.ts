/**
 * Applies the migrations with nothing but `pg`, so that production needs no Prisma CLI. The bookkeeping is the CLI's
 * own (table, checksums, advisory lock): `prisma migrate status` and `deploy` carry on from here and the other way
 * round. One difference, on purpose: a migration and its row commit together, so a crash or an error half-way leaves
 * the database as it was and the next run simply tries again, where the CLI would ask for `migrate resolve`.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { checkDatabaseUrl, DatabaseProblem, describeDatabaseError } from './problems.ts';

export { checkDatabaseUrl, DatabaseProblem, describeDatabaseError };

/** `prisma/migrations`. */
export const MIGRATIONS = new URL('../migrations/', import.meta.url);

/** `newer`: the database holds migrations this code does not know. `behind`: some are still to be applied. */
export type SchemaStatus = 'current' | 'behind' | 'newer';

/** A client or a pool: whatever runs one statement. */
type Queryable = Pick<pg.ClientBase, 'query'>;

type Migration = { name: string; sql: string; checksum: string };
type Row = { name: string; checksum: string; isFinished: boolean };

// The number Prisma Migrate locks, so that its CLI and we never run at the same time.
const ADVISORY_LOCK = 72_707_369;
const CONNECT_TIMEOUT_MS = 10_000;
// Long enough for a slow migration of another process; then a sentence is better than silence.
const LOCK_TIMEOUT_MS = 120_000;
// `RETURNING old.*, new.*` and `uuidv7()` need it.
const POSTGRES_VERSION_MIN = 18;

// To the letter what the CLI creates.
const BOOKKEEPING = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum"            VARCHAR(64) NOT NULL,
  "finished_at"         TIMESTAMPTZ,
  "migration_name"      VARCHAR(255) NOT NULL,
  "logs"                TEXT,
  "rolled_back_at"      TIMESTAMPTZ,
  "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Brings a database up to date. Safe to run from several processes at once: one works, the others wait.
 *
 * @returns the names of the migrations applied, in order; empty when there was nothing to do.
 * @throws {DatabaseProblem} with a sentence for people: no connection, PostgreSQL too old, a schema newer than the
 *   code, a migration edited after it was applied, or one that failed.
 */
export async function migrate(connectionString: string, dir: URL = MIGRATIONS): Promise<string[]> {
  checkDatabaseUrl(connectionString);
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'plenum-migrate',
  });
  // A lost connection fails the query under way; unheard, this second report of it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await checkServerVersion(client);
    await lock(client);
    await client.query(BOOKKEEPING);
    const applied: string[] = [];
    for (const migration of await findPending(client, dir)) {
      await apply(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } catch (error) {
    throw describeDatabaseError(error, connectionString) ?? error;
  } finally {
    await client.end(); // gives the advisory lock back as well
  }
}

/**
 * Compares a database with the migrations of this code; changes nothing.
 *
 * @throws {DatabaseProblem} when a migration was edited after it was applied, or failed and was not resolved.
 */
export async function schemaStatus(client: Queryable, dir: URL = MIGRATIONS): Promise<SchemaStatus> {
  const { pending, unknown } = await compare(client, dir);
  if (unknown.length > 0) return 'newer';
  return pending.length > 0 ? 'behind' : 'current';
}

/**
 * The names of the migrations still to be applied, in order.
 *
 * @throws {DatabaseProblem} as `schemaStatus`, and when the schema is newer than the code.
 */
export async function pendingMigrations(client: Queryable, dir: URL = MIGRATIONS): Promise<string[]> {
  return (await findPending(client, dir)).map((migration) => migration.name);
}

/**
 * For a process about to serve: lets it pass only on exactly the schema it was written for.
 *
 * @throws {DatabaseProblem} when the schema is behind (run the migrations) or newer (run newer code).
 */
export async function requireCurrentSchema(client: Queryable, dir: URL = MIGRATIONS): Promise<void> {
  const pending = await pendingMigrations(client, dir);
  if (pending.length > 0) {
    throw new DatabaseProblem(
      `The database lacks ${count(pending.length)} of this version: run "npm run migrate" first.`,
    );
  }
}

async function findPending(client: Queryable, dir: URL): Promise<Migration[]> {
  const { pending, unknown } = await compare(client, dir);
  if (unknown.length > 0) {
    throw new DatabaseProblem(
      `The database was set up by a newer version (it holds ${unknown.at(-1)}): update this code, or use another database.`,
    );
  }
  return pending;
}

async function compare(client: Queryable, dir: URL): Promise<{ pending: Migration[]; unknown: string[] }> {
  const rows = await readRows(client);
  const migrations = await readMigrations(dir);

  for (const { name, checksum, isFinished } of rows) {
    const migration = migrations.find((candidate) => candidate.name === name);
    if (!isFinished) {
      throw new DatabaseProblem(
        `The migration ${name} failed earlier: repair the database, then run "npm run prisma -w prisma -- migrate resolve".`,
      );
    }
    if (migration && migration.checksum !== checksum) {
      throw new DatabaseProblem(
        `The migration ${name} was edited after it was applied: restore the file and put the change into a new migration.`,
      );
    }
  }
  return {
    pending: migrations.filter(({ name }) => !rows.some((row) => row.name === name)),
    unknown: rows.map(({ name }) => name).filter((name) => !migrations.some((known) => known.name === name)),
  };
}

async function readRows(client: Queryable): Promise<Row[]> {
  try {
    const { rows } = await client.query<Row>(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
         FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY migration_name`,
    );
    return rows;
  } catch (error) {
    if ((error as { code?: string }).code === '42P01') return []; // no such table: an empty database
    throw error;
  }
}

async function readMigrations(dir: URL): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(new URL(`${name}/migration.sql`, dir), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Runs one migration and its row in one transaction, so that neither exists without the other. */
async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ($1, $2, $3)`,
      [id, checksum, name],
    );
    await client.query(sql); // no parameters: the simple protocol, which takes many statements
    await client.query(
      // Not now(): that is the start of the transaction.
      `UPDATE "_prisma_migrations" SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1`,
      [id],
    );
    await client.query('COMMIT');
  } catch (error) {
    await noteRollback(client, { id, name, checksum, error }).catch(() => {}); // the first error is the one to tell
    throw new DatabaseProblem(
      `The migration ${name} failed and changed nothing (${(error as Error).message}): correct it and run it again.`,
      { cause: error },
    );
  }
}

/** Leaves the row that `prisma migrate resolve --rolled-back` would: true, kept for the record, in nobody's way. */
async function noteRollback(
  client: pg.Client,
  { id, name, checksum, error }: { id: string; name: string; checksum: string; error: unknown },
): Promise<void> {
  await client.query('ROLLBACK');
  await client.query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, logs, rolled_back_at) VALUES ($1, $2, $3, $4, now())`,
    [id, checksum, name, String(error)],
  );
}

async function checkServerVersion(client: Queryable): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major < POSTGRES_VERSION_MIN) {
    throw new DatabaseProblem(
      `PostgreSQL ${major} is too old: give DATABASE_URL of a server with version ${POSTGRES_VERSION_MIN} or newer.`,
    );
  }
}

async function lock(client: pg.Client): Promise<void> {
  await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    throw new DatabaseProblem(
      'Another process has been migrating this database for two minutes: wait for it.',
    );
  }
  await client.query('RESET lock_timeout'); // a migration may wait for its own locks as long as it needs
}

function count(migrations: number): string {
  return migrations === 1 ? 'one migration' : `${migrations} migrations`;
}

/** `npm run migrate`. */
async function main(): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new DatabaseProblem('DATABASE_URL is not set: give the database to migrate.');
  const applied = await migrate(url);
  for (const name of applied) console.log(`applied ${name}`);
  console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${count(applied.length)}.`);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof DatabaseProblem ? error.message : error);
    process.exitCode = 1;
  }
}
