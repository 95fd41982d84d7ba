/** Who may import whom. The table is the rule; a new folder needs a row. */
import { describe, expect, it } from 'vitest';
import { files, importsOf } from './sources.ts';

interface Row {
  /** Folder or file, from the root. */
  readonly from: string;
  /** Prefixes of our own paths, and packages of ours, it may import besides itself. */
  readonly may: readonly string[];
  /** Packages it may import; undefined = any. */
  readonly packages?: readonly string[];
}

const BACKEND = 'backend/src';
const table: readonly Row[] = [
  { from: 'protocol/src/client', may: ['protocol/src/cursor.ts', 'protocol/src/'], packages: [] },
  { from: 'protocol/src', may: [], packages: ['typebox'] },
  { from: 'prisma', may: [] },
  { from: `${BACKEND}/feed`, may: [], packages: ['canonicalize'] },
  { from: `${BACKEND}/flush`, may: [`${BACKEND}/feed/index.ts`], packages: [] },
  {
    from: `${BACKEND}/db`,
    may: [`${BACKEND}/feed/index.ts`, `${BACKEND}/config.ts`, `${BACKEND}/errors.ts`, '@plenum/prisma'],
  },
  {
    from: `${BACKEND}/http`,
    may: [
      `${BACKEND}/feed/index.ts`,
      `${BACKEND}/db/clock.ts`,
      `${BACKEND}/errors.ts`,
      `${BACKEND}/config.ts`,
      '@plenum/protocol',
    ],
  },
  ...['activities', 'entries', 'events', 'hosts', 'participants', 'quiz'].map((name) => ({
    from: `${BACKEND}/capabilities/${name}`,
    may: [
      ...[
        'capability.ts',
        'config.ts',
        'errors.ts',
        'profanity.ts',
        'db/',
        'http/',
        'feed/index.ts',
        'flush/index.ts',
      ].map((path) => `${BACKEND}/${path}`),
      '@plenum/protocol',
    ],
  })),
  {
    from: `${BACKEND}/capabilities/images`,
    may: [
      ...['capability.ts', 'config.ts', 'errors.ts', 'profanity.ts', 'db/', 'http/'].map(
        (path) => `${BACKEND}/${path}`,
      ),
      '@plenum/protocol',
    ],
    packages: ['aws4fetch', 'lru-cache', 'sharp', 'typebox', 'uuid'],
  },
  {
    from: `${BACKEND}/capabilities/reports`,
    may: [
      ...['capability.ts', 'errors.ts', 'db/', 'http/'].map((path) => `${BACKEND}/${path}`),
      '@plenum/protocol',
    ],
    packages: ['canonicalize', 'csv-stringify', 'fastify', 'pg', 'typebox', 'uuid', 'write-excel-file'],
  },
  { from: 'load/src/crowd', may: ['@plenum/protocol'], packages: ['hdr-histogram-js'] },
  { from: 'load/src/history', may: ['@plenum/protocol'], packages: [] },
  // It meets the product as processes and a database, never as modules.
  {
    from: 'load/src/chaos',
    may: ['load/src/history/', '@plenum/protocol', 'scripts/postgres.ts'],
    packages: ['pg'],
  },
];

const isTest = (path: string) => /\.(test|contract|e2e|bench)\.|\/test\/|\/testing\.ts$/.test(path);
const isOurs = (specifier: string) =>
  /^(protocol|prisma|backend|frontend|load|scripts)\//.test(specifier) || specifier.startsWith('@plenum/');

function violations({ from, may, packages }: Row): string[] {
  const mine = files(`${from}/*.ts`, `${from}/**/*.ts`).filter(
    (path) => !isTest(path) && !path.includes('/generated/'),
  );
  const inner = table
    .map((row) => row.from)
    .filter((other) => other !== from && other.startsWith(`${from}/`));
  const own = mine.filter((path) => !inner.some((folder) => path.startsWith(`${folder}/`)));
  expect(own.length, `${from} holds files`).toBeGreaterThan(0);
  return own.flatMap((path) =>
    importsOf(path)
      .filter((specifier) => {
        if (specifier.startsWith('node:')) return false;
        if (!isOurs(specifier))
          return packages !== undefined && !packages.includes(specifier.split('/')[0] ?? '');
        if (specifier.startsWith(`${from}/`) && !inner.some((folder) => specifier.startsWith(`${folder}/`)))
          return false;
        return !may.some((allowed) => specifier === allowed || specifier.startsWith(allowed));
      })
      .map((specifier) => `${path} → ${specifier}`),
  );
}

describe('who may import whom', () => {
  it.each(table.map((row) => [row.from, row] as const))('%s keeps to its row', (_from, row) => {
    expect(violations(row)).toEqual([]);
  });

  it('every capability has a row', () => {
    const folders = new Set(
      files(`${BACKEND}/capabilities/**/*.ts`).map((path) => path.split('/').slice(0, 4).join('/')),
    );
    expect([...folders].filter((folder) => !table.some((row) => row.from === folder))).toEqual([]);
  });

  it.each([BACKEND, 'frontend/src'])('no capability of %s imports another', (side) => {
    const found = files(`${side}/capabilities/**/*.ts`, `${side}/capabilities/**/*.tsx`).flatMap((path) => {
      const own = path.split('/').slice(0, 4).join('/');
      return importsOf(path)
        .filter((to) => to.startsWith(`${side}/capabilities/`) && !to.startsWith(`${own}/`))
        .map((to) => `${path} → ${to}`);
    });
    expect(found).toEqual([]);
  });

  it('the browser takes types and the client from the protocol, never the schema library', () => {
    const found = files('frontend/src/**/*.ts', 'frontend/src/**/*.tsx')
      .filter((path) => !isTest(path))
      .flatMap((path) =>
        importsOf(path)
          .filter((to) => to.startsWith('typebox') || to.startsWith('backend/'))
          .map((to) => `${path} → ${to}`),
      );
    expect(found).toEqual([]);
  });
});

describe('frontend layers', () => {
  // Lower imports no higher: lib and ui, api, live, components, capabilities, routes.
  const layers = ['lib', 'components/ui', 'api', 'live', 'components', 'capabilities', 'routes'].map(
    (name) => `frontend/src/${name}/`,
  );
  const layerOf = (path: string) => {
    if (path.startsWith('frontend/src/components/ui/')) return 1;
    return layers.findIndex((layer) => path.startsWith(layer));
  };

  it('no file imports a layer above its own', () => {
    const found = files('frontend/src/**/*.ts', 'frontend/src/**/*.tsx')
      .filter((path) => layerOf(path) >= 0)
      .flatMap((path) =>
        importsOf(path)
          .filter((to) => layerOf(to) > layerOf(path))
          .map((to) => `${path} → ${to}`),
      );
    expect(found).toEqual([]);
  });
});
