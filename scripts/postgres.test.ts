/** The embedded server, started by processes that are then treated badly. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chown, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, test as everywhere, expect } from 'vitest';
import { startPostgres } from './postgres.ts';

const isRoot = process.getuid?.() === 0;
// A user that every Linux has, as it is for initdb: known by number.
const ORDINARY_USER = 65534;

let folder: string;
let dir: string;
let children: ChildProcess[];

let finished: string;

beforeAll(async () => {
  finished = await mkdtemp(join(tmpdir(), 'plenum-postgres-'));
  const server = await startPostgres({ dir: join(finished, 'postgres') });
  await server.stop();
});

afterAll(() => rm(finished, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenum-postgres-'));
  dir = join(folder, 'postgres');
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  await expect.poll(isServerAlive).toBe(false);
  await rm(folder, { recursive: true, force: true });
});

/** A checkout in a folder of root's own (`mktemp -d` makes such) is closed to everybody else: nobody else could start anything there. */
const isOpenToOthers =
  !isRoot ||
  spawnSync(process.execPath, ['--version'], { uid: ORDINARY_USER, gid: ORDINARY_USER, cwd: '/' }).status ===
    0;
if (!isOpenToOthers)
  console.warn('SKIPPED: the embedded server as an ordinary user; only root may enter this checkout');

const users: { who: string; uid: number | undefined }[] = isRoot
  ? [
      { who: 'root', uid: 0 },
      { who: 'an ordinary user', uid: ORDINARY_USER },
    ]
  : [{ who: 'an ordinary user', uid: undefined }];

describe.each(users)('as $who', ({ uid }) => {
  const test = isOpenToOthers || uid !== ORDINARY_USER ? everywhere : everywhere.skip;

  beforeEach(async () => {
    if (uid !== undefined) await chown(folder, uid, uid);
  });

  test('kill -9 of the process that started it stops the server, and the next start finds the data', async () => {
    const first = await startInChild(uid);
    await run(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');

    first.child.kill('SIGKILL');
    await expect.poll(isServerAlive, { timeout: 5_000 }).toBe(false);

    const second = await startInChild(uid);
    expect(second.url).toBe(first.url); // same port, same password
    expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('kill -9 of the server itself is survived as well', async () => {
    const first = await startInChild(uid);
    await run(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');

    process.kill(await serverPid(), 'SIGKILL');
    first.child.kill('SIGKILL');

    const second = await startInChild(uid);
    expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });
});

describe('on a folder that exists', () => {
  // A copy is faster than initdb.
  beforeEach(() => cp(finished, folder, { recursive: true }));

  everywhere('two processes on one folder share one server', async () => {
    const [first, second] = await Promise.all([startInChild(), startInChild()]);

    expect(first.url).toBe(second.url);
  });

  everywhere('a server whose starter is gone is taken over and stopped by the next one', async () => {
    const { child } = await startInChild();
    const memory = join(dir, 'plenum.json');
    const gone = spawn('true');
    await new Promise((done) => gone.once('exit', done));
    await writeFile(
      memory,
      JSON.stringify({ ...JSON.parse(await readFile(memory, 'utf8')), ownerPid: gone.pid }),
    );

    const server = await startPostgres({ dir });
    await server.stop();

    expect(await isServerAlive()).toBe(false);
    child.kill('SIGKILL');
  });

  everywhere('a postmaster.pid that names a process of someone else does not stop the start', async () => {
    const first = await startPostgres({ dir });
    const pidFile = await readFile(join(dir, 'postmaster.pid'), 'utf8');
    await first.stop();
    await writeFile(join(dir, 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)));

    const second = await startPostgres({ dir });
    expect(await run(second.urlOf('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  everywhere('a port taken meanwhile is given up for a free one, which is remembered', async () => {
    const first = await startPostgres({ dir });
    await first.stop();
    const stranger = await listen(Number(new URL(first.urlOf('postgres')).port));
    try {
      const second = await startPostgres({ dir });
      await second.stop();
      const third = await startPostgres({ dir });
      await third.stop();

      expect(second.urlOf('postgres')).not.toBe(first.urlOf('postgres'));
      expect(third.urlOf('postgres')).toBe(second.urlOf('postgres'));
    } finally {
      stranger.close();
    }
  });

  everywhere('nobody gets in without the password, and only its owner can read that', async () => {
    const server = await startPostgres({ dir });
    const url = new URL(server.urlOf('postgres'));
    url.password = 'guessed';

    await expect(run(url.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
    await server.stop();
  });

  everywhere('a folder of another PostgreSQL version is refused in one sentence', async () => {
    const server = await startPostgres({ dir });
    await server.stop();
    await writeFile(join(dir, 'PG_VERSION'), '17\n');

    await expect(startPostgres({ dir })).rejects.toThrow(/is of PostgreSQL 17, not 18: move the folder away/);
  });
});

everywhere('a folder that cannot be made is told in one sentence', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(startPostgres({ dir: join(folder, 'file', 'postgres') })).rejects.toThrow(
    /cannot be made \(.*\): set another DATA_DIR/,
  );
});

/** Starts the server from a process of its own, which then does nothing but live. */
async function startInChild(uid?: number): Promise<{ child: ChildProcess; url: string }> {
  const code = `
    import { startPostgres } from ${JSON.stringify(fileURLToPath(new URL('./postgres.ts', import.meta.url)))};
    const server = await startPostgres({ dir: ${JSON.stringify(dir)} });
    console.log(server.urlOf('postgres'));
    setInterval(() => {}, 1000);`;
  const identity = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...identity,
  });
  children.push(child);
  const url = await new Promise<string>((found, failed) => {
    child.stdout?.once('data', (line: Buffer) => found(line.toString().trim()));
    child.once('exit', (code) => failed(new Error(`the starting process ended with ${code}`)));
  });
  return { child, url };
}

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  client.on('error', () => {}); // the server is killed under it
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function serverPid(): Promise<number> {
  return Number((await readFile(join(dir, 'postmaster.pid'), 'utf8')).split('\n', 1)[0]);
}

async function isServerAlive(): Promise<boolean> {
  try {
    process.kill(await serverPid(), 0);
    return true;
  } catch {
    return false; // no file, or no such process
  }
}

function listen(port: number): Promise<Server> {
  return new Promise((done) => {
    const server = createServer().listen(port, '127.0.0.1', () => done(server));
  });
}
