/**
 * Brakes (S4). They count tokens, not addresses: a thousand phones behind one address are one room. Addresses count only
 * for failures and for minting tokens, with a venue-sized burst. Guessed codes are `failure-limit.ts`'s.
 */
import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import { AppError } from '#/errors.ts';

export interface BucketOptions {
  readonly ratePerSecond: number;
  readonly burst: number;
  /** How many recent keys are remembered; a forgotten one starts with a full bucket. */
  readonly keysMax?: number;
  /** Milliseconds, for tests. */
  readonly now?: () => number;
}

export interface Buckets {
  /** Takes one token of the key's bucket. @returns 0, or the seconds until there is one. */
  take(key: string): number;
  /** As `take`. @throws {AppError} rate_limited with `Retry-After`. */
  spend(key: string): void;
  /** As `spend`, but takes nothing: for limits that count what failed afterwards. */
  check(key: string): void;
}

/** What §3.4 allows; per process, in a bounded memory of recent writers. */
export const LIMITS = {
  participantWrites: { ratePerSecond: 2, burst: 10 },
  questions: { ratePerSecond: 0.2, burst: 3 },
  hostRequests: { ratePerSecond: 50, burst: 100 },
  /** Per address: a whole conference joins at once. */
  minting: { ratePerSecond: 200, burst: 5_000 },
} as const satisfies Record<string, BucketOptions>;

export function createBuckets({
  ratePerSecond,
  burst,
  keysMax = 50_000,
  now = () => performance.now(),
}: BucketOptions): Buckets {
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: keysMax });
  const filled = (key: string) => {
    const time = now();
    const { tokens, at } = buckets.get(key) ?? { tokens: burst, at: time };
    return { tokens: Math.min(burst, tokens + ((time - at) / 1000) * ratePerSecond), at: time };
  };
  const waitSeconds = (tokens: number) => (tokens < 1 ? (1 - tokens) / ratePerSecond : 0);
  const refuse = (seconds: number) => {
    if (seconds > 0) throw new AppError('rate_limited', { retryAfterSeconds: seconds });
  };
  function take(key: string): number {
    const bucket = filled(key);
    const wait = waitSeconds(bucket.tokens);
    if (wait === 0) buckets.set(key, { ...bucket, tokens: bucket.tokens - 1 });
    return wait;
  }
  return {
    take,
    spend: (key) => refuse(take(key)),
    check: (key) => refuse(waitSeconds(filled(key).tokens)),
  };
}

/** One caller's address for counting: an IPv6 subscriber owns a whole /64, so that is what is counted. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
