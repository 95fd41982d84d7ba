/**
 * The way to PostgreSQL: one pool for the hot path's SQL and for Prisma, in which every wait has an end. Without these
 * limits a frozen database leaves every request pending for ever, and one dropped idle connection ends the process.
 */
import { PrismaClient, PrismaPg } from '@plenum/prisma';
import pg from 'pg';
import type { Config } from '#/config.ts';

export { isDatabaseAway } from '#/errors.ts';

export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  /** Whether the database answers within its deadlines (about 2 s); never throws. */
  ping(): Promise<boolean>;
  close(): Promise<void>;
}

export interface PoolTimes {
  /** For a connection: a free one of the pool, or a new one. */
  readonly connectMs: number;
  /** For one statement, measured by the server. */
  readonly statementMs: number;
  /** For one statement, measured here: the server may be frozen or gone. */
  readonly queryMs: number;
  /** For one row or table lock. */
  readonly lockMs: number;
  /** For a transaction that waits for us; its locks are everybody's. */
  readonly idleInTransactionMs: number;
}
/** Together under the 3 s within which a write must be refused (W14). */
const TIMES: PoolTimes = {
  connectMs: 1_000,
  statementMs: 1_500,
  queryMs: 1_800,
  lockMs: 1_000,
  idleInTransactionMs: 3_000,
};

export interface DatabaseOptions {
  /** Hears of connections that died while idle; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void;
  readonly times?: Partial<PoolTimes>;
}

type DatabaseConfig = Pick<Config, 'databaseUrl'> & Partial<Pick<Config, 'databasePoolMax'>>;

/** Connects at the first query, not before. */
export function openDatabase(
  config: DatabaseConfig,
  { onIdleError = () => {}, times }: DatabaseOptions = {},
): Database {
  const { connectMs, statementMs, queryMs, lockMs, idleInTransactionMs } = { ...TIMES, ...times };
  const pool = new pg.Pool({
    connectionString: config.databaseUrl,
    application_name: 'plenum',
    max: config.databasePoolMax ?? 10,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementMs,
    query_timeout: queryMs,
    lock_timeout: lockMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // Unheard, the error of an idle connection ends the process.
  pool.on('error', onIdleError);
  // `minimal`: its messages would quote the query's arguments.
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' });

  return {
    pool,
    prisma,
    async ping() {
      try {
        await pool.query('SELECT 1');
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      // Prisma leaves a pool it was given alone.
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
