/**
 * One throw-away PostgreSQL for a whole test run, with a migrated database to clone from. Tests reach it through
 * `test-database.ts`. Runs once, in Vitest's main process, before the first test of a database project.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../prisma/scripts/migrate.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's server, database `postgres`. */
    testServerUrl: string;
  }
}

export const TEMPLATE = 'plenum_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-test-'));
  const server = await startPostgres({ dir: join(folder, 'postgres'), isEphemeral: true });
  const teardown = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const client = new pg.Client(server.urlOf('postgres'));
    // When a migration fails the server goes first; its farewell must not hide why.
    client.on('error', () => {});
    await client.connect();
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    await migrate(server.urlOf(TEMPLATE));
    // Nobody may connect to it any more: a template in use cannot be cloned.
    await client.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`);
    await client.end();
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('testServerUrl', server.urlOf('postgres'));
  return teardown;
}
