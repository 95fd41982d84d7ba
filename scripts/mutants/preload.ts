/** Plants the bug in a Node process that runs the sources as they are. Loaded by `--import` before the program. */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { handedOver, planted } from './mutant.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const changes = handedOver().map((change) => ({
  ...change,
  url: pathToFileURL(resolve(ROOT, change.file)).href,
}));

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const mine = changes.filter((change) => change.url === url);
    if (mine.length === 0) return loaded;
    const source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
    return { ...loaded, source: mine.reduce<string>(planted, source) };
  },
});
