/** One process of the product, started as an operator would, that can be killed, frozen and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);
const pathOf = (path: string, base: URL | string = ROOT) => fileURLToPath(new URL(path, base));
const LEAVE_WITH_PARENT = new URL('preload/leave-with-parent.ts', import.meta.url).href;
// Three at once on a busy machine with two cores.
const START_MS = 90_000;

export const HOST_KEY = 'host-key-of-a-chaos-run-0123456789abcdef';

export const environmentOf = (databaseUrl: string) => ({
  ...process.env,
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  TOKEN_SECRET: 'a secret that all processes of a run share',
  BOOTSTRAP_API_KEY: HOST_KEY,
  LOG_LEVEL: 'warn',
  DRAIN_SECONDS: '0',
  PORT: '0',
});

/** Runs one of the product's commands to its end. @throws {Error} with its output when it fails. */
export async function runScript(path: string, databaseUrl: string): Promise<void> {
  const child = spawn(process.execPath, [pathOf(path)], {
    env: environmentOf(databaseUrl),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${path}: ${output}`);
}

export interface ApiProcess {
  /** Where it listens; `null` while it is down. Another port after every start. */
  readonly url: () => string | null;
  /** What it last wrote. */
  readonly output: () => string;
  start(): Promise<void>;
  /** kill -9, also of a frozen one. */
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

export function createApiProcess(databaseUrl: string, preloads: readonly string[] = []): ApiProcess {
  let child: ChildProcess | null = null;
  let url: string | null = null;
  let output = '';
  process.once('exit', () => child?.kill('SIGKILL'));

  /** @throws {Error} with its output when it ends instead of answering. */
  async function startOnce(): Promise<void> {
    const imports = [LEAVE_WITH_PARENT, ...preloads].flatMap((file) => ['--import', file]);
    const started = spawn(process.execPath, [...imports, pathOf('backend/src/main.ts')], {
      env: environmentOf(databaseUrl),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child = started;
    output = '';
    url = await new Promise<string>((listening, failed) => {
      const hear = (chunk: Buffer) => {
        output = (output + chunk).slice(-20_000);
        const found = /http:\/\/[^\s/]+:\d+/.exec(output)?.[0];
        if (found) listening(found);
      };
      started.stdout.on('data', hear);
      started.stderr.on('data', hear);
      started.once('exit', () => failed(new Error(`a process did not start: ${output}`)));
    });
    started.once('exit', () => {
      if (child === started) url = null;
    });
  }

  return {
    url: () => url,
    output: () => output.slice(-4_000),
    async start() {
      const giveUpMs = Date.now() + START_MS;
      // It waits a second for the database, which a busy machine may need for loading the code alone.
      while (url === null) {
        await startOnce().catch((error: unknown) => {
          if (Date.now() > giveUpMs) throw error;
        });
      }
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      url = null;
      child.kill('SIGKILL');
      await exited;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
}
