/** One answer, one body: what is shared is made once. */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Answer, Echo } from '#/feed/index.ts';
import { createFeedBytes, preferredCoding } from './feed-bytes.ts';

const aSnapshot = (): Exclude<Answer, Echo> => ({
  kind: 'snapshot',
  cursor: 'abcdef.1',
  committedAt: 1,
  entities: JSON.stringify([['thing', 'x', 'a text that repeats itself '.repeat(100)]]),
  note: { status: 'live' },
  rendered: undefined,
});

describe('[§3.2] the bytes of an answer', () => {
  test('are made once for all who ask, and anew when the pace changes', () => {
    let slowdown = 1;
    const bytesOf = createFeedBytes({ nowMs: () => 0, slowdown: () => slowdown });
    const answer = aSnapshot();
    const first = bytesOf(answer, false);
    expect(bytesOf(answer, false)).toBe(first);
    slowdown = 2;
    const slower = bytesOf(answer, false);
    expect(slower.body.toString()).toContain('"pollAfterMs":5000');
    expect(bytesOf(answer, false)).toBe(slower);
    expect(slower.etag(), 'another body, another tag').not.toBe(first.etag());
  });

  test.each([
    ['br', promisify(brotliDecompress)],
    ['gzip', promisify(gunzip)],
  ] as const)('are compressed once as %s, and say the same', async (coding, expand) => {
    const bytes = createFeedBytes({ nowMs: () => 0, slowdown: () => 1 })(aSnapshot(), false);
    const one = bytes.compressed(coding);
    expect(bytes.compressed(coding), 'the same work for everybody').toBe(one);
    const small = await one;
    expect(small.length).toBeLessThan(bytes.body.length / 5);
    expect(await expand(small)).toEqual(bytes.body);
  });

  test.each([
    ['gzip, deflate, br', 2_000, 'br'],
    ['gzip', 2_000, 'gzip'],
    ['br;q=0, gzip;q=0.5', 2_000, 'gzip'],
    ['identity', 2_000, null],
    [undefined, 2_000, null],
    ['br', 999, null],
  ])('Accept-Encoding: %s for %i bytes: %s', (accept, size, coding) => {
    expect(preferredCoding(accept, size)).toBe(coding);
  });
});
