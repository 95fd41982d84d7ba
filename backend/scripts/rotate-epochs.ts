/** `npm run rotate-epochs`: the last step of a restore. Every client reads its event anew; nobody keeps a cursor of the lost history. */
import { describeDatabaseError } from '@plenum/prisma/migrate';
import { loadConfig, StartError } from '#/config.ts';
import { openDatabase } from '#/db/client.ts';
import { rotateEpochs } from '#/db/identity.ts';

try {
  const config = loadConfig(process.env);
  const database = openDatabase(config);
  try {
    console.log(`${await rotateEpochs(database.pool)} events have a new epoch.`);
  } catch (error) {
    throw describeDatabaseError(error, config.databaseUrl) ?? error;
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(error instanceof StartError ? error.message : error instanceof Error ? error.message : error);
  process.exit(1);
}
