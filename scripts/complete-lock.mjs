#!/usr/bin/env node
/**
 * Completes package-lock.json: `node scripts/complete-lock.mjs` after every change of a dependency.
 *
 * Tools such as Biome, Turborepo and esbuild carry one optional package per platform. A registry mirror may hold only
 * some of them; `npm install` then silently leaves the others out of the lock, and `npm ci` refuses it ("Missing: …
 * from lock file"). This script writes the missing entries from what the tools' own entries demand. They carry no
 * integrity hash: with the full registry in reach, `npm install --package-lock-only` fills it in.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const OPERATING_SYSTEMS = {
  ...Object.fromEntries(
    [
      'aix',
      'android',
      'darwin',
      'freebsd',
      'linux',
      'netbsd',
      'openbsd',
      'openharmony',
      'sunos',
      'win32',
    ].map((name) => [name, name]),
  ),
  windows: 'win32',
};
const PROCESSORS = {
  ...Object.fromEntries(
    ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'].map(
      (name) => [name, name],
    ),
  ),
  64: 'x64', // @turbo/linux-64
};

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;
let added = 0;

for (const [path, entry] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(path, name)) continue;
    const platform = platformOf(name);
    if (!platform || !/^\d/.test(version)) {
      console.warn(
        `left out: ${name}@${version}, wanted by ${path || 'the root'}, names no platform or no exact version`,
      );
      continue;
    }
    // In npm's own order, so that the next `npm install` leaves the file as it is.
    const { cpu, libc, os } = platform;
    const dev = entry.dev;
    packages[`node_modules/${name}`] = { version, cpu, dev, libc, optional: true, os };
    added += 1;
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${file}: ${added} platform packages added`);

/** Looks where Node would: in the package's own node_modules, then in those of every folder above it. */
function isLocked(path, name) {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder}${folder && '/'}node_modules/${name}`]) return true;
    if (!folder) return false;
    if (!folder.includes('node_modules/')) return Boolean(packages[`node_modules/${name}`]); // a workspace
  }
}

/** `@scope/tool-linux-arm64-musl` → `{ os, cpu, libc }`, as the package's own manifest says. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.map((word) => OPERATING_SYSTEMS[word]).find(Boolean);
  const cpu = words.map((word) => PROCESSORS[word]).find(Boolean);
  const isMusl = words.some((word) => word.startsWith('musl'));
  if (!os && !cpu) return undefined;
  return { cpu: cpu && [cpu], libc: isMusl ? ['musl'] : undefined, os: os && [os] };
}
