/** A mutant: the flush acknowledges votes when it takes them, not when they are committed. */
import { registerHooks } from 'node:module';

const FLUSH = '/backend/src/flush/flush.ts';
const MUTANT = `
  import { createFlush as realCreateFlush } from './flush.ts?real';
  export * from './flush.ts?real';
  export function createFlush(options) {
    const real = realCreateFlush(options);
    return {
      ...real,
      submit(event, capability, key, data) {
        const done = real.submit(event, capability, key, data);
        const known = options.feed.known(event);
        if (capability !== 'activities' || !known) return done;
        done.catch(() => {});
        const answer = {
          status: data.answer === null ? 'withdrawn' : 'saved',
          answer: data.answer === null ? null : JSON.parse(data.answer),
          seq: data.seq,
        };
        return Promise.resolve({ cursor: known.epoch + '.' + (known.version + 1), answer });
      },
    };
  }`;

registerHooks({
  load(url, context, nextLoad) {
    if (!url.endsWith(FLUSH)) return nextLoad(url, context);
    return { format: 'module', source: MUTANT, shortCircuit: true };
  },
});
