/**
 * Servers under test, each a process of its own, and what they cost: CPU time and memory as the kernel counts them.
 * The load generator lives in the bench's own process, so that none of it is counted.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readProfile } from './profile.ts';

export const TOKEN_SECRET = 'a secret that all processes of a bench share';
export const HOST_KEY = 'host-key-of-the-benches-0123456789abcdef';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const baseline = (name: string) => fileURLToPath(new URL(`./baselines/${name}.ts`, import.meta.url));

export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Ends it, and prints the profile when there is one. */
  stop(): Promise<void>;
  /** As a crash would. */
  kill(): Promise<void>;
}

export interface ServerOptions {
  readonly env?: Record<string, string>;
  readonly nodeFlags?: readonly string[];
  readonly isProfiled?: boolean;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** One process of the API on a database. */
export function startApi(
  databaseUrl: string,
  options: ServerOptions & { port?: number } = {},
): Promise<Server> {
  const env = {
    DATABASE_URL: databaseUrl,
    TOKEN_SECRET,
    BOOTSTRAP_API_KEY: HOST_KEY,
    LOG_LEVEL: 'silent',
    DRAIN_SECONDS: '0',
    PORT: String(options.port ?? 0),
    ...options.env,
  };
  return start(MAIN, { ...options, env });
}

/** One of the servers in `baselines/`: it prints its address like the API. */
export function startBaseline(name: string, options: ServerOptions = {}): Promise<Server> {
  return start(baseline(name), options);
}

async function start(
  file: string,
  { env = {}, nodeFlags = [], isProfiled = false }: ServerOptions,
): Promise<Server> {
  const profiles = isProfiled ? mkdtempSync(join(tmpdir(), 'plenum-profile-')) : null;
  const profiling = profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : [];
  const spawnedAtMs = performance.now();
  const child = spawn(process.execPath, [...nodeFlags, ...profiling, file], {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const exited = once(child, 'exit').finally(() => running.delete(child));
  let output = '';
  const port = await new Promise<string>((listening, failed) => {
    const hear = (chunk: Buffer) => {
      output += chunk;
      const found = /http:\/\/[^\s/]+:(\d+)/.exec(output)?.[1];
      if (found) listening(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    exited.then(() => failed(new Error(`the server did not start: ${output}`)), failed);
  });
  const startMs = performance.now() - spawnedAtMs;
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await exited;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid as number,
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGTERM');
      if (profiles) for (const name of readdirSync(profiles)) readProfile(join(profiles, name), startMs);
    },
  };
}

// Linux has counted in hundredths of a second since before it could be configured.
const TICKS_PER_SECOND = 100;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Own, and that of children it has reaped, in seconds. */
  readonly own: number;
  readonly reaped: number;
}

function stat(pid: number | string): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold spaces: what follows the last one is plain.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (field: number) => (fields[field - 3] as number) / TICKS_PER_SECOND;
    return { pid: Number(pid), parent: fields[1] as number, own: at(14) + at(15), reaped: at(16) + at(17) };
  } catch {
    return null; // gone meanwhile
  }
}

/** User and system time of a process so far, in seconds. */
export function cpuSeconds(pid: number): number {
  return stat(pid)?.own ?? 0;
}

/** The same of a postmaster and all its children, also those that have ended. */
export function familyCpuSeconds(pid: number): number {
  let sum = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const found = stat(name);
    if (found?.pid === pid) sum += found.own + found.reaped;
    else if (found?.parent === pid) sum += found.own;
  }
  return sum;
}

/** Resident memory, in bytes. */
export function residentBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

/** Largest number of open files a process here may have, or null where nobody says. */
export function openFilesMax(): number | null {
  const found = /Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return found === undefined ? null : Number(found);
}
