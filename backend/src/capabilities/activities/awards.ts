/**
 * Points of a question: the kind's pure function over every closed answer. Closed answers do not change, so reading them before the act
 * that stores the points is as good as within it; the act is conditional on the activity's revision. Only the streak comes from another
 * question: whenever that one's points change, those of the later ones are given again.
 */
import type { ActivityKind } from '@plenum/protocol';
import { kindOf } from './kinds/index.ts';
import type { ClosedAnswer } from './store.ts';

/** Columns for `quiz_award`, as array literals; `null`: this question gives no points. */
export type Award = Readonly<Record<'participants' | 'points' | 'right' | 'streaks', string>>;

/** This question brings nobody anything. */
export const NO_AWARD: Award = { participants: '{}', points: '{}', right: '{}', streaks: '{}' };

export function givesPoints(kind: ActivityKind): boolean {
  return kindOf(kind).points !== undefined;
}

export function awardFor(
  kind: ActivityKind,
  settings: unknown,
  correct: unknown,
  answers: readonly ClosedAnswer[],
): Award | null {
  const { points, isRight } = kindOf(kind);
  if (!points || !isRight || correct == null) return null;
  const given = answers.map(({ participantId, answer, elapsedMs, streak }) => {
    const right = isRight(settings, correct, answer);
    return {
      participantId,
      points: points(settings, correct, answer, elapsedMs, streak),
      right,
      streak: right ? streak + 1 : 0,
    };
  });
  // A practice question gives nobody points, and so nobody a row: it breaks no streak.
  if (points(settings, correct, correct, 0, 0) === null) return null;
  const list = (values: readonly unknown[]) => `{${values.join(',')}}`;
  return {
    participants: list(given.map((one) => one.participantId)),
    points: list(given.map((one) => one.points)),
    right: list(given.map((one) => one.right)),
    streaks: list(given.map((one) => one.streak)),
  };
}
