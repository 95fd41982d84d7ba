/**
 * The brake on guessing (S4): counts failures per minute, per thing and address, in the database, so that all processes share it.
 * Only failures count: a room of a thousand phones behind one address that types the right code never notices.
 */
import { createHmac } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { AppError } from '#/errors.ts';
import type { Sql } from '#/feed/index.ts';
import { addressKey, createBuckets } from './limits.ts';
import { deriveKey } from './tokens.ts';

/** Failures a minute before the brake is on. */
const FAILURES_MAX = 20;
/** While it is on: how many attempts a second are looked at, where a right guess is worth protecting. */
const BRAKED = { ratePerSecond: 5, burst: 5 };
/** Windows this old count for nobody. */
const KEEP = '10 minutes';

export interface FailureLimit {
  /**
   * Runs `attempt`; a failure counts against `scope` and `address`.
   * @param slows  Whether attempts themselves slow down once the brake is on (a passcode); else a right one always passes (a code).
   * @throws rate_limited instead of the failure once there are too many; what `attempt` throws.
   */
  guard<T>(
    guarded: { scope: string; address: string; slows: boolean; isFailure: (error: unknown) => boolean },
    attempt: () => Promise<T>,
  ): Promise<T>;
}

export function createFailureLimit(sql: Sql, secret: string): FailureLimit {
  const key = deriveKey(secret, 'failure-window');
  const braked = new LRUCache<string, true>({ max: 10_000 });
  const attempts = createBuckets(BRAKED);

  /** @returns whether this was one too many, and the seconds until the minute is over. */
  async function count(hash: Buffer): Promise<{ isTooMany: boolean; seconds: number }> {
    const { rows } = await sql.query<{ count: number; seconds: number }>(
      `insert into failure_window as w (key, minute) values ($1, date_trunc('minute', clock_timestamp()))
       on conflict (key, minute) do update set count = w.count + 1
       returning count, ceil(60 - extract(second from clock_timestamp()))::int as seconds`,
      [hash],
    );
    const { count: failures, seconds } = rows[0] as { count: number; seconds: number };
    if (failures === 1)
      await sql.query(`delete from failure_window where minute < clock_timestamp() - interval '${KEEP}'`);
    return { isTooMany: failures > FAILURES_MAX, seconds: Math.max(1, seconds) };
  }

  return {
    async guard({ scope, address, slows, isFailure }, attempt) {
      const hash = createHmac('sha256', key)
        .update(`${scope}\n${addressKey(address)}`)
        .digest()
        .subarray(0, 16);
      const name = hash.toString('base64url');
      if (slows && braked.has(name)) attempts.spend(name);
      try {
        return await attempt();
      } catch (error) {
        if (!isFailure(error)) throw error;
        const { isTooMany, seconds } = await count(hash);
        if (!isTooMany) throw error;
        braked.set(name, true, { ttl: seconds * 1000 });
        throw new AppError('rate_limited', { retryAfterSeconds: seconds });
      }
    },
  };
}
