/** Everything is open at once: a person goes through it in the host's order, forwards and back, at their own speed. */
import { ArrowLeft, ArrowRight, Check, Circle, Lock } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { useParticipation } from '#/live/participation.tsx';
import * as m from '#/paraglide/messages.js';
import { type AttendeeActivitiesProps, useHasAnswered } from './attendee-activities.tsx';
import { AttendeeActivity } from './attendee-activity.tsx';
import { beginsAt, inOrder, type Listed } from './choose-activity.ts';

export function OwnPace({ activities, status, empty }: AttendeeActivitiesProps) {
  const { outbox } = useParticipation();
  // Draws again with each answer, for the ticks.
  useSyncExternalStore(
    (listener) => outbox.subscribe(listener),
    () => outbox.getSnapshot(),
  );
  const hasAnswered = useHasAnswered();
  const steps = inOrder(activities);
  const [chosen, setChosen] = useState<string | null>(null);
  const [hasMoved, setHasMoved] = useState(false);
  const place = useRef<HTMLParagraphElement>(null);
  const known = chosen !== null && activities.has(chosen) ? chosen : null;
  const currentId = known ?? beginsAt(steps, hasAnswered);
  // An answer must not carry anybody away from it.
  useEffect(() => {
    if (chosen !== currentId) setChosen(currentId);
  }, [chosen, currentId]);

  const index = steps.findIndex(({ id }) => id === currentId);
  const current = steps[index];
  useEffect(() => {
    if (hasMoved && currentId !== null) place.current?.focus();
  }, [hasMoved, currentId]);
  if (current === undefined) return empty;

  const go = (id: string | undefined) => {
    if (id === undefined) return;
    setChosen(id);
    setHasMoved(true);
    scrollTo({ top: 0 });
  };
  const isOver = status === 'ended' || status === 'archived';
  const answered = steps.filter(({ id }) => hasAnswered(id)).length;
  const isAllDone =
    !isOver && steps.every(({ id, activity }) => activity.state !== 'open' || hasAnswered(id));
  const [back, next] = [steps[index - 1]?.id, steps[index + 1]?.id];
  return (
    <>
      <div className="mb-4">
        <p
          ref={place}
          tabIndex={-1}
          className="flex min-h-6 items-baseline justify-between gap-3 text-sm font-medium outline-none"
        >
          <span>{m.pace_place({ place: formatCount(index + 1), total: formatCount(steps.length) })}</span>
          <span className="font-normal text-muted-foreground">{m.pace_done(counted(answered))}</span>
        </p>
        <div aria-hidden="true" className="mt-1.5 flex gap-1">
          {steps.map(({ id }) => (
            <span
              key={id}
              className={cn(
                'h-1 min-w-0 flex-1 rounded-full bg-track',
                hasAnswered(id) && 'bg-[color-mix(in_oklab,var(--primary)_45%,var(--card))]',
                id === currentId && 'bg-primary',
              )}
            />
          ))}
        </div>
      </div>
      <AttendeeActivity
        key={current.id}
        activityId={current.id}
        activity={current.activity}
        isPaused={status === 'paused'}
        isNews={false}
        // After the end the page's title is the thanks.
        heading={isOver ? 'h2' : 'h1'}
      />
      {steps.length > 1 && (
        <nav aria-label={m.pace_steps()} className="mt-6 flex gap-2.5">
          <Button
            size="tap"
            className="min-h-12 flex-1"
            disabled={back === undefined}
            onClick={() => go(back)}
          >
            <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
            {m.pace_back()}
          </Button>
          <Button
            size="tap"
            className="min-h-12 flex-1"
            disabled={next === undefined}
            onClick={() => go(next)}
          >
            {m.pace_next()}
            <ArrowRight aria-hidden="true" className="rtl:-scale-x-100" />
          </Button>
        </nav>
      )}
      {isAllDone && <p className="mt-5 text-base text-muted-foreground">{m.pace_all_done()}</p>}
      {steps.length > 1 && <Steps steps={steps} currentId={current.id} hasAnswered={hasAnswered} onGo={go} />}
    </>
  );
}

function Steps({
  steps,
  currentId,
  hasAnswered,
  onGo,
}: {
  steps: readonly Listed[];
  currentId: string;
  hasAnswered: (activityId: string) => boolean;
  onGo: (id: string) => void;
}) {
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-label text-muted-foreground">{m.pace_all()}</h2>
      <ol className="flex flex-col divide-y divide-border border-y border-border">
        {steps.map(({ id, activity }, index) => {
          const isAnswered = hasAnswered(id);
          const isClosed = activity.state === 'closed';
          const Icon = isAnswered ? Check : isClosed ? Lock : Circle;
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === currentId ? 'step' : undefined}
                onClick={() => onGo(id)}
                className="flex min-h-14 w-full items-center gap-3 py-2.5 text-start hover:bg-muted aria-[current]:font-semibold"
              >
                <span className="w-6 shrink-0 text-end text-sm text-muted-foreground tabular-nums">
                  {formatCount(index + 1)}
                </span>
                <span dir="auto" className="min-w-0 flex-1 font-medium wrap-words">
                  {activity.title}
                </span>
                <Icon
                  aria-hidden="true"
                  className={cn('size-4.5 shrink-0', isAnswered ? 'text-success' : 'text-muted-foreground')}
                />
                <span className="sr-only">
                  {isAnswered ? m.pace_answered() : isClosed ? m.pace_closed() : m.pace_open()}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
