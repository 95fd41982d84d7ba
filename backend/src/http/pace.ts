/** How soon a reader should ask again (W9). Pure: a function of the event's state, never random; all jitter is the client's. */
import type { EventStatus } from '@plenum/protocol';

/** What the events capability keeps beside the head. */
export interface EventNote {
  readonly status?: EventStatus;
  readonly endedAt?: number | null;
  readonly deletedAt?: number | null;
}

const GRACE_AFTER_END_MS = 30 * 60_000;

/**
 * @param slowdown  1 for a healthy process, more under load.
 * @returns ms; 0 = stop asking.
 */
export function pollAfterMs({ status, endedAt }: EventNote, nowMs: number, slowdown: number): number {
  switch (status) {
    case 'live':
      return 2_500 * slowdown;
    case 'paused':
      return 5_000 * slowdown;
    case 'ended':
    case 'archived':
      return nowMs - (endedAt ?? 0) < GRACE_AFTER_END_MS ? 10_000 * slowdown : 0;
    default:
      return 10_000 * slowdown;
  }
}

/** Hosts and projectors are few and should feel immediate, under load too: whoever runs the event comes first. */
export const PRIVATE_POLL_MS = 1_000;
/** Over how long a crowd spreads its snapshots after a reset. */
export const SPREAD_MS = 5_000;
