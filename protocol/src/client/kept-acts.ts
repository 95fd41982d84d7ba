/** Keeps acts in a storage that other tabs of the same participant write too: every write merges, none overwrites. */
import { type Acts, mergedActs, readActs, writeActs } from './acts.ts';
import type { Unsubscribe } from './environment.ts';
import type { Storage } from './storage.ts';

/** The acts of one run of the event: a restarted event knows nothing of the run before. */
export interface RunActs {
  readonly run: number | null;
  readonly acts: Acts;
}

export interface KeptActs {
  /** What is stored; nothing when the storage cannot be read. Never throws. */
  load(): Promise<RunActs>;
  /** Stores what `current` gives when its turn comes; whether it is kept. Never throws. */
  save(current: () => RunActs): Promise<boolean>;
  /** Calls back when another tab stored something. */
  subscribe(listener: () => void): Unsubscribe;
}

export function keptActs(storage: Storage, name: string): KeptActs {
  // One write after the other: with IndexedDB, reading and writing back would interleave.
  let last: Promise<unknown> = Promise.resolve();
  return {
    async load() {
      try {
        return readActs(await storage.get(name));
      } catch {
        return readActs(null);
      }
    },
    save(current) {
      const saved = last.then(async () => {
        try {
          const other = readActs(await storage.get(name));
          const { run, acts } = current();
          await storage.set(name, writeActs(run, other.run === run ? mergedActs(acts, other.acts) : acts));
          return true;
        } catch {
          return false;
        }
      });
      last = saved;
      return saved;
    },
    subscribe: (listener) => storage.subscribe?.(name, listener) ?? (() => {}),
  };
}
