/** One activity on a phone: the question is the interface. Its kind draws the answers; what stands around them is here. */
import type { ActivityEntity } from '@plenum/protocol';
import { Lock } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { Countdown } from '#/components/countdown.tsx';
import { Badge, BadgeDot } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatClock, formatCount } from '#/lib/format.ts';
import { useConnection } from '#/live/use-connection.ts';
import { useEntity } from '#/live/use-feed.ts';
import { useOwnAnswer } from '#/live/use-own-answer.ts';
import { useServerNow } from '#/live/use-server-now.ts';
import * as m from '#/paraglide/messages.js';
import { AttendeeAnswers, takeLostFocus } from './attendee-answers.tsx';
import { KindBoundary, LoadAgain } from './kind-boundary.tsx';
import { kindOf } from './kinds/index.ts';
import type { AroundProps, AttendeeKind, Phase } from './kinds/kind.ts';
import { type Part, useLoadedPart, usePart } from './kinds/part.ts';
import { QuestionImage } from './parts/image-lazy.tsx';

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
  const titleId = useId();
  const titleElement = useRef<HTMLHeadingElement>(null);
  const phase = usePhase(activity);
  const { opensAt, title } = activity;
  const part = kindOf(activity.kind)?.attendee;
  const { Top, Bottom, asksItself } = useLoadedPart(part) ?? {};
  const around = { activityId, activity, phase, titleId };
  const isAlone = phase === 'announced' && Top !== undefined;
  const wasAlone = useRef(isAlone);
  wasAlone.current ||= isAlone;

  // In the same commit in which the focused answer went.
  useLayoutEffect(() => {
    if (takeLostFocus()) titleElement.current?.focus();
  });

  return (
    <section aria-labelledby={titleId} className="flex flex-col">
      {Top === undefined ? (
        <StateLine {...{ activityId, activity, phase, part }} />
      ) : (
        <Around {...around} drawn={Top} />
      )}
      {!isAlone && (
        <>
          <Heading
            ref={titleElement}
            id={titleId}
            tabIndex={-1}
            dir="auto"
            className={cn(
              'mt-1 mb-5 scroll-mt-24 wrap-words short:mb-3.5',
              Top !== undefined && phase === 'closed'
                ? 'text-2xl'
                : asksItself
                  ? 'text-lg font-medium text-muted-foreground'
                  : 'text-3xl max-[359px]:text-[1.625rem] max-[359px]:leading-[1.1875] md:text-4xl',
            )}
          >
            {title}
          </Heading>
          {phase === 'announced' && opensAt !== null && (
            <p className="mb-4 text-base font-medium">
              {m.opens_in()} <Countdown endsAt={opensAt} />
            </p>
          )}
          {activity.image !== undefined && <QuestionImage image={activity.image} />}
          {part === undefined ? (
            <LoadAgain>{m.kind_unknown()}</LoadAgain>
          ) : (
            <KindBoundary>
              <AttendeeAnswers
                {...{ part, activityId, activity, phase, isPaused, titleId }}
                isNews={isNews || wasAlone.current}
              />
            </KindBoundary>
          )}
          {Bottom !== undefined && <Around {...around} drawn={Bottom} />}
        </>
      )}
    </section>
  );
}

/** What the kind draws above and below: with the own answer, like everything of it. */
function Around({
  drawn: Drawn,
  ...around
}: Omit<AroundProps, 'settings' | 'own'> & { drawn: (props: AroundProps) => ReactNode }) {
  const own = useOwnAnswer(around.activityId);
  return <Drawn {...around} settings={around.activity.settings} own={own} />;
}

function StateLine({
  activityId,
  activity,
  phase,
  part,
}: Pick<AroundProps, 'activityId' | 'activity' | 'phase'> & { part: Part<AttendeeKind> | undefined }) {
  return (
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
          {phase === 'open' && activity.closesAt === null && part !== undefined && (
            <KindBoundary coming={null} failed={null}>
              <KindHint part={part} settings={activity.settings} />
            </KindBoundary>
          )}
          {phase === 'open' && activity.closesAt !== null && (
            <Countdown endsAt={activity.closesAt} className="font-semibold text-foreground" />
          )}
        </>
      )}
      <span className="ms-auto text-end">
        <AnswerCount activityId={activityId} isClosed={phase === 'closed'} />
      </span>
    </div>
  );
}

function KindHint({ part, settings }: { part: Part<AttendeeKind>; settings: unknown }) {
  return <span>{usePart(part).hint(settings)}</span>;
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

/** By server time: everybody's phone flips together, also before the close itself arrives. */
function usePhase({ state, opensAt, closesAt }: ActivityEntity): Phase {
  const isTimed = state === 'open' && (opensAt !== null || closesAt !== null);
  const now = useServerNow(isTimed ? 250 : null);
  if (state === 'closed' || (closesAt !== null && now >= closesAt)) return 'closed';
  return opensAt !== null && now < opensAt ? 'announced' : 'open';
}
