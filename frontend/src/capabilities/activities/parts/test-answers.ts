/** For tests of kinds: an activity that is open, and own answers to it. */
import type { ActivityEntity, ActivityKind } from '@plenum/protocol';
import type { OwnAnswerOf } from '../kinds/kind.ts';

export function openActivity(
  kind: ActivityKind,
  settings: unknown,
  change: Partial<ActivityEntity> = {},
): ActivityEntity {
  return {
    kind,
    title: 'The question',
    settings,
    resultVisibility: 'host-only',
    state: 'open',
    position: 0,
    opensAt: 1,
    closesAt: null,
    closedAt: null,
    revealed: false,
    ...change,
  };
}

export function nothingAnswered<Answer>(): OwnAnswerOf<Answer> {
  return {
    answer: null,
    status: 'none',
    why: null,
    code: null,
    isInFeed: false,
    attempted: null,
    attemptedAt: null,
    isTakenBack: false,
    resultKey: null,
  };
}

export function answered<Answer>(answer: Answer): OwnAnswerOf<Answer> {
  return { ...nothingAnswered<Answer>(), answer, status: 'saved', isInFeed: true, attempted: answer };
}
