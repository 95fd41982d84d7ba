import { describe, expect, test } from 'vitest';
import { browserStorage } from './storage.ts';

function browser(setItem?: () => void) {
  const texts = new Map<string, string>();
  const listeners = new Set<(event: { key: string | null }) => void>();
  const localStorage = {
    getItem: (name: string) => texts.get(name) ?? null,
    setItem: setItem ?? ((name: string, text: string) => void texts.set(name, text)),
    removeItem: (name: string) => void texts.delete(name),
  };
  return {
    texts,
    listeners,
    page: {
      localStorage,
      addEventListener: (_type: 'storage', listener: (event: { key: string | null }) => void) =>
        void listeners.add(listener),
      removeEventListener: (_type: 'storage', listener: (event: { key: string | null }) => void) =>
        void listeners.delete(listener),
    },
  };
}

describe('storage', () => {
  test('is the browser’s own, and leaves no trace of trying it', async () => {
    const { page, texts } = browser();
    const storage = browserStorage(page);
    expect(texts.size).toBe(0);
    await storage.set('a', '1');
    expect(texts.get('a')).toBe('1');
    await storage.remove('a');
    expect(await storage.get('a')).toBeNull();
  });

  test.each([
    [
      'refuses to write, as a private window does',
      () =>
        browser(() => {
          throw new Error('QuotaExceededError');
        }).page,
    ],
    ['is missing', () => ({})],
    [
      'may not even be looked at',
      () => ({
        get localStorage(): never {
          throw new Error('SecurityError');
        },
      }),
    ],
  ])('one that %s is replaced by memory', async (_name, page) => {
    const storage = browserStorage(page());
    await storage.set('a', '1');
    expect(await storage.get('a')).toBe('1');
  });

  test('tells about another tab’s change of the same name, or of everything', () => {
    const { page, listeners } = browser();
    let calls = 0;
    const unsubscribe = browserStorage(page).subscribe?.('mine', () => calls++);
    for (const key of ['mine', 'other', null]) for (const listener of listeners) listener({ key });
    expect(calls).toBe(2);
    unsubscribe?.();
    expect(listeners.size).toBe(0);
  });
});
