/** Ids in paths, and `seq` in queries. What is no id names nothing: 404, not a lesson in UUIDs. */
import type { ErrorCode } from '@plenum/protocol';
import { Type } from 'typebox';
import { AppError } from '#/errors.ts';

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const EventParams = Type.Object({ eventId: Type.String({ description: 'UUID of the event' }) });
export const ActivityParams = Type.Object({
  eventId: Type.String({ description: 'UUID of the event' }),
  activityId: Type.String({ description: 'UUID of the activity' }),
});

/** @throws the given not-found code unless `text` can be an id. */
export function requireId(text: string, notFound: ErrorCode): string {
  if (!pattern.test(text)) throw new AppError(notFound);
  return text;
}

/** `seq` of a DELETE stands in the query, where everything is text (§3.4). */
export const SeqQuery = Type.Object({
  seq: Type.String({ pattern: '^(0|[1-9][0-9]{0,15})$', description: 'Integer below 2^53' }),
});

/** @throws request_invalid at 2^53 and above */
export function requireSeq(text: string): number {
  const seq = Number(text);
  if (!Number.isSafeInteger(seq)) {
    throw new AppError('request_invalid', { errors: [{ path: '/seq', message: 'must be below 2^53' }] });
  }
  return seq;
}
