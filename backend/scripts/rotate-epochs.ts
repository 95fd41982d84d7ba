/**
 * `npm run rotate-epochs`: the last step of a restore. Every client reads its event anew; nobody keeps a cursor of the lost history.
 * Works on DATABASE_URL; without it on the embedded database, while the product is stopped.
 */
import { checkDatabaseUrl, describeDatabaseError } from '@plenum/prisma/migrate';
import pg from 'pg';
import { rotateEpochs } from '#/db/identity.ts';

/** The database to work on, and how to leave it. Where a container holds the API alone, there is no embedded one. */
async function findDatabase(): Promise<{ url: string; close(): Promise<void> }> {
  const url = process.env.DATABASE_URL?.trim();
  if (url) return { url: checkDatabaseUrl(url).href, close: async () => {} };
  const { prepareDatabase } = await import('../../scripts/product.ts');
  const { env, close } = await prepareDatabase(process.env);
  return { url: env.DATABASE_URL as string, close };
}

try {
  const { url, close } = await findDatabase();
  const pool = new pg.Pool({ connectionString: url });
  try {
    console.log(`${await rotateEpochs(pool)} events have a new epoch.`);
  } catch (error) {
    throw describeDatabaseError(error, url) ?? error;
  } finally {
    await pool.end();
    await close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
