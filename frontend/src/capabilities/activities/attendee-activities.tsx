/** What is on now, and the way to everything else that was or is open. */
import type { ActivityEntity, EventStatus } from '@plenum/protocol';
import { isUnsent, responseKey } from '@plenum/protocol/client';
import { ChevronRight, Lock } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Badge, BadgeDot } from '#/components/ui/badge.tsx';
import { useMe, useParticipation } from '#/live/participation.tsx';
import { useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { AttendeeActivity } from './attendee-activity.tsx';
import {
  chooseActivity,
  closedActivities,
  type Listed,
  openActivities,
  type Shown,
} from './choose-activity.ts';
import { KindBoundary } from './kind-boundary.tsx';
import { lazyPart, usePart } from './kinds/part.ts';

export interface AttendeeActivitiesProps {
  readonly activities: ReadonlyMap<string, ActivityEntity>;
  readonly status: EventStatus;
  /** Shown while there is nothing to answer and nothing to read. */
  readonly empty: ReactNode;
}

/** Few events are this way: phones load it when one is. */
const ownPace = lazyPart(async () => (await import('./attendee-own-pace.tsx')).OwnPace);

export function AttendeeActivities(props: AttendeeActivitiesProps) {
  const pace = useEvent()?.settings.pace;
  if (pace !== 'self' || props.activities.size === 0) return <AtHostsPace {...props} />;
  return (
    <KindBoundary>
      <AtOwnPace {...props} />
    </KindBoundary>
  );
}

function AtOwnPace(props: AttendeeActivitiesProps) {
  const OwnPace = usePart(ownPace);
  return <OwnPace {...props} />;
}

function AtHostsPace({ activities, status, empty }: AttendeeActivitiesProps) {
  const hasAnswered = useHasAnswered();
  const [shown, setShown] = useState<Shown | null>(null);
  const currentId = chooseActivity(activities, shown, hasAnswered);
  const current = currentId === null ? undefined : activities.get(currentId);
  const openNow = openActivities(activities).map(({ id }) => id);
  // What stood there on coming is simply read, and so is what one went to; the rest is news.
  const [firstId] = useState(currentId);
  const isNews = currentId !== firstId && currentId !== shown?.id;
  const isOver = status === 'ended' || status === 'archived';

  // What is shown stays shown until a rule says otherwise.
  useEffect(() => {
    if (currentId !== null && currentId !== shown?.id)
      setShown({ id: currentId, isPicked: false, openThen: [] });
  }, [currentId, shown]);

  const pick = (id: string) => {
    setShown({ id, isPicked: true, openThen: openNow });
    scrollTo({ top: 0 });
  };

  if (currentId === null || current === undefined) return empty;
  const others = (all: Listed[]) => all.filter(({ id }) => id !== currentId);
  return (
    <>
      <AttendeeActivity
        key={currentId}
        activityId={currentId}
        activity={current}
        isPaused={status === 'paused'}
        isNews={isNews}
        // After the end the page's title is the thanks.
        heading={isOver ? 'h2' : 'h1'}
      />
      <ActivityLinks
        heading={m.questions_also_open()}
        items={others(openActivities(activities))}
        onPick={pick}
      />
      <ActivityLinks
        heading={m.questions_earlier()}
        items={others(closedActivities(activities))}
        onPick={pick}
      />
    </>
  );
}

/** Reads, and draws nothing again: only the next choice asks. */
export function useHasAnswered(): (activityId: string) => boolean {
  const { identity, outbox } = useParticipation();
  const stored = useMe(identity, (me) => me.responses);
  return (activityId) => {
    const act = outbox.getSnapshot().acts.get(responseKey(activityId));
    if (act !== undefined) return act.answer !== null && !isUnsent(act);
    return (
      stored?.some((response) => response.activityId === activityId && response.answer !== null) ?? false
    );
  };
}

function ActivityLinks({
  heading,
  items,
  onPick,
}: {
  heading: string;
  items: readonly Listed[];
  onPick: (id: string) => void;
}) {
  if (items.length === 0) return null;
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-label text-muted-foreground">{heading}</h2>
      <ul className="flex flex-col divide-y divide-border border-y border-border">
        {items.map(({ id, activity }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => onPick(id)}
              className="flex min-h-14 w-full items-center gap-3 py-2.5 text-start hover:bg-muted"
            >
              <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1.5">
                <span dir="auto" className="min-w-0 flex-1 basis-40 font-medium wrap-words">
                  {activity.title}
                </span>
                {activity.state === 'open' ? (
                  <Badge variant="live">
                    <BadgeDot />
                    {m.state_open()}
                  </Badge>
                ) : (
                  <Badge>
                    <Lock aria-hidden="true" />
                    {m.state_closed()}
                  </Badge>
                )}
              </span>
              <ChevronRight
                aria-hidden="true"
                className="size-4.5 shrink-0 text-muted-foreground rtl:-scale-x-100"
              />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
