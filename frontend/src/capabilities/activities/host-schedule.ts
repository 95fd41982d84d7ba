/** When an activity opens and closes by itself, in words and as a form holds it: in this viewer's zone. */
import type { HostActivityEntity } from '@plenum/protocol';
import { formatClock } from '#/lib/format.ts';
import { getFormatLocale } from '#/lib/locale.ts';
import * as m from '#/paraglide/messages.js';

type Scheduled = Pick<HostActivityEntity, 'state' | 'opensAt' | 'closesAt'>;

/** "Opens 19:30", "Opens 19:30, closes 19:45"; `null` when it waits for a host. */
export function scheduleLine({ state, opensAt, closesAt }: Scheduled): string | null {
  const opens = state === 'ready' && opensAt !== null ? formatWhen(opensAt) : null;
  const closes = state !== 'closed' && closesAt !== null ? formatWhen(closesAt) : null;
  if (opens !== null && closes !== null) return m.host_schedule_both({ opens, closes });
  if (opens !== null) return m.host_schedule_opens({ time: opens });
  return closes === null ? null : m.host_schedule_closes({ time: closes });
}

/** The clock today, with the day on other days. */
export function formatWhen(timeMs: number, now = Date.now()): string {
  if (new Date(timeMs).toDateString() === new Date(now).toDateString()) return formatClock(timeMs);
  return new Intl.DateTimeFormat(getFormatLocale(), {
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(timeMs);
}

/** For `<input type="datetime-local">`: "2026-11-21T19:30" in this zone. */
export function toLocalInput(timeMs: number | null): string {
  if (timeMs === null) return '';
  const at = new Date(timeMs);
  const two = (part: number) => `${part}`.padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `null` for an empty field. */
export function fromLocalInput(text: string): number | null {
  // Without a zone behind it the time is this zone's.
  const timeMs = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(timeMs) ? null : timeMs;
}

export type ScheduleProblem = 'past' | 'order';

/** What keeps these times from being stored. A time that stood there already may be over. */
export function scheduleProblem(
  { opensAt, closesAt }: Pick<Scheduled, 'opensAt' | 'closesAt'>,
  stored: Pick<Scheduled, 'opensAt' | 'closesAt'>,
  now: number,
): ScheduleProblem | null {
  if (opensAt !== null && opensAt !== stored.opensAt && opensAt <= now) return 'past';
  if (closesAt !== null && closesAt !== stored.closesAt && closesAt <= now) return 'past';
  return opensAt !== null && closesAt !== null && closesAt <= opensAt ? 'order' : null;
}
