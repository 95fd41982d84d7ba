/**
 * The whole product in one process: a migrated database, then the API with the web client. `npm start`, the
 * development server and the browser tests differ only in the environment they give it.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadConfig } from '../backend/src/config.ts';
import { migrate } from '../prisma/scripts/migrate.ts';
import { startPostgres } from './postgres.ts';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DATABASE = 'plenum';

export type Running = {
  /** @param options.drain  Serve on for DRAIN_SECONDS first, as a balancer needs it; not after Ctrl-C. */
  close(options?: { drain?: boolean }): Promise<void>;
};

/**
 * Starts everything and resolves when the product answers.
 *
 * @param env  As documented in the README: DATABASE_URL, DATA_DIR, TOKEN_SECRET, PORT, …
 * @throws what `printFailure` explains. Nothing keeps running after a failure.
 */
export async function startProduct(env: NodeJS.ProcessEnv): Promise<Running & { url: string }> {
  const backend = import('../backend/src/main.ts'); // loads while the database starts
  const database = await prepareDatabase(env);
  try {
    const { serve } = await backend;
    const api = await serve({ env: database.env, web: true });
    return {
      url: api.url,
      async close(options) {
        await api.close(options);
        await database.close(); // last: the API's final writes need it
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Gives a migrated database: that of DATABASE_URL, or an embedded PostgreSQL in DATA_DIR.
 *
 * @returns the environment for the API, with the address, the secret and DEMO filled in.
 */
export async function prepareDatabase(env: NodeJS.ProcessEnv): Promise<Running & { env: NodeJS.ProcessEnv }> {
  if (env.DATABASE_URL?.trim()) {
    loadConfig(env); // a missing TOKEN_SECRET is told before anything is migrated
    await migrate(env.DATABASE_URL);
    return { env, close: async () => {} };
  }

  const dataDir = resolve(ROOT, env.DATA_DIR || '.data');
  const postgres = await startPostgres({
    dir: join(dataDir, 'postgres'),
    isEphemeral: env.PLENUM_EPHEMERAL === '1',
  });
  try {
    const url = postgres.urlOf(DATABASE);
    await createDatabase(postgres.urlOf('postgres'));
    await migrate(url);
    const tokenSecret = env.TOKEN_SECRET || keepSecret(join(dataDir, 'token-secret'));
    return {
      // The terminal is for people here: addresses, then only what is wrong.
      env: {
        ...env,
        DEMO: env.DEMO || '1',
        LOG_LEVEL: env.LOG_LEVEL || 'warn',
        DATABASE_URL: url,
        TOKEN_SECRET: tokenSecret,
      },
      close: postgres.stop,
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client(maintenanceUrl);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04') throw error; // it exists
  } finally {
    await client.end();
  }
}

/** Reads the secret of a data folder, or makes it: tokens of participants stay valid over restarts. */
function keepSecret(file: string): string {
  mkdirSync(join(file, '..'), { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
