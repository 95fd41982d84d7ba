import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DelayInput, nextDelayMs, resetDelayMs, retryDelayMs } from './next-delay.ts';

const draw = { seed: fc.integer(), attempt: fc.nat() };
const input = fc.record({
  pollAfterMs: fc.oneof(fc.constant(0), fc.nat(200_000)),
  failures: fc.nat(40),
  retryAfterMs: fc.option(fc.nat(10_000_000)),
  isHidden: fc.boolean(),
  ...draw,
});
const quiet: DelayInput = {
  pollAfterMs: 2_500,
  failures: 0,
  retryAfterMs: null,
  isHidden: false,
  seed: 1,
  attempt: 0,
};

/** Delays of a thousand devices in the same situation. */
function room(change: Partial<DelayInput>): number[] {
  return Array.from({ length: 1_000 }, (_, seed) => nextDelayMs({ ...quiet, ...change, seed }) as number);
}

/** How many of them fall on the fullest 50 ms. */
function crowd(delays: number[]): number {
  const counts = new Map<number, number>();
  for (const delay of delays)
    counts.set(Math.floor(delay / 50), (counts.get(Math.floor(delay / 50)) ?? 0) + 1);
  return Math.max(...counts.values());
}

describe('the next delay', () => {
  test('is the same for the same inputs, between 1 s and 60 s, or none', () => {
    fc.assert(
      fc.property(input, (given) => {
        const delay = nextDelayMs(given);
        expect(nextDelayMs(given)).toBe(delay);
        if (delay !== null) {
          expect(delay).toBeGreaterThanOrEqual(1_000);
          expect(delay).toBeLessThanOrEqual(60_000);
        }
      }),
    );
  });

  test('[W9] hidden pages have no timer, and 0 means stop', () => {
    expect(nextDelayMs({ ...quiet, isHidden: true, failures: 3 })).toBeNull();
    expect(nextDelayMs({ ...quiet, pollAfterMs: 0 })).toBeNull();
    expect(nextDelayMs({ ...quiet, pollAfterMs: 1 })).toBeGreaterThanOrEqual(1_000);
  });

  test('[W9] a room is spread over ±20 % of what the server asks, and nobody gathers at an edge', () => {
    const delays = room({ pollAfterMs: 2_500 });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(2_000);
    expect(Math.max(...delays)).toBeLessThanOrEqual(3_000);
    expect(crowd(delays)).toBeLessThan(90);
    expect(crowd(room({ pollAfterMs: 1_000 }))).toBeLessThan(350);
    expect(crowd(room({ pollAfterMs: 60_000 }))).toBeLessThan(30);
  });

  test('[W9] one device spreads its own polls too', () => {
    const delays = Array.from(
      { length: 1_000 },
      (_, attempt) => nextDelayMs({ ...quiet, attempt }) as number,
    );
    expect(crowd(delays)).toBeLessThan(90);
  });

  test('[W9] failures back off with full jitter from 1 s to 10 s', () => {
    expect(Math.max(...room({ failures: 1 }))).toBeLessThanOrEqual(2_000);
    const late = room({ failures: 12 });
    expect(Math.max(...late)).toBeGreaterThan(9_800);
    expect(Math.max(...late)).toBeLessThanOrEqual(10_000);
    expect(Math.min(...late)).toBeLessThan(1_200);
    expect(crowd(late)).toBeLessThan(25);
  });

  test('[W9] after an outage of a minute 95 % of a room ask again within 9.5 s, all within 10 s, and not in step', () => {
    const OUTAGE_MS = 60_000;
    const backAfter = Array.from({ length: 1_000 }, (_, seed) => {
      let at = nextDelayMs({ ...quiet, seed }) as number;
      for (let attempt = 1; at < OUTAGE_MS; attempt++)
        at += nextDelayMs({ ...quiet, failures: attempt, seed, attempt }) as number;
      return at - OUTAGE_MS;
    }).sort((one, two) => one - two);
    expect(backAfter[949]).toBeLessThanOrEqual(9_500);
    expect(backAfter[999]).toBeLessThanOrEqual(10_000);
    // Twice as many in their fullest 50 ms as a quiet room (2.5 s ± 20 %) would send on average, not more.
    expect(crowd(backAfter)).toBeLessThan(40);
  });

  test('[W9] Retry-After is never cut short, and nobody returns in step', () => {
    const delays = room({ failures: 1, retryAfterMs: 7_000 });
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(7_000);
    expect(Math.max(...delays)).toBeGreaterThan(9_500);
    expect(crowd(delays)).toBeLessThan(60);
  });

  test('a Retry-After of a day, from some proxy, is cut to a minute', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(retryDelayMs({ failures: 1, retryAfterMs: 86_400_000, seed, attempt: 0 })).toBeLessThanOrEqual(
          60_000,
        );
      }),
    );
  });

  test('[W1] a reset spreads the room over all of its spread', () => {
    const delays = Array.from({ length: 1_000 }, (_, seed) =>
      resetDelayMs({ spreadMs: 5_000, resetsInLastMinute: 1, seed, attempt: 0 }),
    );
    expect(Math.min(...delays)).toBeLessThan(100);
    expect(Math.max(...delays)).toBeGreaterThan(4_900);
    expect(Math.max(...delays)).toBeLessThanOrEqual(5_000);
    expect(crowd(delays)).toBeLessThan(30);
  });

  test('[W1] the fourth reset within a minute, and each after it, waits longer', () => {
    const least = (resetsInLastMinute: number) =>
      Math.min(
        ...Array.from({ length: 200 }, (_, seed) =>
          resetDelayMs({ spreadMs: 0, resetsInLastMinute, seed, attempt: 0 }),
        ),
      );
    expect(least(3)).toBe(0);
    expect(least(4)).toBeGreaterThanOrEqual(1_000);
    expect(least(6)).toBeGreaterThanOrEqual(4_000);
    expect(least(30)).toBeGreaterThanOrEqual(15_000);
  });
});
