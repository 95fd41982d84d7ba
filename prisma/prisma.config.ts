/**
 * Tells the Prisma CLI where the schema and the migrations are, and makes it work without a download: the native
 * schema engine it would fetch is replaced by `scripts/schema-engine.mjs`, which runs the same engine as WebAssembly.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(
  new URL('./scripts/schema-engine.mjs', import.meta.url),
);
// Neither the version check nor the telemetry of the CLI leaves the machine.
process.env.CHECKPOINT_DISABLE ??= '1';
process.env.PRISMA_HIDE_UPDATE_MESSAGE ??= '1';

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations' },
  // `generate` and `validate` need no database; every `migrate` command says so itself when the address is missing.
  ...(url ? { datasource: { url } } : {}),
});
