/**
 * Decides how long to wait before asking again.
 * Pure: jitter comes from `seed` and `attempt`, so the same inputs give the same delay and a render never restarts
 * the clock. Two devices have different seeds, so a room never asks in step (W9).
 */

export const DELAY_MIN_MS = 1_000;
export const DELAY_MAX_MS = 60_000;
/**
 * After an outage of any length a room is back when its slowest device asks: 95 % within 9.5 s, all within 10 s. It costs
 * little to wait for: on average every 5.5 s, less than half of what the same room asks while all is well.
 */
export const BACKOFF_MAX_MS = 10_000;
/** A server that answers nothing but resets is broken, not away: nobody waits for the moment it ends. */
const RESET_LOOP_MAX_MS = 30_000;
/** A proxy may say "come back tomorrow"; a phone in a running event must not believe it. */
const RETRY_AFTER_MAX_MS = 48_000;
const RETRY_AFTER_JITTER_MAX_MS = 12_000;
const JITTER = 0.2;
/** More resets than this within a minute are a loop, not an incident. */
export const RESETS_PER_MINUTE_MAX = 3;

/** Whose jitter, and which draw of it. */
export interface Draw {
  readonly seed: number;
  readonly attempt: number;
}

export interface DelayInput extends Draw {
  /** What the last good answer asked for; 0 = stop. */
  readonly pollAfterMs: number;
  /** Failures since the last good answer. */
  readonly failures: number;
  /** What the last failure asked for, if it did. */
  readonly retryAfterMs: number | null;
  readonly isHidden: boolean;
}

/** Milliseconds until the next poll, 1,000 … 60,000; `null` = no timer, wait for the person or the page. */
export function nextDelayMs(input: DelayInput): number | null {
  if (input.isHidden) return null;
  if (input.failures > 0) return retryDelayMs(input);
  if (input.pollAfterMs === 0) return null;
  const asked = clamp(input.pollAfterMs, DELAY_MIN_MS, DELAY_MAX_MS);
  // The range is cut before the draw: clamping afterwards would gather half a room on the very same millisecond.
  return between(
    Math.max(DELAY_MIN_MS, asked * (1 - JITTER)),
    Math.min(DELAY_MAX_MS, asked * (1 + JITTER)),
    input,
  );
}

/**
 * Milliseconds until a failed request is tried again: exponential with full jitter above the floor of 1 s, at most
 * 10 s; after a Retry-After never sooner than it says, and spread (everyone honouring it exactly returns in step).
 */
export function retryDelayMs(
  input: Draw & {
    readonly failures: number;
    readonly retryAfterMs: number | null;
  },
): number {
  if (input.retryAfterMs !== null) {
    const told = clamp(input.retryAfterMs, DELAY_MIN_MS, RETRY_AFTER_MAX_MS);
    return between(told, told + clamp(told / 2, 1_000, RETRY_AFTER_JITTER_MAX_MS), input);
  }
  return between(DELAY_MIN_MS, Math.min(BACKOFF_MAX_MS, DELAY_MIN_MS * 2 ** input.failures), input);
}

/** Milliseconds before fetching the snapshot a reset names: anywhere in `spreadMs`, then longer and longer in a loop. */
export function resetDelayMs(
  input: Draw & {
    readonly spreadMs: number;
    readonly resetsInLastMinute: number;
  },
): number {
  const excess = input.resetsInLastMinute - RESETS_PER_MINUTE_MAX;
  const spread = clamp(input.spreadMs, 0, DELAY_MAX_MS);
  if (excess <= 0) return between(0, spread, input);
  const ceiling = Math.min(RESET_LOOP_MAX_MS, DELAY_MIN_MS * 2 ** excess);
  return between(ceiling / 2, Math.max(ceiling, spread), input);
}

/** A number in [low, high], drawn by hashing seed and attempt. */
export function between(low: number, high: number, draw: Draw): number {
  return Math.round(low + fraction(draw) * (high - low));
}

/** In [0, 1). The finaliser of MurmurHash3 over both numbers: neighbouring attempts and seeds share nothing. */
function fraction({ seed, attempt }: Draw): number {
  let hash = (seed ^ Math.imul(attempt + 1, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
