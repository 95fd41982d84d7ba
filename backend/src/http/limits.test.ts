import { describe, expect, test } from 'vitest';
import type { AppError } from '#/errors.ts';
import { addressKey, createBuckets, LIMITS } from './limits.ts';

function bucketsAt(options: { ratePerSecond: number; burst: number; keysMax?: number }) {
  const clock = { ms: 0 };
  return { clock, buckets: createBuckets({ ...options, now: () => clock.ms }) };
}

describe('[S4] buckets', () => {
  test('a burst passes, then the rate', () => {
    const { clock, buckets } = bucketsAt({ ratePerSecond: 2, burst: 10 });
    for (let taps = 0; taps < 10; taps++) expect(buckets.take('a')).toBe(0);
    expect(buckets.take('a')).toBeCloseTo(0.5);
    clock.ms += 500;
    expect(buckets.take('a')).toBe(0);
    expect(buckets.take('a')).toBeGreaterThan(0);
  });

  test('refused attempts cost nothing: whoever hammers is served as soon as whoever waits', () => {
    const { clock, buckets } = bucketsAt({ ratePerSecond: 1, burst: 1 });
    buckets.take('a');
    for (let taps = 0; taps < 100; taps++) expect(buckets.take('a')).toBeGreaterThan(0);
    clock.ms += 1000;
    expect(buckets.take('a')).toBe(0);
  });

  test('one participant’s haste is nobody else’s', () => {
    const { buckets } = bucketsAt({ ratePerSecond: 1, burst: 1 });
    buckets.take('a');
    expect(buckets.take('b')).toBe(0);
  });

  test('a thousand phones behind one address join at once', () => {
    const { buckets } = bucketsAt(LIMITS.minting);
    for (let phone = 0; phone < 1000; phone++) expect(buckets.take('198.51.100.7')).toBe(0);
  });

  test('refusing says when to come back', () => {
    const { buckets } = bucketsAt({ ratePerSecond: 0.2, burst: 1 });
    buckets.check('a');
    buckets.spend('a');
    for (const refuse of [() => buckets.spend('a'), () => buckets.check('a')]) {
      expect(refuse).toThrow(
        expect.objectContaining({ code: 'rate_limited', retryAfterSeconds: 5 }) as unknown as AppError,
      );
    }
  });

  test('only recent keys are remembered', () => {
    const { buckets } = bucketsAt({ ratePerSecond: 1, burst: 1, keysMax: 2 });
    for (const key of ['a', 'b', 'c']) buckets.take(key);
    expect(buckets.take('a')).toBe(0);
  });
});

describe('addresses', () => {
  test.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});
