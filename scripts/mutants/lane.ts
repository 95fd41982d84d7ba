/** Where mutants run one after another: a database server of the lane's own, and a Vitest for each of them. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { migrate } from '../../prisma/scripts/migrate.ts';
import { type Postgres, startPostgres } from '../postgres.ts';
import { TEMPLATE } from '../vitest-postgres.ts';
import { type Change, planted, VARIABLE } from './mutant.ts';
import { SERVER_VARIABLE } from './server.ts';
import type { Report } from './verdict.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
const VITEST = resolve(ROOT, 'node_modules/vitest/vitest.mjs');
const CONFIG = resolve(import.meta.dirname, 'vitest.config.ts');
const PRISTINE = 'plenum_pristine';
/** Per test file; three times the slowest: a bug that makes one hang is a bad mutant, not a reason to wait. */
const FILE_MS_MAX = 90_000;

export interface Test {
  readonly file: string;
  readonly title: string;
}

export class Lane {
  readonly #folder: string;
  #server: Postgres | null = null;
  #isTemplatePlanted = false;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<Lane> {
    return new Lane(await mkdtemp(join(tmpdir(), 'plenum-mutants-')));
  }

  /**
   * Runs exactly these tests with the changes planted.
   *
   * @returns Vitest's report; `null` when it wrote none (it crashed, or hung and was ended).
   * @throws when a change of a SQL function cannot be planted.
   */
  async run(tests: readonly Test[], changes: readonly Change[] = []): Promise<Report | null> {
    const files = [...new Set(tests.map(({ file }) => file))];
    const needsDatabase = files.some((file) => file.endsWith('.pg.test.ts'));
    if (needsDatabase) await this.#prepare(changes.filter(({ sql }) => sql !== undefined));
    const outputFile = join(this.#folder, 'report.json');
    await rm(outputFile, { force: true });
    const titles = tests.map(({ title }) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const args = [
      ...['run', '--config', CONFIG, ...files, '--testNamePattern', `^(?:${titles})$`],
      ...['--reporter=json', `--outputFile=${outputFile}`],
    ];
    const env = {
      [VARIABLE]: JSON.stringify(changes.filter(({ file }) => file !== undefined)),
      [SERVER_VARIABLE]: this.#server?.urlOf('postgres'),
    };
    await ended(process.execPath, [VITEST, ...args], env, FILE_MS_MAX * files.length);
    return readFile(outputFile, 'utf8').then(
      (text) => JSON.parse(text) as Report,
      () => null,
    );
  }

  async close(): Promise<void> {
    await this.#server?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** A template as tests expect it, with these functions changed. */
  async #prepare(changes: readonly Change[]): Promise<void> {
    const isFirst = this.#server === null;
    this.#server ??= await startPostgres({ dir: join(this.#folder, 'postgres'), isEphemeral: true });
    if (!isFirst && !this.#isTemplatePlanted && changes.length === 0) return;
    const server = this.#server;
    await query(server.urlOf('postgres'), async (client) => {
      if (isFirst) {
        await client.query(`CREATE DATABASE ${PRISTINE}`);
        await migrate(server.urlOf(PRISTINE));
      }
      await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`);
      await client.query(`CREATE DATABASE ${TEMPLATE} TEMPLATE ${PRISTINE}`);
      this.#isTemplatePlanted = changes.length > 0;
      await query(server.urlOf(TEMPLATE), async (template) => {
        for (const change of changes) await plantSql(template, change);
      });
      // Nobody may connect to it any more: a template in use cannot be cloned.
      await client.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`);
    });
  }
}

async function plantSql(client: pg.Client, change: Change): Promise<void> {
  const { rows } = await client.query('select pg_get_functiondef($1::regproc) as source', [change.sql]);
  await client.query(planted(rows[0].source, change));
}

async function query(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Resolves when the program is gone, whatever became of it. It is silent: its report says all. */
function ended(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  msMax: number,
): Promise<void> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'ignore', env: { ...process.env, ...env } });
    const timer = setTimeout(() => child.kill('SIGKILL'), msMax);
    const end = () => {
      clearTimeout(timer);
      done();
    };
    child.once('error', end);
    child.once('exit', end);
  });
}
