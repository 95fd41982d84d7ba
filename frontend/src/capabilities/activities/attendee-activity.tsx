/** One activity on a phone: the question is the interface. Its kind draws the answers; what stands around them is here. */
import type { ActivityEntity } from '@plenum/protocol';
import { Lock } from 'lucide-react';
import { useId, useLayoutEffect, useRef } from 'react';
import { Countdown } from '#/components/countdown.tsx';
import { Badge, BadgeDot } from '#/components/ui/badge.tsx';
import { counted, formatClock, formatCount } from '#/lib/format.ts';
import { useConnection } from '#/live/use-connection.ts';
import { useEntity } from '#/live/use-feed.ts';
import { useServerNow } from '#/live/use-server-now.ts';
import * as m from '#/paraglide/messages.js';
import { AttendeeAnswers, type Phase, takeLostFocus } from './attendee-answers.tsx';
import { KindBoundary, LoadAgain } from './kind-boundary.tsx';
import { kindOf } from './kinds/index.ts';
import type { AttendeeKind } from './kinds/kind.ts';
import { type Part, usePart } from './kinds/part.ts';

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
  const { opensAt, closesAt, title } = activity;
  const part = kindOf(activity.kind)?.attendee;

  // In the same commit in which the focused answer went.
  useLayoutEffect(() => {
    if (takeLostFocus()) titleElement.current?.focus();
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
            {phase === 'open' && closesAt === null && part !== undefined && (
              <KindBoundary coming={null} failed={null}>
                <KindHint part={part} settings={activity.settings} />
              </KindBoundary>
            )}
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
      {part === undefined ? (
        <LoadAgain>{m.kind_unknown()}</LoadAgain>
      ) : (
        <KindBoundary>
          <AttendeeAnswers {...{ part, activityId, activity, phase, isPaused, isNews, titleId }} />
        </KindBoundary>
      )}
    </section>
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
