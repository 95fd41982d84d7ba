/** What one can answer, or could: the kind's own controls, and around them what is the same for every kind. */
import type { ActivityEntity } from '@plenum/protocol';
import { Undo2 } from 'lucide-react';
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { useParticipation } from '#/live/participation.tsx';
import { useEvent } from '#/live/use-feed.ts';
import { useOwnAnswer, useRespond } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';
import { AttendeeClosed } from './attendee-closed.tsx';
import { AttendeeResult } from './attendee-result.tsx';
import type { AttendeeKind, OpenProps, Phase } from './kinds/kind.ts';
import { type Part, usePart } from './kinds/part.ts';
import { Hint } from './parts/hint.tsx';
import { dropDraft } from './parts/local-drafts.ts';
import { AnswersPromise } from './parts/promise.tsx';
import { MyFirstAnswer, useDescribeResult } from './parts/rounds.tsx';
import { useVisibleResult } from './use-visible-result.ts';

export interface AttendeeAnswersProps {
  readonly part: Part<AttendeeKind>;
  readonly activityId: string;
  readonly activity: ActivityEntity;
  readonly phase: Phase;
  readonly isPaused: boolean;
  readonly isNews: boolean;
  readonly titleId: string;
}

export function AttendeeAnswers({
  part,
  activityId,
  activity,
  phase,
  isPaused,
  isNews,
  titleId,
}: AttendeeAnswersProps) {
  const kind = usePart(part);
  const own = useOwnAnswer(activityId);
  const { respond, takeBack } = useRespond(activityId);
  const result = useVisibleResult(activityId, activity, own);
  const describeResult = useDescribeResult(kind, activity);
  const draftKey = useDraftKey(activityId);
  const { settings } = activity;
  const isFinal = phase === 'closed' && result?.final === true;
  useNews({
    isNews,
    isOpen: phase === 'open',
    isClosed: phase === 'closed',
    opened: kind.announceOpen(activity.title, settings),
    result: isFinal ? describeResult(activity, result, own.answer) : null,
  });
  const shared = { activityId, activity, settings, own };

  if (phase === 'closed') return <AttendeeClosed {...{ kind, draftKey, result }} {...shared} />;
  return (
    <OpenAnswers
      {...shared}
      {...{ kind, draftKey, respond, takeBack, result, titleId }}
      mayAnswer={phase === 'open' && !isPaused}
    />
  );
}

function OpenAnswers({ kind, ...props }: OpenProps & { kind: AttendeeKind }) {
  const { activity, own, mayAnswer, draftKey } = props;
  const answers = useRef<HTMLDivElement>(null);
  useFocusLoss(answers);

  function takeBackAnswer() {
    dropDraft(draftKey);
    props.takeBack();
    // The pressed button goes; what one does next is answer.
    answers.current?.querySelector<HTMLElement>('button, input, textarea')?.focus({ preventScroll: true });
  }

  return (
    <div ref={answers} className="flex flex-col">
      <AnswersPromise>
        {activity.follows !== undefined && <MyFirstAnswer kind={kind} activity={activity} />}
        <kind.Open {...props} />
      </AnswersPromise>
      {own.answer !== null && (
        <>
          <WhenResultsShow visibility={activity.resultVisibility} hasResult={own.resultKey !== null} />
          {mayAnswer && kind.hasOwnTakeBack !== true && (
            <Button variant="quiet" size="tap" className="-ms-2 self-start px-2" onClick={takeBackAnswer}>
              <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
              {m.take_back()}
            </Button>
          )}
        </>
      )}
      {kind.drawsResult !== true && <AttendeeResult {...props} kind={kind} heading={m.results_so_far()} />}
    </div>
  );
}

function WhenResultsShow({
  visibility,
  hasResult,
}: {
  visibility: ActivityEntity['resultVisibility'];
  hasResult: boolean;
}) {
  if (visibility === 'always' || (visibility === 'after-own-response' && hasResult)) return null;
  return <Hint>{visibility === 'after-close' ? m.results_after_close() : m.results_by_host()}</Hint>;
}

/** Somebody else on this phone, or the event started again: another draft. */
function useDraftKey(activityId: string): string {
  const { identity } = useParticipation();
  const run = useEvent()?.run;
  return `${identity.participantId}:${run}:${activityId}`;
}

/**
 * Says what happens to the activity, once each: it opens, it closes, its final result comes. While votes come in, numbers
 * are read on demand.
 *
 * @param isNews  The activity itself just came, so whatever it shows is news too.
 */
function useNews({
  isNews,
  isOpen,
  isClosed,
  opened,
  result,
}: {
  isNews: boolean;
  isOpen: boolean;
  isClosed: boolean;
  opened: string;
  result: string | null;
}): void {
  const wasOpen = useRef(isOpen && !isNews);
  useEffect(() => {
    if (isOpen && !wasOpen.current) announce(opened);
    if (isClosed && wasOpen.current) announce(m.voting_closed());
    wasOpen.current = isOpen;
  }, [isOpen, isClosed, opened]);

  const wasSaid = useRef(result !== null && !isNews);
  useEffect(() => {
    if (result === null || wasSaid.current) return;
    wasSaid.current = true;
    announce(result);
  }, [result]);
}

/** Set while a commit removes the answer that had the focus; the title that stands after it takes it. */
let lostFocus = false;

export function takeLostFocus(): boolean {
  const wasLost = lostFocus;
  lostFocus = false;
  return wasLost;
}

/**
 * A new activity never steals the focus; but when the focus was inside what is replaced, it moves to the title.
 * Cleaning up a removed component runs just before its elements go: the last moment at which they have the focus.
 */
function useFocusLoss(element: RefObject<HTMLElement | null>) {
  useLayoutEffect(() => {
    const replaced = element.current;
    return () => {
      lostFocus = replaced?.contains(document.activeElement) ?? false;
    };
  }, [element]);
}
