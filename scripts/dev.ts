/**
 * `npm run dev`: database, API and web client, each side reloading on change. One Ctrl-C ends all of them, and so
 * does the end of any of them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { stopOnSignals } from '../backend/src/http/shutdown.ts';
import { printFailure } from './explain.ts';
import { prepareDatabase, ROOT, type Running } from './product.ts';

// A server that does not stop by itself is not worth waiting for in development.
const STOP_TIMEOUT_MS = 5_000;

const starting = start();
stopOnSignals(async (options) => (await starting).close(options));
try {
  await starting;
} catch (error) {
  printFailure(error);
  process.exit(1);
}

async function start(): Promise<Running> {
  const database = await prepareDatabase(process.env);
  const port = process.env.PORT || '3000';
  const env = {
    ...database.env,
    PORT: port,
    DRAIN_SECONDS: '0',
    API_URL: `http://127.0.0.1:${port}`, // where Vite sends /v1 on
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
  const children = [
    run('api', ['--watch', '--watch-preserve-output', 'backend/src/main.ts'], { cwd: ROOT, env }),
    run('web', [viteCommand(), 'dev'], { cwd: join(ROOT, 'frontend'), env }),
  ];
  let isClosing = false;
  const running = {
    async close() {
      isClosing = true;
      await Promise.all(children.map(stop));
      await database.close();
    },
  };
  for (const child of children) {
    child.once('exit', async () => {
      if (isClosing) return;
      await running.close();
      process.exit(1);
    });
  }
  return running;
}

/** Runs Node with these arguments and puts a name before each line it prints. */
function run(name: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): ChildProcess {
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => console.log(`${name} │ ${line}`));
  }
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(impatience);
}

function viteCommand(): string {
  const manifest = createRequire(join(ROOT, 'frontend/package.json')).resolve('vite/package.json');
  return join(dirname(manifest), 'bin/vite.js');
}
