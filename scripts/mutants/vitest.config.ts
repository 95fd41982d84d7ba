/** The settings of the tests in Node, with a bug planted and the database server of the runner. */
import { resolve } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import everything from '../../vitest.config.ts';
import { childEnvironment, plantedBug } from './plugin.ts';

const node = everything.test?.projects?.find(
  (project): project is TestProjectInlineConfiguration =>
    typeof project === 'object' && 'test' in project && project.test?.name === 'node',
);

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  plugins: [plantedBug()],
  test: {
    ...node?.test,
    // A bug that is kept on disk would be in every later run, with or without it.
    fsModuleCache: false,
    globalSetup: [resolve(import.meta.dirname, 'server.ts')],
    env: childEnvironment,
  },
});
