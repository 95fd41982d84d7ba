import { describe, expect, test, vi } from 'vitest';
import { joinKey, uuidv7 } from './ids.ts';

describe('ids', () => {
  test('a UUIDv7 is what the protocol accepts, carries its time and sorts by it', () => {
    const early = uuidv7(0x0123_4567_89ab);
    expect(early).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(uuidv7(1_750_000_000_001) > uuidv7(1_750_000_000_000)).toBe(true);
  });

  test('a join key is 22 characters base64url', () => {
    for (let made = 0; made < 200; made++) expect(joinKey()).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  test('no two are the same, also within one millisecond', () => {
    expect(new Set(Array.from({ length: 5_000 }, () => uuidv7(1))).size).toBe(5_000);
    expect(new Set(Array.from({ length: 5_000 }, () => joinKey())).size).toBe(5_000);
  });

  test('[S7] both work in an insecure context, where randomUUID and subtle are missing', () => {
    const getRandomValues = crypto.getRandomValues.bind(crypto);
    vi.stubGlobal('crypto', { getRandomValues });
    try {
      expect([uuidv7().length, joinKey().length]).toEqual([36, 22]);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
