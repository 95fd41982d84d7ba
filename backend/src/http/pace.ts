/** How soon a reader should ask again (W9). Pure: a function of the event's state, never random; all jitter is the client's. */
import type { EventStatus } from '@plenum/protocol';

/** What the events capability keeps beside the head. */
export interface EventNote {
  readonly status?: EventStatus;
  readonly endedAt?: number | null;
  readonly deletedAt?: number | null;
}

const GRACE_AFTER_END_MS = 30 * 60_000;
/** The database has not answered for so long: everybody slows down before anybody is refused. */
const SILENT_MS = 2_000;

/** @returns ms; 0 = stop asking. */
export function pollAfterMs(note: EventNote, nowMs: number, silentMs: number): number {
  const ms = paceOf(note, nowMs);
  return silentMs > SILENT_MS ? ms * 2 : ms;
}

function paceOf({ status, endedAt }: EventNote, nowMs: number): number {
  switch (status) {
    case 'live':
      return 2_500;
    case 'paused':
      return 5_000;
    case 'ended':
    case 'archived':
      return nowMs - (endedAt ?? 0) < GRACE_AFTER_END_MS ? 10_000 : 0;
    default:
      return 10_000;
  }
}

/** Hosts and projectors are few and should feel immediate. */
export const PRIVATE_POLL_MS = 1_000;
/** Over how long a crowd spreads its snapshots after a reset. */
export const SPREAD_MS = 5_000;
