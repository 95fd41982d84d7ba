#!/usr/bin/env node
/**
 * Stands in for Prisma's native schema engine, so that `prisma generate` and `prisma migrate …` work with nothing but
 * what npm installed. The CLI starts a "binary" and talks JSON-RPC with it on stdin and stdout; this file is that
 * binary and answers with `@prisma/schema-engine-wasm`, the same engine compiled to WebAssembly.
 *
 * Development and tests only: the product itself never starts it, `migrate.ts` applies migrations.
 * Known limits: PostgreSQL only, no TypedSQL (`generate --sql`), and the packages `prisma`, `@prisma/adapter-pg` and
 * `@prisma/schema-engine-wasm` must carry the same engine hash: upgrade them together or not at all.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const require = createRequire(import.meta.url);

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // the CLI may pass flags that do not matter here
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    version: { type: 'boolean' },
  },
});

if (flags.version) {
  console.log('schema-engine-cli wasm');
  process.exit(0);
}

const databaseUrl = flags.datasource ? JSON.parse(flags.datasource).url : undefined;

/** Columns of type "char" in the last result; see `readCatalogChars`. */
let catalogChars = [];

/** The CLI reads these lines from stderr; it looks for this `target` and skips everything else. */
function log(level, message, fields = {}) {
  const line = { timestamp: new Date().toISOString(), level, fields: { message, ...fields } };
  process.stderr.write(`${JSON.stringify({ ...line, target: 'schema_engine::logger' })}\n`);
}

/** `schema-engine cli <command>`: checks, creates or drops the database itself, then exits. */
async function runOneCommand(command, url) {
  log('INFO', 'Starting schema engine CLI'); // the CLI drops the first line unread
  const database = decodeURIComponent(url.pathname.slice(1)) || 'postgres';
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const name = pg.escapeIdentifier(database);
  try {
    if (command === 'can-connect-to-database') await query(url, 'SELECT 1');
    else if (command === 'create-database') await query(maintenance, `CREATE DATABASE ${name}`);
    else if (command === 'drop-database') await query(maintenance, `DROP DATABASE ${name}`);
    else throw new Error(`unknown command ${command}`);
    process.exit(0);
  } catch (error) {
    const prismaCodes = { '3D000': 'P1003', '42P04': 'P1009', ECONNREFUSED: 'P1001' };
    log('ERROR', error.message, {
      is_panic: false,
      error_code: prismaCodes[error.code] ?? 'P1000',
      meta: { database_name: database, database_schema_name: 'public' },
    });
    process.exit(1);
  }
}

async function query(url, sql) {
  const client = new pg.Client(connectionFields(url));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** JSON-RPC, one request a line, until the CLI closes stdin. */
async function answerRequests() {
  const engine = await loadEngine();
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

  for await (const line of createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // the CLI's receipt for our `print`
    try {
      const result = await callEngine(await engine(), method, params);
      // The native engine prints a diff by calling back; the WebAssembly one returns it.
      if (method === 'diff' && result?.stdout) {
        send({ id: 'print-1', method: 'print', params: { content: result.stdout } });
        delete result.stdout;
      }
      send({ id, result: result ?? null });
    } catch (error) {
      const message = String(error?.message ?? error);
      log('ERROR', message);
      const data = { is_panic: false, message, error_code: error?.code, meta: error?.meta ?? {} };
      send({
        id,
        error: { code: 4466, message: 'An error happened. Check the data field for details.', data },
      });
    }
  }
  process.exit(0);
}

function callEngine(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version(params);
  // Already there: the CLI calls `cli create-database` first when it is not.
  if (method === 'createDatabase') return { databaseName: new URL(databaseUrl).pathname.slice(1) };
  return engine[method](params);
}

/** Instantiates the WebAssembly by hand: the package's own entry imports it in a way only bundlers understand. */
async function loadEngine() {
  // The engine reports a panic through this global and traps; without it the message is lost.
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => log('ERROR', message) };

  const entry = require.resolve('@prisma/schema-engine-wasm');
  const wasm = readFileSync(entry.replace(/schema_engine\.js$/, 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const datamodels = flags.datamodels?.map((path) => [path, readFileSync(path, 'utf8')]);
  let engine;
  // On first use, inside the request: a schema error then reaches the CLI as an answer, not as a crash.
  return () => {
    engine ??= bindings.SchemaEngine.new(
      { datamodels },
      (message) => log('INFO', String(message)),
      adapterFactory(),
    );
    return engine;
  };
}

function adapterFactory() {
  if (!databaseUrl) return undefined;
  readCatalogChars();
  const url = new URL(databaseUrl);
  const schema = url.searchParams.get('schema') ?? undefined;
  return bindMigrationAwareSqlAdapterFactory(new EngineAdapterFactory(connectionFields(url), { schema }));
}

/**
 * Splits the address into fields. Never hand `connectionString` to the adapter: for the shadow database it spreads
 * `{ ...config, database }`, `connectionString` wins over `database`, and the "shadow" would be the real database.
 */
function connectionFields(url) {
  const sslmode = url.searchParams.get('sslmode') ?? '';
  const needsTls = /^(require|verify)/.test(sslmode);
  return {
    host: url.searchParams.get('host') ?? decodeURIComponent(url.hostname),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password) || undefined,
    database: decodeURIComponent(url.pathname.slice(1)),
    ssl: needsTls ? { rejectUnauthorized: sslmode !== 'require' } : undefined,
    max: 1,
  };
}

class EngineAdapterFactory extends PrismaPg {
  async connect() {
    return suitEngine(await super.connect());
  }

  // The adapter's own version drops the shadow database while its pool is still connected to it, which fails.
  async connectToShadowDb() {
    const database = `prisma_shadow_${crypto.randomUUID()}`;
    const admin = new pg.Client(this.config);
    await admin.connect();
    await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);

    const shadow = suitEngine(await new PrismaPg({ ...this.config, database }, this.options).connect());
    const dispose = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await dispose();
      await admin.query(`DROP DATABASE ${pg.escapeIdentifier(database)} WITH (FORCE)`);
      await admin.end();
    };
    return shadow;
  }
}

/** Mends two methods of a connection that the adapter implements for queries only, not for migrations. */
function suitEngine(adapter) {
  // The adapter splits a script at every ';', also inside $$ … $$. Whole, it is one simple query and one
  // implicit transaction, as with the native engine.
  adapter.executeScript = async (sql) => {
    try {
      await adapter.client.query(sql);
    } catch (error) {
      adapter.onError(error);
    }
  };

  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (params) => {
    catalogChars = [];
    const result = await queryRaw(params);
    for (const column of catalogChars) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

/**
 * The engine selects catalogue columns of type "char" (oid 18), which the adapter refuses. Let it read them as
 * bpchar (oid 1042) and put the right label on afterwards. One connection, one query at a time: no mix-up.
 */
function readCatalogChars() {
  const Result = require('pg/lib/result');
  const addFields = Result.prototype.addFields;
  Result.prototype.addFields = function (fields) {
    catalogChars = fields.flatMap((field, column) => (field.dataTypeID === 18 ? [column] : []));
    for (const column of catalogChars) fields[column].dataTypeID = 1042;
    return addFields.call(this, fields);
  };
}

// Last, because the class above exists only from its line on.
if (positionals[0] === 'cli') {
  await runOneCommand(positionals[1], new URL(databaseUrl));
} else {
  await answerRequests();
}
