/** Words that signing in and signing up share. */
import { ApiError } from '@plenum/protocol/client';
import { formatDuration } from '#/lib/format.ts';

/** How long to wait after too many tries: "60 s". */
export function retryTime(error: unknown): string {
  return formatDuration((error instanceof ApiError ? error.retryAfterMs : null) ?? 60_000);
}
