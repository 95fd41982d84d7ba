/**
 * Two rounds of one question: the second (`follows`) is shown beside the first wherever both may be seen. The pages ask
 * here; a kind says which options it counts (`choices`) and no more.
 */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { Rich } from '#/components/rich.tsx';
import { useEntity } from '#/live/use-feed.ts';
import { type OwnAnswerView, useOwnAnswer } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';
import { kindOf } from '../kinds/index.ts';
import type { AttendeeKind, ResultProps } from '../kinds/kind.ts';
import { lazyPart, useLoadedPart } from '../kinds/part.ts';
import { useVisibleResult } from '../use-visible-result.ts';
import type { Choices } from './choices.ts';

/** What this page needs of an activity to find its first round. */
type Second = Pick<ActivityEntity, 'kind' | 'follows'>;

export interface FirstRound {
  readonly activity: ActivityEntity;
  /** `undefined` while it may not be seen here. */
  readonly result: ResultEntity | undefined;
}

/** The round before; `null` where there is none. For hosts and projectors: their feeds hold what they may see. */
export function useFirstRound({ follows = NONE }: Second): FirstRound | null {
  const activity = useEntity('activity', follows);
  const result = useEntity('result', follows);
  return activity === undefined ? null : { activity, result };
}

/** The same on a phone: also what shows after the own answer, and that answer. */
export function useOwnFirstRound(second: ActivityEntity): (FirstRound & { own: OwnAnswerView }) | null {
  const { follows = NONE } = second;
  const activity = useEntity('activity', follows);
  const own = useOwnAnswer(follows);
  const result = useVisibleResult(follows, activity ?? second, own);
  return activity === undefined ? null : { activity, result, own };
}

/** No activity has it. */
const NONE = '';

/** What to compare by; `null` where nothing can be: another kind, no first round, or nothing of it to show. */
export function comparable(
  { kind }: Second,
  first: FirstRound | null,
): { choices: Choices; before: ResultEntity } | null {
  const choices = kindOf(kind)?.choices;
  const before = first?.result;
  if (choices === undefined || before === undefined || before.responses === 0) return null;
  return { choices, before };
}

const paired = lazyPart(async () => (await import('./rounds-attendee.tsx')).pairedAttendee);
/** Loaded with the second round's question, by those phones only; until it is there one round is shown. */
const usePaired = ({ follows }: Second) => useLoadedPart(follows === undefined ? undefined : paired);

/** In place of the kind's own sentence where there are two rounds to tell of. */
export function useDescribeResult(
  kind: AttendeeKind,
  activity: ActivityEntity,
): AttendeeKind['describeResult'] {
  const first = useOwnFirstRound(activity);
  const compared = comparable(activity, first);
  const parts = usePaired(activity);
  if (parts === undefined || compared === null) return kind.describeResult;
  return (second, result, answer) => parts.describe(compared, second, result, answer);
}

/** What the room answered: the kind's own drawing, or both rounds side by side. */
export function RoundsResult({ kind, ...props }: ResultProps & { kind: AttendeeKind }) {
  const first = useOwnFirstRound(props.activity);
  const compared = comparable(props.activity, first);
  const parts = usePaired(props.activity);
  if (parts === undefined || compared === null || first === null) return <kind.Result {...props} />;
  return <parts.Result {...props} {...compared} firstAnswer={first.own.answer} />;
}

/** In the second round, before one answers again: all that is told of the first is one's own answer. */
export function MyFirstAnswer({ kind, activity }: { kind: AttendeeKind; activity: ActivityEntity }) {
  const first = useOwnFirstRound(activity);
  const answer = first?.own.answer ?? null;
  if (first === null || answer === null) return null;
  const said = kind.describeAnswer(first.activity.settings, answer);
  return (
    <p dir="auto" className="-mt-2 mb-4 text-[0.9375rem] leading-5 wrap-words text-muted-foreground">
      <Rich parts={m.rounds_before_mine.parts({ answer: said })} />
    </p>
  );
}
