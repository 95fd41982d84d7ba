/**
 * The process: read the environment, look at the database, build, listen, leave in order.
 * `npm run start:api` runs this file: the API alone, no client, no migration. `npm start` calls `serve`.
 */
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { DatabaseProblem, describeDatabaseError, requireCurrentSchema } from '@plenum/prisma/migrate';
import type { FastifyInstance } from 'fastify';
import { originOf, printAddresses } from './addresses.ts';
import { buildApp } from './app.ts';
import { type Config, type Env, loadConfig, StartError } from './config.ts';
import { openDatabase } from './db/client.ts';
import { drainAndClose, stopOnSignals } from './http/shutdown.ts';

const WEB_DIR = fileURLToPath(new URL('../../frontend/dist/client', import.meta.url));

export interface ServeOptions {
  readonly env?: Env;
  /** Serves the built client too. */
  readonly web?: boolean;
  /** Called once it answers, before the addresses are printed. */
  readonly onReady?: (served: Served) => void;
}

export interface Served {
  /** The origin people should use: PUBLIC_URL, or this machine's address. */
  readonly url: string;
  readonly app: FastifyInstance;
  /**
   * Leaves in order; resolves when the last connection and the database are closed.
   * @param drain  Keep serving for DRAIN_SECONDS after readiness turned 503 (default); false after Ctrl-C.
   */
  close(options?: { drain?: boolean }): Promise<void>;
}

/**
 * Starts a process of the API.
 * @throws {StartError | DatabaseProblem} with a sentence for people. Nothing keeps running after a failure.
 */
export async function serve({ env = process.env, web = false, onReady }: ServeOptions = {}): Promise<Served> {
  const config = loadConfig(env, { webDir: web ? WEB_DIR : null });
  const database = openDatabase(config);
  let app: FastifyInstance | undefined;
  try {
    await patiently(() => requireCurrentSchema(database.pool));
    const running = await buildApp(config, database);
    app = running;
    database.pool.on('error', (error) => running.log.warn({ err: error }, 'idle database connection lost'));
    await listen(running, config);

    const url = originOf(config, (running.server.address() as AddressInfo).port);
    const served: Served = {
      url,
      app: running,
      async close({ drain = true } = {}) {
        await drainAndClose(running, drain ? config.drainSeconds : 0);
        await database.close();
      },
    };
    onReady?.(served);
    printAddresses(url, (await running.demo?.()) ?? null);
    return served;
  } catch (error) {
    await app?.close();
    await database.close();
    throw describeDatabaseError(error, config.databaseUrl) ?? error;
  }
}

/**
 * A machine that starts many processes at once may need longer for its first connection than a request may wait. Slow is not wrong:
 * three tries. Whoever is refused, or finds another schema, is told at once.
 */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 3; ; tries--) {
    try {
      return await work();
    } catch (error) {
      if (tries <= 1 || !/timeout/i.test((error as Error).message)) throw error;
    }
  }
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw listenProblem(error as NodeJS.ErrnoException, host, port) ?? error;
  }
}

function listenProblem({ code }: NodeJS.ErrnoException, host: string, port: number): StartError | null {
  switch (code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is in use: stop the program that uses it, or set PORT to another one.`,
      );
    case 'EACCES':
      return new StartError(`Port ${port} needs more rights: set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`${host} is no address of this machine: correct HOST.`);
    default:
      return null;
  }
}

if (import.meta.main) {
  const starting = serve();
  // Also while it starts: whoever stops it then waits for the start, and leaves in order.
  stopOnSignals(async (options) => (await starting).close(options));
  try {
    await starting;
  } catch (error) {
    console.error(error instanceof StartError || error instanceof DatabaseProblem ? error.message : error);
    process.exit(1);
  }
}
