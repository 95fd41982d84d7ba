/** One activity on a phone: the question is the interface. Open: answers as buttons. Closed: what was counted. */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { EyeOff, Lock, Undo2 } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { Countdown } from '#/components/countdown.tsx';
import { announce } from '#/components/live-regions.tsx';
import { Badge, BadgeDot } from '#/components/ui/badge.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted, formatClock, formatCount } from '#/lib/format.ts';
import { useConnection } from '#/live/use-connection.ts';
import { useEntity } from '#/live/use-feed.ts';
import { type OwnAnswerView, useOwnAnswer, useRespond } from '#/live/use-own-answer.ts';
import { useServerNow } from '#/live/use-server-now.ts';
import * as m from '#/paraglide/messages.js';
import { AnswerOption } from './answer-option.tsx';
import { AttendeeClosed } from './attendee-closed.tsx';
import { AttendeeResult, useResultNews, useVisibleResult } from './attendee-result.tsx';
import { optionIdOf, optionsOf } from './options.ts';
import { resultBars } from './result-bars.tsx';
import { SaveStatus } from './save-status.tsx';

export interface AttendeeActivityProps {
  readonly activityId: string;
  readonly activity: ActivityEntity;
  /** The event is paused: readable, nothing can be answered. */
  readonly isPaused: boolean;
  /** It just came: say so. */
  readonly isNews: boolean;
  readonly heading?: 'h1' | 'h2';
}

export function AttendeeActivity({
  activityId,
  activity,
  isPaused,
  isNews,
  heading: Heading = 'h1',
}: AttendeeActivityProps) {
  const own = useOwnAnswer(activityId);
  const titleId = useId();
  const titleElement = useRef<HTMLHeadingElement>(null);
  const phase = usePhase(activity);
  const { opensAt, closesAt, title } = activity;
  const options = optionsOf(activity.settings);
  const result = useVisibleResult(activityId, activity, own);
  const final = phase === 'closed' && result?.final ? resultBars(options, result, true) : null;
  useResultNews(final, optionIdOf(own.answer), isNews);

  const count = options.length;
  const wasOpen = useRef(phase === 'open' && !isNews);
  useEffect(() => {
    if (phase === 'open' && !wasOpen.current) announce(m.question_new({ title, count: formatCount(count) }));
    if (phase === 'closed' && wasOpen.current) announce(m.voting_closed());
    wasOpen.current = phase === 'open';
  }, [phase, title, count]);

  // In the same commit in which the focused answer went.
  useLayoutEffect(() => {
    if (lostFocus) titleElement.current?.focus();
    lostFocus = false;
  });

  return (
    <section aria-labelledby={titleId} className="flex flex-col">
      <div className="mb-2.5 flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium text-muted-foreground">
        {phase === 'closed' ? (
          <Badge>
            <Lock aria-hidden="true" />
            {m.state_closed()}
          </Badge>
        ) : (
          <>
            <Badge variant="live">
              <BadgeDot />
              {m.state_open()}
            </Badge>
            {phase === 'open' && closesAt === null && <span>{m.choose_one()}</span>}
            {phase === 'open' && closesAt !== null && (
              <Countdown endsAt={closesAt} className="font-semibold text-foreground" />
            )}
          </>
        )}
        <span className="ms-auto text-end">
          <AnswerCount activityId={activityId} isClosed={phase === 'closed'} />
        </span>
      </div>
      <Heading
        ref={titleElement}
        id={titleId}
        tabIndex={-1}
        dir="auto"
        className="mt-1 mb-5 scroll-mt-24 text-3xl wrap-words max-[359px]:text-[1.625rem] max-[359px]:leading-[1.1875] md:text-4xl short:mb-3.5"
      >
        {title}
      </Heading>
      {phase === 'announced' && opensAt !== null && (
        <p className="mb-4 text-base font-medium">
          {m.opens_in()} <Countdown endsAt={opensAt} />
        </p>
      )}
      {phase === 'closed' ? (
        <AttendeeClosed activity={activity} result={result} own={own} />
      ) : (
        <OpenAnswers
          activityId={activityId}
          activity={activity}
          result={result}
          own={own}
          titleId={titleId}
          mayAnswer={phase === 'open' && !isPaused}
        />
      )}
    </section>
  );
}

interface OpenAnswersProps {
  readonly activityId: string;
  readonly activity: ActivityEntity;
  readonly result: ResultEntity | undefined;
  readonly own: OwnAnswerView;
  readonly titleId: string;
  readonly mayAnswer: boolean;
}

function OpenAnswers({ activityId, activity, result, own, titleId, mayAnswer }: OpenAnswersProps) {
  const { respond, takeBack } = useRespond(activityId);
  const chosen = optionIdOf(own.answer);
  const answers = useRef<HTMLDivElement>(null);
  useFocusLoss(answers);

  function takeBackAnswer() {
    takeBack();
    // The pressed button goes; what one does next is answer.
    answers.current?.querySelector('button')?.focus({ preventScroll: true });
  }

  return (
    <div ref={answers} className="flex flex-col">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div role="group" aria-labelledby={titleId} className="flex flex-col gap-2.5">
        {optionsOf(activity.settings).map(({ id, label, key }) => (
          <AnswerOption
            key={id}
            optionKey={key}
            label={label}
            isChosen={id === chosen}
            onChoose={mayAnswer ? () => id !== chosen && respond({ optionId: id }) : undefined}
          />
        ))}
      </div>
      {/* Seen without scrolling, also when the answers are longer than the phone. */}
      <div className="sticky bottom-0 -mx-5 mt-1.5 bg-background px-5 py-1 pb-[max(0.25rem,env(safe-area-inset-bottom))]">
        {mayAnswer && <SaveStatus own={own} />}
      </div>
      {chosen !== null && (
        <>
          <WhenResultsShow visibility={activity.resultVisibility} hasResult={own.resultKey !== null} />
          {mayAnswer && (
            <Button variant="quiet" size="tap" className="-ms-2 self-start px-2" onClick={takeBackAnswer}>
              <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
              {m.take_back()}
            </Button>
          )}
        </>
      )}
      <AttendeeResult activity={activity} result={result} mineId={chosen} heading={m.results_so_far()} />
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

/** Results are somewhere else, or later. */
export function Hint({ children }: { children: ReactNode }) {
  return (
    <p className="flex min-h-9 items-center gap-2.5 text-[0.9375rem] leading-5 text-muted-foreground">
      <span className="grid size-6 shrink-0 place-items-center">
        <EyeOff aria-hidden="true" className="size-4.75" />
      </span>
      {children}
    </p>
  );
}

/** "148 answered"; what is stale says since when. */
function AnswerCount({ activityId, isClosed }: { activityId: string; isClosed: boolean }) {
  const responses = useEntity('turnout', activityId)?.responses;
  const { status, lastSuccessAt } = useConnection();
  if (responses === undefined) return null;
  if (isClosed) return m.answers(counted(responses));
  if (status === 'offline' && lastSuccessAt !== null) {
    return m.answered_at({ count: formatCount(responses), time: formatClock(lastSuccessAt) });
  }
  return m.answered(counted(responses));
}

type Phase = 'announced' | 'open' | 'closed';

/** By server time: everybody's phone flips together, also before the close itself arrives. */
function usePhase({ state, opensAt, closesAt }: ActivityEntity): Phase {
  const isTimed = state === 'open' && (opensAt !== null || closesAt !== null);
  const now = useServerNow(isTimed ? 250 : null);
  if (state === 'closed' || (closesAt !== null && now >= closesAt)) return 'closed';
  return opensAt !== null && now < opensAt ? 'announced' : 'open';
}

/** Set while a commit removes the answer that had the focus; the title that stands after it takes it. */
let lostFocus = false;

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
