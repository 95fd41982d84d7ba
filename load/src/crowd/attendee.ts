/**
 * One phone in the crowd, as little of it as the protocol needs: where it stands (W1) and when it asks again (W9).
 * The delays are the reference client's own, so that a crowd comes back from an outage as real clients do.
 */
import { contains, type FeedAnswer, parseCursor } from '@plenum/protocol';
import { nextDelayMs, resetDelayMs } from '@plenum/protocol/client';

export interface Attendee {
  /** Draws this one's jitter. */
  readonly seed: number;
  /** Where it stands; null before the first snapshot. */
  cursor: string | null;
  /** After a reset: the snapshot it must fetch. */
  awaiting: string | null;
  pollAfterMs: number;
  /** Since the last good answer. */
  failures: number;
  retryAfterMs: number | null;
  /** Over how long it may spread that fetch; null = no reset just came. */
  spreadMs: number | null;
  attempt: number;
}

export function anAttendee(seed: number): Attendee {
  return {
    seed,
    cursor: null,
    awaiting: null,
    pollAfterMs: 2_500,
    failures: 0,
    retryAfterMs: null,
    spreadMs: null,
    attempt: 0,
  };
}

/** What it asks next: the query of the feed's address. */
export function queryOf({ cursor, awaiting }: Attendee): string {
  if (awaiting !== null) return `?at=${awaiting}`;
  return cursor === null ? '' : `?since=${cursor}`;
}

/** Takes a 2xx body by the apply rule. False when it is no answer of a feed: a failure like any other. */
export function hearAnswer(attendee: Attendee, body: Buffer): boolean {
  let answer: FeedAnswer;
  try {
    answer = JSON.parse(body.toString()) as FeedAnswer;
  } catch {
    return false;
  }
  attendee.spreadMs = null;
  switch (answer?.kind) {
    case 'delta':
      if (spans(attendee, answer.from, answer.cursor)) attendee.cursor = answer.cursor;
      break;
    case 'snapshot':
      if (isNews(attendee, answer.cursor)) {
        attendee.cursor = answer.cursor;
        attendee.awaiting = null;
      }
      break;
    case 'reset':
      attendee.awaiting = answer.snapshot;
      attendee.spreadMs = answer.spreadMs;
      break;
    default:
      return false;
  }
  attendee.failures = 0;
  attendee.retryAfterMs = null;
  attendee.pollAfterMs = answer.pollAfterMs;
  return true;
}

/** No answer, or none that is good. @param retryAfter  The header's value, in seconds. */
export function hearFailure(attendee: Attendee, retryAfter: string | null): void {
  attendee.failures++;
  attendee.retryAfterMs = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : null;
}

/** Milliseconds until it asks again; null = told to stop. Each call is another draw. */
export function delayOf(attendee: Attendee): number | null {
  const draw = { seed: attendee.seed, attempt: attendee.attempt++ };
  if (attendee.spreadMs !== null && attendee.failures === 0) {
    return resetDelayMs({ ...draw, spreadMs: attendee.spreadMs, resetsInLastMinute: 1 });
  }
  return nextDelayMs({
    ...draw,
    pollAfterMs: attendee.pollAfterMs,
    failures: attendee.failures,
    retryAfterMs: attendee.retryAfterMs,
    isHidden: false,
  });
}

/** `from ≤ x ≤ cursor` in one epoch. */
function spans({ cursor, awaiting }: Attendee, from: string, to: string): boolean {
  if (cursor === null || awaiting !== null) return false;
  return (cursor === from && from === to) || (contains(cursor, from) && contains(to, cursor));
}

function isNews({ cursor, awaiting }: Attendee, snapshot: string): boolean {
  if (awaiting !== null) return contains(snapshot, awaiting);
  return (
    cursor === null ||
    parseCursor(cursor)?.epoch !== parseCursor(snapshot)?.epoch ||
    contains(snapshot, cursor)
  );
}
