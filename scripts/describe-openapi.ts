/** The OpenAPI document as the routes describe it; `npm run openapi` writes it to backend/openapi.json. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../backend/src/app.ts';
import { loadConfig } from '../backend/src/config.ts';
import { openDatabase } from '../backend/src/db/client.ts';

/** @param databaseUrl  A migrated database: routes are registered by the real application. */
export async function describeOpenapi(databaseUrl: string): Promise<string> {
  const config = loadConfig({ DATABASE_URL: databaseUrl, TOKEN_SECRET: '0'.repeat(64), LOG_LEVEL: 'silent' });
  const database = openDatabase(config);
  const app = await buildApp(config, database);
  try {
    await app.ready();
    return `${JSON.stringify(app.swagger(), null, 2)}\n`;
  } finally {
    await app.close();
    await database.close();
  }
}

if (import.meta.main) {
  const { prepareDatabase } = await import('./product.ts');
  const folder = await mkdtemp(join(tmpdir(), 'plenum-openapi-'));
  const prepared = await prepareDatabase({ DATA_DIR: folder, PLENUM_EPHEMERAL: '1' });
  try {
    const text = await describeOpenapi(prepared.env.DATABASE_URL ?? '');
    await writeFile(new URL('../backend/openapi.json', import.meta.url), text);
  } finally {
    await prepared.close();
    await rm(folder, { recursive: true, force: true });
  }
}
