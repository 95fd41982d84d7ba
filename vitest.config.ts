/**
 * Two kinds of tests: what runs in Node (with a PostgreSQL for those that want one) and what needs a document.
 * `*.contract.ts` are suites that tests call; `*.e2e.ts` belong to Playwright.
 */
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** They put others in the place of our modules, or need nobody to have used those before. */
const ALONE = 'frontend/src/**/*.alone.test.{ts,tsx}';

/** Most of a database test is waiting for it: three share two cores well. The same for all, who run together. */
const MAX_WORKERS = 3;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['{protocol,backend,prisma,scripts,load}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/generated/**'],
          environment: 'node',
          // Own processes: some tests send signals or change the environment.
          pool: 'forks',
          maxWorkers: MAX_WORKERS,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          globalSetup: ['./scripts/vitest-postgres.ts'],
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'frontend',
          include: ['frontend/src/**/*.test.{ts,tsx}'],
          exclude: [ALONE],
          environment: 'happy-dom',
          // One document for many files: making one for each takes longer than all their tests.
          isolate: false,
          maxWorkers: MAX_WORKERS,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'frontend-alone',
          include: [ALONE],
          environment: 'happy-dom',
          maxWorkers: MAX_WORKERS,
        },
      },
    ],
  },
});
