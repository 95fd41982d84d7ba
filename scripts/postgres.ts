/**
 * A real PostgreSQL without installing one: starts the server that npm brought along, on a folder of ours.
 *
 * The server lives exactly as long as the process that started it, also when that process is killed (Linux: the
 * kernel signals it; elsewhere the next start adopts it). A folder remembers its password and port, so addresses
 * stay the same from start to start. Works as root, which PostgreSQL itself refuses, and as an ordinary user.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, isFree } from './ports.ts';
import { initialise, launchCommand, PostgresProblem, readServer, SUPERUSER } from './postgres-cluster.ts';

export { PostgresProblem };

export type Postgres = {
  /** Address of one of its databases; `postgres` always exists. */
  urlOf(database: string): string;
  /** Stops the server if this process is responsible for it; resolves once it is gone. Safe to call twice. */
  stop(): Promise<void>;
};

export type PostgresOptions = {
  /** The folder of the cluster; made when missing. Its log stands beside it as `<dir>.log`. */
  dir: string;
  /** For tests: no fsync, so a power cut may corrupt it. A killed process may not. */
  isEphemeral?: boolean;
};

/** What a folder remembers, in `plenum.json` inside it (mode 0600). */
type Memory = { password: string; port: number; ownerPid: number };

// Away from 5432, so that an installed PostgreSQL is never in the way.
const FIRST_PORT = 54_329;
const START_TIMEOUT_MS = 30_000;
/** A log is for the last few starts. */
const LOG_BYTES_MAX = 1_000_000;
const POLL_MS = 10;
// How long sessions may take to end by themselves when the server stops.
const PATIENCE_MS = 300;

/**
 * Starts the server of a folder, or joins the one that already runs there. Who joined does
 * not stop it: the server goes when the process that started it goes.
 *
 * @throws {PostgresProblem} with a sentence for people: unsupported system, foreign folder, server that won't start.
 * Cost: about 0.6 s the first time (initdb), 0.1 s after that.
 */
export async function startPostgres({ dir, isEphemeral = false }: PostgresOptions): Promise<Postgres> {
  const cluster = resolve(dir);
  if (!existsSync(join(cluster, 'PG_VERSION'))) createCluster(cluster, isEphemeral);

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const server = readServer(cluster);
    if (server?.isReady) return joinServer(cluster, server);
    if (!server) {
      const started = await tryStart(cluster, { isEphemeral, deadline });
      if (started) return started;
    }
    await sleep(POLL_MS); // another process is starting or stopping it
  }
  throw new PostgresProblem(`PostgreSQL did not start within 30 s: see ${cluster}.log.`);
}

/** initdb into a folder beside it, then one rename: a start that is killed half-way leaves no half cluster. */
function createCluster(cluster: string, isEphemeral: boolean): void {
  const draft = `${cluster}.new-${process.pid}`;
  const password = randomBytes(16).toString('hex');
  try {
    // Others may pass through but not look around: the server may run as another user (see asOrdinaryUser).
    mkdirSync(dirname(cluster), { recursive: true, mode: 0o711 });
    initialise(draft, password, isEphemeral);
    remember(draft, { password, port: FIRST_PORT, ownerPid: process.pid });
    renameSync(draft, cluster);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (existsSync(join(cluster, 'PG_VERSION'))) return; // another start was faster: take its cluster
    if (error instanceof PostgresProblem) throw error;
    throw new PostgresProblem(
      `The folder ${cluster} cannot be made (${(error as Error).message}): set another DATA_DIR.`,
    );
  }
}

/** A server is running already: use it, and take it over when the process that started it is gone. */
function joinServer(cluster: string, server: { pid: number; port: number }): Postgres {
  const memory = recall(cluster);
  const isOrphan = !isAlive(memory.ownerPid);
  if (isOrphan) remember(cluster, { ...memory, ownerPid: process.pid });
  return handle({ ...memory, port: server.port }, async () => {
    if (isOrphan) await stopServer(cluster, server.pid);
  });
}

/** @returns `undefined` when the port was taken or another process was faster: look again. */
async function tryStart(
  cluster: string,
  { isEphemeral, deadline }: { isEphemeral: boolean; deadline: number },
): Promise<Postgres | undefined> {
  const memory = { ...recall(cluster), ownerPid: process.pid };
  if (!(await isFree(memory.port))) memory.port = await freePort();
  remember(cluster, memory);

  const before = sizeOf(`${cluster}.log`);
  const child = launch(cluster, memory.port, isEphemeral);
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const server = readServer(cluster);
    // Ours, not that of another start which was faster: its port is another.
    if (server?.isReady && server.pid === child.pid) {
      return handle(memory, async () => {
        if (child.exitCode === null && child.signalCode === null)
          await stopServer(cluster, child.pid as number);
      });
    }
    await sleep(POLL_MS);
  }

  const whole = readFileSync(`${cluster}.log`, 'utf8');
  const log = whole.length > before ? whole.slice(before) : whole;
  // The port was taken in between, another start was faster, or the backends of a killed server are still leaving.
  if (/could not bind|lock file .* already exists|is still in use/.test(log)) return undefined;
  throw new PostgresProblem(
    `PostgreSQL does not start on ${cluster} (${lastReason(log)}): see ${cluster}.log.`,
  );
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

function launch(cluster: string, port: number, isEphemeral: boolean): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    ...(isEphemeral
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
      : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, ...args] = launchCommand(cluster, ['-D', cluster, '-p', String(port), ...flags]);

  // Appended: starts that meet share it, and the one that began anew would take the others' reason away.
  if (sizeOf(`${cluster}.log`) > LOG_BYTES_MAX) truncateSync(`${cluster}.log`);
  const log = openSync(`${cluster}.log`, 'a', 0o600);
  // Its own process group: Ctrl-C reaches us, and we stop the server after those who use it.
  const child = spawn(command, args, {
    stdio: ['ignore', log, log],
    detached: true,
    env: launchEnvironment(cluster),
  });
  child.on('error', () => {}); // shows as an exit code; the log says why
  const stopNow = () => child.kill('SIGINT');
  process.once('exit', stopNow); // process.exit() somewhere, on systems without pdeathsig
  child.once('exit', () => process.off('exit', stopNow));
  return child;
}

/**
 * After a crash `postmaster.pid` may name a pid that now belongs to something else, and PostgreSQL would refuse to
 * start. Through this variable (pg_ctl's own) it learns that this pid is no rival; its other checks stay in force.
 */
function launchEnvironment(cluster: string): NodeJS.ProcessEnv {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return process.env;
  return { ...process.env, PG_GRANDPARENT_PID: readFileSync(pidFile, 'utf8').split('\n', 1)[0]?.trim() };
}

function handle({ password, port }: Pick<Memory, 'password' | 'port'>, stop: () => Promise<void>): Postgres {
  let stopped: Promise<void> | undefined;
  return {
    urlOf: (database) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** Waits for the file to go rather than the pid: of a process nobody reaps, the pid stays for ever. */
async function stopServer(cluster: string, pid: number): Promise<void> {
  const isRunning = () => readServer(cluster)?.pid === pid;
  // First the shutdown that lets sessions end which are just ending, as after pool.end(); then the one that cuts them.
  if (isRunning()) process.kill(pid, 'SIGTERM');
  for (const deadline = Date.now() + PATIENCE_MS; isRunning() && Date.now() < deadline; )
    await sleep(POLL_MS);
  if (isRunning()) process.kill(pid, 'SIGINT');
  while (isRunning()) await sleep(POLL_MS);
}

function recall(cluster: string): Memory {
  return JSON.parse(readFileSync(join(cluster, 'plenum.json'), 'utf8')) as Memory;
}

function remember(cluster: string, memory: Memory): void {
  const file = join(cluster, 'plenum.json');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(memory), { mode: 0o600 });
  renameSync(draft, file); // whole or not at all
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function lastReason(log: string): string {
  const reasons = log.split('\n').filter((line) => /FATAL|PANIC|error|denied|not found/i.test(line));
  return (reasons.at(-1) ?? 'no reason given').replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '').trim();
}
