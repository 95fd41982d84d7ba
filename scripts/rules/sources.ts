/** The repository as the rule tests read it: files git knows or would take, and what they import. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Paths from the root, `/` separated. */
export function files(...patterns: string[]): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...patterns], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  // Git also lists what was deleted and not committed yet.
  return [...new Set(listed.split('\n').filter((path) => path && existsSync(join(ROOT, path))))];
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g;

/** What a file imports: paths from the root for our own files, names for packages. */
export function importsOf(path: string): string[] {
  const workspace = path.split('/')[0] ?? '';
  return [...read(path).matchAll(IMPORT)]
    .map(([, a, b, c]) => a ?? b ?? c ?? '')
    .map((specifier) => {
      if (specifier.startsWith('.')) return relative(ROOT, join(ROOT, dirname(path), specifier));
      if (specifier.startsWith('#/')) return `${workspace}/src/${specifier.slice(2)}`;
      return specifier;
    });
}
