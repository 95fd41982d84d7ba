/** What a quiz question promises and how it is counted, as the pages say it. Pure; the server decides. */
import type { ActivityEntity, QuizAnswer, QuizSettings } from '@plenum/protocol';
import { formatCount } from '#/lib/format.ts';
import { getFormatLocale } from '#/lib/locale.ts';
import * as m from '#/paraglide/messages.js';
import { optionsOf } from '../../parts/options.ts';

const POINTS = 1_000;

/** Before the question and under it: what a right answer gives. */
export function pointsSentence({ points, isDouble }: Pick<QuizSettings, 'points' | 'isDouble'>): string {
  const most = formatCount(POINTS * (isDouble ? 2 : 1));
  const least = formatCount((POINTS * (isDouble ? 2 : 1)) / 2);
  switch (points) {
    case 'none':
      return m.quiz_points_none();
    case 'flat':
      return isDouble ? m.quiz_points_flat_double({ points: most }) : m.quiz_points_flat({ points: most });
    case 'speed':
      return isDouble ? m.quiz_points_speed_double({ most, least }) : m.quiz_points_speed({ most, least });
  }
}

/** The options picked, or those that are right. */
export function pickedIds(answer: unknown): readonly string[] {
  return (answer as Partial<QuizAnswer> | null | undefined)?.optionIds ?? [];
}

/** Right is who picked exactly what is right. `null`: the host named nothing. */
export function isRight(correct: unknown, answer: QuizAnswer | null): boolean | null {
  const right = pickedIds(correct);
  if (right.length === 0) return null;
  const picked = pickedIds(answer);
  return picked.length === right.length && right.every((id) => picked.includes(id));
}

/** "A" or "A and C", as the room calls the options. */
export function keysOf(settings: QuizSettings, ids: readonly string[]): string {
  const keys = optionsOf(settings).flatMap(({ id, key }) => (ids.includes(id) ? [key] : []));
  return new Intl.ListFormat(getFormatLocale(), { type: 'conjunction' }).format(keys);
}

/** The how manieth quiz question of the event this is. How many follow is not known here before they open (W5). */
export function questionNumber(activities: ReadonlyMap<string, ActivityEntity>, activityId: string): number {
  const own = activities.get(activityId);
  if (own === undefined) return 1;
  const isBefore = (one: ActivityEntity) =>
    one.kind === own.kind && ((one.opensAt ?? 0) - (own.opensAt ?? 0) || one.position - own.position) < 0;
  return 1 + [...activities.values()].filter(isBefore).length;
}

/** How long people have in all, ms: from the announced opening to the close. */
export function wholeMs(
  { opensAt, closesAt }: Pick<ActivityEntity, 'opensAt' | 'closesAt'>,
  seconds: number,
): number {
  return opensAt !== null && closesAt !== null && closesAt > opensAt ? closesAt - opensAt : seconds * 1_000;
}
