/** Documents tell the truth: commands exist, codes are explained, links lead somewhere. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../protocol/src/error.ts';
import { files, ROOT, read } from './sources.ts';

interface Package {
  name: string;
  scripts?: Record<string, string>;
}
const packages = files('package.json', '*/package.json').map((path) => JSON.parse(read(path)) as Package);
const BUILT_IN = new Set(['install', 'ci', 'test', 'start']);

describe('documents', () => {
  const pages = files('*.md', '**/*.md');

  it('every npm command a page names exists', () => {
    const missing = pages.flatMap((page) =>
      [...read(page).matchAll(/\bnpm (run )?([a-z][a-z:-]*)/g)]
        .map(([, run, name = '']) => ({ run, name }))
        .filter(({ run, name }) =>
          run ? !packages.some(({ scripts }) => scripts?.[name]) : !BUILT_IN.has(name) && /:/.test(name),
        )
        .map(({ name }) => `${page}: npm run ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('every relative link leads to a file', () => {
    const broken = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(ROOT, dirname(page), target)))
        .map((target) => `${page} → ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('[W11] every error code stands in PROTOCOL.md', () => {
    const text = read('protocol/PROTOCOL.md');
    expect(ERROR_CODES.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });

  it('[W11] PROTOCOL.md explains no code that is gone', () => {
    const rows = [...read('protocol/PROTOCOL.md').matchAll(/^\| `([a-z_]+)` \|/gm)].map(
      ([, code = '']) => code,
    );
    const known = new Set<string>(ERROR_CODES);
    expect(rows.filter((code) => /_/.test(code) && !known.has(code))).toEqual([]);
  });
});
