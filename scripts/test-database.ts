/** Databases for tests: each gets its own, cloned from the migrated template in about 30 ms, so none sees another. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { TEMPLATE } from './vitest-postgres.ts';

// Only to tell clones apart from other advisory locks of the server's `postgres` database.
const CLONE_LOCK = 56_100;

export type TestDatabase = {
  url: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
};

/** A database with all migrations applied and no rows. For tests in `*.pg.test.ts`. */
export function cloneDatabase(): Promise<TestDatabase> {
  return createDatabase(`TEMPLATE ${TEMPLATE}`);
}

/** A database with nothing in it, for tests about migrations. */
export function emptyDatabase(): Promise<TestDatabase> {
  return createDatabase('TEMPLATE template0');
}

async function createDatabase(origin: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administrate(async (client) => {
    // One after the other: PostgreSQL refuses a template that another clone is just reading.
    await client.query('SELECT pg_advisory_lock($1)', [CLONE_LOCK]);
    await client.query(`CREATE DATABASE ${name} ${origin}`);
  });
  const url = new URL(inject('testServerUrl'));
  url.pathname = name;
  return {
    url: url.href,
    drop: () => administrate((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

async function administrate(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(inject('testServerUrl'));
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
