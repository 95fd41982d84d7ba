/** When an event was, in the words of a list or a header. */
import type { EventStatus } from '@plenum/protocol';
import { formatClock, formatDuration } from '#/lib/format.ts';
import { getFormatLocale } from '#/lib/locale.ts';
import * as m from '#/paraglide/messages.js';

/** Relative times stop at 59 min; then the clock says more. */
const RELATIVE_MAX_MS = 59 * 60_000 + 30_000;

interface Times {
  readonly status: EventStatus;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** The line under the title: "Started 42 min ago". */
export function statusLine({ status, startedAt, endedAt }: Times, now: number): string {
  switch (status) {
    case 'draft':
      return m.host_event_not_started();
    case 'paused':
      return m.host_event_paused();
    case 'live':
      return startedAt === null ? m.host_live() : startedLine(startedAt, now);
    case 'ended':
    case 'archived':
      return endedAt === null
        ? m.host_event_ended()
        : m.host_event_ended_at({ time: formatMoment(endedAt, now) });
  }
}

function startedLine(startedAt: number, now: number): string {
  const ago = now - startedAt;
  if (ago < 60_000) return m.host_event_started_now();
  return ago > RELATIVE_MAX_MS
    ? m.host_event_started_at({ time: formatMoment(startedAt, now) })
    : m.host_event_started_ago({ time: formatDuration(Math.floor(ago / 60_000) * 60_000) });
}

/** The clock today, with the date on other days: "19:42", "28 Aug, 19:42". */
export function formatMoment(timeMs: number, now: number): string {
  if (new Date(timeMs).toDateString() === new Date(now).toDateString()) return formatClock(timeMs);
  const isThisYear = new Date(timeMs).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(getFormatLocale(), {
    day: 'numeric',
    month: 'short',
    ...(!isThisYear && { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(timeMs);
}
