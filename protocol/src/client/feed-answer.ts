/**
 * Reads a body as an answer of the feed. By hand: the browser carries no schema library, and a captive portal's
 * page, a truncated body or a proxy's error must count as a failure and never reach the apply rule.
 */
import { parseCursor } from '../cursor.ts';
import type { FeedAnswer } from '../feed.ts';

/** The answer, or `null` when the body is none. */
export function readFeedAnswer(body: unknown): FeedAnswer | null {
  if (typeof body !== 'object' || body === null) return null;
  const answer = body as Record<string, unknown>;
  if (!isCount(answer.pollAfterMs)) return null;
  switch (answer.kind) {
    case 'delta':
      return isCursor(answer.from) && isState(answer) ? (body as FeedAnswer) : null;
    case 'snapshot':
      return isState(answer) ? (body as FeedAnswer) : null;
    case 'reset':
      return isCursor(answer.snapshot) && isCount(answer.spreadMs) && typeof answer.reason === 'string'
        ? (body as FeedAnswer)
        : null;
    default:
      return null;
  }
}

function isState(answer: Record<string, unknown>): boolean {
  return (
    isCursor(answer.cursor) &&
    isCount(answer.committedAt) &&
    Array.isArray(answer.entities) &&
    answer.entities.every(isEntity)
  );
}

function isEntity(entity: unknown): boolean {
  return (
    Array.isArray(entity) &&
    entity.length === 3 &&
    typeof entity[0] === 'string' &&
    typeof entity[1] === 'string'
  );
}

function isCursor(value: unknown): boolean {
  return typeof value === 'string' && parseCursor(value) !== null;
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
