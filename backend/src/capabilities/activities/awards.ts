/**
 * Points: the kind's pure function over every closed answer. A streak goes on from the question before, so all questions whose points depend
 * on what changed are computed together, from one reading, and stored in one commit that is conditional on nobody having given points meanwhile.
 */
import type { ActivityKind } from '@plenum/protocol';
import { kindOf } from './kinds/index.ts';
import type { Scored, ScoredQuestion } from './store.ts';

/** Columns for `quiz_award`, as array literals. */
export type Award = Readonly<Record<'participants' | 'points' | 'right' | 'streaks', string>>;

/** Part of the patch that `activities_commit` takes. */
export interface Awards {
  readonly awards: Readonly<Record<string, Award>>;
  readonly awardsRevision: number;
}

/** This question brings nobody anything. */
const NO_AWARD: Award = { participants: '{}', points: '{}', right: '{}', streaks: '{}' };

export function givesPoints(kind: ActivityKind): boolean {
  return kindOf(kind).points !== undefined;
}

/**
 * What each of the questions brings; those that bring nothing and never did are left out.
 * @param now  What differs from the stored: another right answer, or a question that is about to be deleted.
 */
export function awardsOf(
  { revision, streaks: before, questions }: Scored,
  now: { readonly id: string; readonly correct?: unknown; readonly isGone?: boolean },
): Awards {
  const awards: Record<string, Award> = {};
  let streaks = before;
  for (const question of questions) {
    const isThis = question.id === now.id;
    if (question.kept !== null && !isThis) {
      // Hidden since: what is right may be another answer now, and nobody learns it before the next reveal (W5).
      streaks = new Map(question.kept);
      continue;
    }
    const given = now.isGone && isThis ? [] : pointsFor(isThis ? { ...question, ...now } : question, streaks);
    if (given.length > 0) {
      awards[question.id] = columns(given);
      streaks = new Map(given.map(({ participantId, streak }) => [participantId, streak]));
    } else if (question.isAwarded) {
      // What brings nobody anything breaks no streak.
      awards[question.id] = NO_AWARD;
    }
  }
  return { awards, awardsRevision: revision };
}

interface Given {
  readonly participantId: string;
  readonly points: number | null;
  readonly right: boolean;
  readonly streak: number;
}

/** One row for each who answered; none where it is for practice, or nothing is right. */
function pointsFor(
  { kind, settings, correct, answers }: ScoredQuestion,
  streaks: ReadonlyMap<string, number>,
): Given[] {
  const { points, isRight } = kindOf(kind);
  if (!points || !isRight || correct == null) return [];
  if (points(settings, correct, correct, 0, 0) === null) return [];
  return answers.map(([participantId, answer, elapsedMs]) => {
    const before = streaks.get(participantId) ?? 0;
    const right = isRight(settings, correct, answer);
    return {
      participantId,
      points: points(settings, correct, answer, elapsedMs, before),
      right,
      streak: right ? before + 1 : 0,
    };
  });
}

function columns(given: readonly Given[]): Award {
  const list = (name: keyof Given) => `{${given.map((one) => one[name]).join(',')}}`;
  return {
    participants: list('participantId'),
    points: list('points'),
    right: list('right'),
    streaks: list('streak'),
  };
}
