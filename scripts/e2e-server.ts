/** The product as the browser tests see it: an empty database in a folder that goes when the server goes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopOnSignals } from '../backend/src/http/shutdown.ts';
import { printFailure } from './explain.ts';
import { startProduct } from './product.ts';

const folder = await mkdtemp(join(tmpdir(), 'plenum-e2e-'));

const starting = start();
stopOnSignals(async () => (await starting).close());
try {
  await starting;
} catch (error) {
  printFailure(error);
  process.exit(1);
}

async function start() {
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  try {
    const product = await startProduct({
      ...process.env, // PORT and BOOTSTRAP_API_KEY, from playwright.config.ts
      DATABASE_URL: undefined,
      DATA_DIR: folder,
      PLENUM_EPHEMERAL: '1',
      // Reachable under a name that is not localhost: the phone on the venue's network (S7).
      HOST: '0.0.0.0',
      DEMO: '1',
      DRAIN_SECONDS: '0',
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    });
    return {
      async close() {
        await product.close();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
