/** Plants the bug in modules that Vitest loads, and tells Node to plant it in API processes that tests start. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vitest/config';
import { handedOver, planted, VARIABLE } from './mutant.ts';

const PRELOAD = pathToFileURL(resolve(import.meta.dirname, 'preload.ts'));
const ROOT = resolve(import.meta.dirname, '../..');

export function plantedBug(): Plugin {
  const changes = handedOver();
  return {
    name: 'planted-bug',
    // Before types are stripped: the piece is source as it was written.
    enforce: 'pre',
    transform(source, id) {
      const [path] = id.split('?');
      return changes.filter(({ file }) => resolve(ROOT, file) === path).reduce(planted, source);
    },
  };
}

/** For the processes that tests start. Not for Vitest's own: its workers load through the plugin. */
export const childEnvironment = {
  [VARIABLE]: process.env[VARIABLE] ?? '[]',
  NODE_OPTIONS: `--import=${PRELOAD.href}`,
};
