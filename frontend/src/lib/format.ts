/** Numbers and times as this person writes them. Always through `Intl`, never by gluing strings. */
import * as m from '#/paraglide/messages.js';
import { getFormatLocale } from './locale.ts';

/** In full up to here, then compact: 12,840 but 128K. */
const FULL_MAX = 99_999;

export function formatCount(count: number): string {
  return new Intl.NumberFormat(getFormatLocale(), {
    notation: count > FULL_MAX ? 'compact' : 'standard',
  }).format(count);
}

/** The two inputs that messages with a counted noun take: `n` chooses the plural, `count` is what is read. */
export function counted(count: number): { n: number; count: string } {
  return { n: count, count: formatCount(count) };
}

/** "40%"; "<1%" for what rounds to nothing and is not nothing. */
export function formatPercent(percent: number, count: number): string {
  const format = new Intl.NumberFormat(getFormatLocale(), { style: 'percent' });
  return percent === 0 && count > 0 ? `<${format.format(0.01)}` : format.format(percent / 100);
}

/** The clock: 19:42 or 7:42 PM, as the region has it. */
export function formatClock(timeMs: number): string {
  return new Intl.DateTimeFormat(getFormatLocale(), { hour: 'numeric', minute: '2-digit' }).format(timeMs);
}

/** "12 s", "4 min", "1 h 48 min". */
export function formatDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1_000));
  if (seconds < 60) return m.duration_seconds({ count: formatCount(seconds) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return m.duration_minutes({ count: formatCount(minutes) });
  return m.duration_hours({
    hours: formatCount(Math.floor(minutes / 60)),
    minutes: formatCount(minutes % 60),
  });
}

/** What is left on a countdown, rounded up so that it ends at 0: "12 s", from a minute on "1:05". */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000));
  if (seconds < 60) return m.duration_seconds({ count: formatCount(seconds) });
  const two = new Intl.NumberFormat(getFormatLocale(), { minimumIntegerDigits: 2 });
  return `${formatCount(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}
