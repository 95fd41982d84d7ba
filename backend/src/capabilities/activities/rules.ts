/** What may happen to an activity. Pure: (state, act) → columns to change, nothing to change, or a refusal. */
import type { ActivityState, CloseActivity, EventStatus, OpenActivity, ResultState } from '@plenum/protocol';
import { AppError } from '#/errors.ts';

export interface ActivityRuleState {
  readonly state: ActivityState;
  readonly resultState: ResultState;
}

/** Columns of `activity`, named as in SQL, and the words `activities_commit` knows. */
export type ActivityPatch = Readonly<Record<string, unknown>>;

/** What the room gets of an activity once it is revealed stays so small that everybody can be sent all of them (W16). */
export const PUBLIC_BYTES_MAX = 4_096;

/** The activity as the room may see it at most; the SQL that publishes it is `activity_entity`. */
export interface PublicParts {
  readonly kind: string;
  readonly title: string;
  readonly image: unknown;
  readonly settings: unknown;
  readonly correct: unknown;
  readonly explanation: string | null;
}

/** @throws request_invalid: each part is within its limit, together they are too large. */
export function requireSmall(parts: PublicParts): void {
  const { kind, title, image, settings, correct, explanation } = parts;
  const fixed = {
    resultVisibility: 'after-own-response',
    state: 'closed',
    position: 9_999,
    opensAt: 1e12,
    closesAt: 1e12,
    closedAt: 1e12,
    revealed: true,
    follows: '01234567-89ab-7cde-8f01-23456789abcd',
  };
  const bytes = Buffer.byteLength(
    JSON.stringify({
      ...fixed,
      kind,
      title,
      ...(image != null && { image }),
      settings,
      correct,
      explanation,
    }),
  );
  if (bytes <= PUBLIC_BYTES_MAX) return;
  throw new AppError('request_invalid', {
    detail: `Title, settings and explanation together have ${bytes} bytes; at most ${PUBLIC_BYTES_MAX} fit.`,
    errors: [{ path: '/settings', message: 'makes the activity too large to be sent to everybody' }],
  });
}

/** Opening belongs to a live event; closing, revealing and hiding also to one that is paused or over. */
export function requireLive(status: EventStatus): void {
  if (status === 'draft') throw new AppError('event_not_started');
  if (status === 'paused') throw new AppError('event_paused');
  if (status !== 'live') throw new AppError('event_ended');
}

/** `null`: it is so already; acts are idempotent. A closed activity never reopens. */
export function open(
  activity: ActivityRuleState,
  { opensInMs, closesInMs }: OpenActivity,
): ActivityPatch | null {
  if (activity.state === 'open') return null;
  if (activity.state === 'closed') throw new AppError('activity_closed');
  return {
    state: 'open',
    result_state: 'auto',
    ...(opensInMs !== undefined && { opensInMs }),
    // Counted from the moment it opens.
    ...(closesInMs !== undefined && { closesInMs }),
  };
}

interface Schedule {
  readonly opensAt?: number | null | undefined;
  readonly closesAt?: number | null | undefined;
}

/** A schedule is for what is still ready, an end also for what is open. @throws activity_closed, request_invalid */
export function schedule(
  { state }: ActivityRuleState,
  { opensAt, closesAt }: Schedule,
  stored: Schedule = {},
): ActivityPatch {
  if (opensAt === undefined && closesAt === undefined) return {};
  if (state === 'closed' || (opensAt !== undefined && state !== 'ready'))
    throw new AppError('activity_closed');
  const [opens, closes] = [opensAt ?? stored.opensAt, closesAt ?? stored.closesAt];
  if (opens != null && closes != null && closes <= opens) {
    throw new AppError('request_invalid', {
      errors: [{ path: '/closesAt', message: 'must be after opensAt' }],
    });
  }
  const at = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    ...(opensAt !== undefined && { opens_at: at(opensAt) }),
    ...(closesAt !== undefined && { closes_at: at(closesAt) }),
  };
}

/** At once, or announced: then everybody sees the same deadline and the tick closes it. */
export function close(activity: ActivityRuleState, { closesInMs = 0 }: CloseActivity): ActivityPatch | null {
  if (activity.state === 'closed') return null;
  if (activity.state === 'ready') throw new AppError('not_open_yet');
  return closesInMs > 0 ? { closesInMs } : { state: 'closed' };
}

export function reveal(activity: ActivityRuleState): ActivityPatch | null {
  if (activity.state === 'ready') throw new AppError('not_open_yet');
  return activity.resultState === 'shown' ? null : { result_state: 'shown' };
}

export function hide(activity: ActivityRuleState): ActivityPatch | null {
  if (activity.state === 'ready') throw new AppError('not_open_yet');
  return activity.resultState === 'hidden' ? null : { result_state: 'hidden' };
}
