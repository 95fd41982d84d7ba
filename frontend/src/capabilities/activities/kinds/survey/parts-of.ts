/** A survey taken apart: each part as an activity of its own kind, with its own answer and its own result. Pure. */

import type {
  ActivityEntity,
  HostActivityEntity,
  PartKind,
  ResultEntity,
  SurveyAnswer,
  SurveyPart,
} from '@plenum/protocol';
import { sameJson } from '@plenum/protocol/client';
import type { SaveState } from '../../parts/save-status.tsx';
import type { OwnAnswerOf } from '../kind.ts';

/** What may be a part, in the order in which hosts can add them. */
export const PART_KINDS = [
  'single-choice',
  'multiple-choice',
  'true-false',
  'rating',
  'ranking',
  'points',
  'word-cloud',
  'estimate',
  'matrix',
  'open-text',
] as const satisfies readonly PartKind[];

/** The bucket of those who answered all. */
export const COMPLETE = 'complete';

/** The part as if it were asked alone. Nothing of it is right or wrong. */
export function partActivity<Activity extends ActivityEntity | HostActivityEntity>(
  activity: Activity,
  { kind, title, settings }: SurveyPart,
): Activity {
  const { correct: _correct, explanation: _explanation, image: _image, ...rest } = activity;
  return { ...rest, kind, title, settings } as unknown as Activity;
}

/** What the room answered to one part. */
export function partResult(result: ResultEntity, partId: string): ResultEntity {
  const prefix = `${partId}/`;
  const stats = within(result.stats ?? {}, prefix);
  return {
    counts: within(result.counts, prefix),
    ...(Object.keys(stats).length > 0 && { stats }),
    responses: result.counts[partId] ?? 0,
    final: result.final,
  };
}

function within<Value>(values: Readonly<Record<string, Value>>, prefix: string): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([bucket]) => bucket.startsWith(prefix))
      .map(([bucket, value]) => [bucket.slice(prefix.length), value]),
  );
}

/** One part's answer; `null` = none yet. */
export function answerOf(answer: SurveyAnswer | null, partId: string): unknown {
  return answer !== null && Object.hasOwn(answer.parts, partId) ? answer.parts[partId] : null;
}

/** It was sent, and something else of it counts, or nothing. */
export function isLost(partId: string, attempted: SurveyAnswer, counted: SurveyAnswer | null): boolean {
  const own = answerOf(attempted, partId);
  return own !== null && !sameJson(own, answerOf(counted, partId));
}

/** All so far, with this one. */
export function withAnswer(answer: SurveyAnswer | null, partId: string, own: unknown): SurveyAnswer {
  return { parts: { ...answer?.parts, [partId]: own } };
}

/** All so far, without this one; `null` = nothing is left. */
export function withoutAnswer(answer: SurveyAnswer | null, partId: string): SurveyAnswer | null {
  const { [partId]: _gone, ...parts } = answer?.parts ?? {};
  return Object.keys(parts).length === 0 ? null : { parts };
}

/**
 * One part's own answer with where it is: a part that was stored before stays saved while another one is on its way.
 *
 * @param stored  What is known to be stored of the whole.
 */
export function partOwn(
  own: OwnAnswerOf<SurveyAnswer>,
  stored: SurveyAnswer | null,
  partId: string,
): OwnAnswerOf<unknown> {
  const answer = answerOf(own.answer, partId);
  const attempted = answerOf(own.attempted, partId);
  const isStored = answer !== null && sameJson(answer, answerOf(stored, partId));
  const isTouched = !sameJson(attempted, answerOf(stored, partId));
  const isNews = own.status === 'refused' || own.status === 'too-late';
  return {
    ...own,
    answer,
    attempted,
    status: isNews
      ? isTouched
        ? own.status
        : isStored
          ? 'saved'
          : 'none'
      : isStored
        ? 'saved'
        : answer === null
          ? 'none'
          : own.status,
  };
}

/** Where each part is, for the bar above them. */
export function partState({ answer, status, why }: OwnAnswerOf<unknown>): SaveState {
  if (answer === null) return 'before';
  if (status === 'waiting') return why === 'queued' ? 'saving' : 'waiting';
  return status === 'saving' ? 'saving' : 'saved';
}

/** Index of the first part without an answer; the number of parts = all have one. */
export function firstUnanswered(parts: readonly SurveyPart[], answer: SurveyAnswer | null): number {
  const index = parts.findIndex(({ id }) => answerOf(answer, id) === null);
  return index === -1 ? parts.length : index;
}
