/**
 * A durable PostgreSQL of the run's own, and what can be done to it: killed with all its children, stopped, copied
 * cold, and set back to the copy.
 */
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Postgres, startPostgres } from '../../../scripts/postgres.ts';

export interface Cluster {
  /** The same after every start. */
  readonly urlOf: (database: string) => string;
  start(): Promise<void>;
  /** In order: everything acknowledged is on disk. */
  stop(): Promise<void>;
  /** kill -9 of the postmaster and of all its children. */
  kill(): Promise<void>;
  /** Keeps the data folder as it is; the server must be stopped. */
  copy(): Promise<void>;
  /** Sets the data folder back to the last copy, which is used up; the server must be stopped. */
  putBack(): Promise<void>;
  /** Stops it and removes all of it. */
  destroy(): Promise<void>;
}

export async function createCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-chaos-'));
  const dir = join(folder, 'postgres');
  const copied = join(folder, 'copy');
  let server: Postgres | null = null;
  // A run that is interrupted leaves nothing either; its server is stopped by the same event.
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', remove);
  try {
    await (await startPostgres({ dir })).stop();
    // A port of its own: while it is killed, another embedded server must not take its place. Below the ephemeral ones.
    const memory = JSON.parse(readFileSync(join(dir, 'plenum.json'), 'utf8'));
    writeFileSync(join(dir, 'plenum.json'), JSON.stringify({ ...memory, port: await freePort() }), {
      mode: 0o600,
    });
    server = await startPostgres({ dir });
  } catch (error) {
    await server?.stop();
    remove();
    throw error;
  }
  const { urlOf } = server;

  const stop = async () => {
    await server?.stop();
    server = null;
  };
  return {
    urlOf,
    stop,
    async start() {
      server = await startPostgres({ dir });
      if (server.urlOf('x') !== urlOf('x'))
        throw new Error('the port of the cluster was taken while it was down');
    },
    async kill() {
      const pids = pidsOf(dir);
      for (const pid of pids) signal(pid, 'SIGKILL');
      while (pids.some(isRunning)) await sleep(10);
      server = null;
    },
    async copy() {
      await rm(copied, { recursive: true, force: true });
      // Some 1,000 files: ten times as fast as one after another from here.
      await promisify(execFile)('cp', ['-a', dir, copied]);
    },
    async putBack() {
      await rm(dir, { recursive: true, force: true });
      await rename(copied, dir);
    },
    async destroy() {
      await stop();
      process.off('exit', remove);
      remove();
    },
  };
}

async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** The postmaster first: it must not start another child meanwhile. */
function pidsOf(dir: string): number[] {
  const file = join(dir, 'postmaster.pid');
  if (!existsSync(file)) return [];
  const postmaster = Number(readFileSync(file, 'utf8').split('\n', 1)[0]);
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return [postmaster, ...all.map(Number).filter((pid) => statusOf(pid)?.parent === postmaster)];
}

function statusOf(pid: number): { state: string; parent: number } | null {
  try {
    const [, state, parent] =
      /^\d+ \(.*\) (\S+) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { state: state as string, parent: Number(parent) };
  } catch {
    return null;
  }
}

/** A zombie that nobody reaps is gone for us. */
const isRunning = (pid: number): boolean => !['Z', 'X', undefined].includes(statusOf(pid)?.state);

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone meanwhile
  }
}
