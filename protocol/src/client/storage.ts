/**
 * Where unsent acts outlive a reload. Small on purpose, and its answers may be promises, so that IndexedDB fits.
 */
import type { Unsubscribe } from './environment.ts';

export interface Storage {
  get(name: string): string | null | Promise<string | null>;
  /** May throw or reject: a full disk, a private window. */
  set(name: string, text: string): void | Promise<void>;
  remove(name: string): void | Promise<void>;
  /** Calls back when another tab changed `name`. */
  subscribe?(name: string, listener: () => void): Unsubscribe;
}

/** Lives as long as the page: for private windows, and for Node. */
export function memoryStorage(): Storage {
  const texts = new Map<string, string>();
  return {
    get: (name) => texts.get(name) ?? null,
    set: (name, text) => void texts.set(name, text),
    remove: (name) => void texts.delete(name),
  };
}

/** What a browser's `localStorage` and `window` must have for this. */
interface StoragePage {
  readonly localStorage?: {
    getItem(name: string): string | null;
    setItem(name: string, text: string): void;
    removeItem(name: string): void;
  };
  addEventListener?(type: 'storage', listener: (event: { key: string | null }) => void): void;
  removeEventListener?(type: 'storage', listener: (event: { key: string | null }) => void): void;
}

/** The browser's `localStorage`, or memory where it is missing, forbidden or full. */
export function browserStorage(page: StoragePage = globalThis as unknown as StoragePage): Storage {
  try {
    const local = page.localStorage;
    if (local === undefined) return memoryStorage();
    // Safari's private window has a store of size zero: only writing tells.
    local.setItem('plenum:probe', '1');
    local.removeItem('plenum:probe');
    return {
      get: (name) => local.getItem(name),
      set: (name, text) => local.setItem(name, text),
      remove: (name) => local.removeItem(name),
      subscribe(name, listener) {
        // A null key: the whole store was cleared.
        const changed = (event: { key: string | null }) =>
          (event.key === name || event.key === null) && listener();
        page.addEventListener?.('storage', changed);
        return () => page.removeEventListener?.('storage', changed);
      },
    };
  } catch {
    return memoryStorage();
  }
}
