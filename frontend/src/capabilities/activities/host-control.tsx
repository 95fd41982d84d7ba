/**
 * The one next step of the selected activity, and what else can be done with it. The page decides where they stand: in
 * the column on a desk, in the thumb zone on a phone.
 */
import type { EventStatus } from '@plenum/protocol';
import { ArrowRight, Eye, EyeOff, Play, Square, Timer } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Countdown } from '#/components/countdown.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Kbd } from '#/components/ui/kbd.tsx';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import type { ActivityActs, HostAct } from './host-acts.ts';
import type { ShownActivity } from './host-order.ts';
import { mayHide, mayReveal, type NextStep, nextStep, resultReach } from './host-step.ts';

/** After a step the button rests, so that a double tap never skips one. */
const REST_MS = 600;

export interface StepActionsProps {
  readonly shown: ShownActivity;
  readonly status: EventStatus;
  readonly acts: ActivityActs;
  /** Goes on to the next activity; `null` when there is none. */
  readonly onNext: (() => void) | null;
  /** Of the voting that *next* closes while another one is shown. */
  readonly closes: ShownActivity | null;
  /** Asks before it reveals, where that needs asking. */
  readonly onReveal: () => void;
  readonly isOffline: boolean;
  readonly layout: 'desk' | 'tablet' | 'phone';
  /** Only the step, lower: beside the run of show on a phone. */
  readonly isSmall?: boolean;
}

const STEP_LOOKS: Record<NextStep, { icon: typeof Play; word: () => string; key: string }> = {
  open: { icon: Play, word: m.host_open_voting, key: 'O' },
  close: { icon: Square, word: m.host_close_voting, key: 'C' },
  reveal: { icon: Eye, word: m.host_reveal, key: 'R' },
  'reveal-answer': { icon: Eye, word: m.host_reveal_answer, key: 'R' },
  next: { icon: ArrowRight, word: m.host_next_activity, key: 'N' },
};

export function StepActions({
  shown,
  status,
  acts,
  onNext,
  closes,
  onReveal,
  isOffline,
  layout,
  isSmall = false,
}: StepActionsProps) {
  const { id, activity } = shown;
  const next = nextStep(activity, { status, hasNext: onNext !== null });
  const isResting = useRest(`${id} ${next}`);
  const take = (step: NextStep) => {
    if (isResting || acts.isPending) return;
    if (step === 'next') onNext?.();
    else if (step === 'reveal' || step === 'reveal-answer') onReveal();
    else acts.run(step, id);
  };
  const look = next === null ? null : STEP_LOOKS[next];
  const said = acts.saidOf(id);
  const isSolid = status === 'live' || status === 'ended';

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
      <div className={cn('flex gap-2.5', layout === 'phone' ? 'flex-col' : 'flex-wrap items-center')}>
        {look !== null && (
          <Button
            variant={isSolid ? 'primary' : 'outline'}
            size={layout === 'desk' ? 'lg' : 'xl'}
            disabled={isOffline}
            aria-disabled={isResting || acts.isPending || undefined}
            onClick={() => take(next as NextStep)}
            className={cn(
              layout === 'tablet' && 'order-last flex-1',
              layout === 'phone' &&
                (isSmall
                  ? 'min-h-14 rounded-[15px]'
                  : 'min-h-23 rounded-[20px] px-4 text-2xl font-[640] [&_svg]:size-7 [@media(max-height:45rem)]:min-h-16'),
            )}
          >
            {next !== 'next' && <look.icon aria-hidden="true" />}
            {layout === 'phone' && next === 'next' ? m.host_next() : look.word()}
            {next === 'next' && <look.icon aria-hidden="true" className="rtl:-scale-x-100" />}
            {layout === 'desk' && (
              <Kbd
                aria-hidden="true"
                className={
                  isSolid
                    ? 'border-white/30 bg-white/15 text-inherit dark:border-black/30 dark:bg-black/10'
                    : ''
                }
              >
                {look.key}
              </Kbd>
            )}
          </Button>
        )}
        {!isSmall && (
          <div className={layout === 'desk' ? 'contents' : 'flex flex-wrap gap-2.5'}>
            <OtherActions {...{ shown, acts, onNext, closes, onReveal, isOffline, layout, next }} />
          </div>
        )}
      </div>
      {isOffline && (
        <p className="text-center text-sm text-muted-foreground lg:text-start">{m.host_offline_buttons()}</p>
      )}
      {said !== null && !isOffline && (
        <p
          className={cn(
            'text-sm font-[520]',
            said.is === 'failed' ? 'text-destructive' : 'text-muted-foreground',
          )}
        >
          {said.sentence}
        </p>
      )}
    </div>
  );
}

function OtherActions({
  shown: { id, activity },
  acts,
  onNext,
  closes,
  onReveal,
  isOffline,
  layout,
  next,
}: Omit<StepActionsProps, 'status' | 'isSmall'> & {
  next: NextStep | null;
}) {
  const isSoon = activity.closesAt !== null;
  const act = (name: HostAct) => acts.run(name, id);
  return (
    <>
      {activity.state === 'open' && !isSoon && (
        <Other
          layout={layout}
          letter="T"
          disabled={isOffline}
          onClick={() => act('close-soon')}
          icon={<Timer aria-hidden="true" />}
        >
          {layout === 'desk' ? m.host_close_soon() : m.host_close_soon_short()}
        </Other>
      )}
      {/* In the place of the button that was pressed, so that nothing moves under the hand. */}
      {activity.state === 'open' && activity.closesAt !== null && (
        <p className="flex min-h-13 min-w-0 flex-wrap items-center justify-center gap-x-1.5 px-2 text-base font-semibold">
          {m.host_closes_in()} <Countdown endsAt={activity.closesAt} />
        </p>
      )}
      {/* While it is open the way on stands with what comes next: here a hand is on Close. */}
      {next !== 'next' &&
        onNext !== null &&
        (activity.state === 'closed' || (activity.state === 'ready' && closes !== null)) && (
          <Other layout={layout} letter="N" disabled={isOffline || acts.isPending} onClick={onNext}>
            {activity.state === 'ready'
              ? m.host_next_here()
              : layout === 'phone'
                ? m.host_next()
                : m.host_next_activity()}
          </Other>
        )}
      <div className={layout === 'desk' ? 'ms-auto flex flex-wrap gap-2.5' : 'contents'}>
        {mayReveal(activity) &&
          next !== 'reveal' &&
          next !== 'reveal-answer' &&
          resultReach(activity) !== 'room' && (
            <Other
              isQuiet
              layout={layout}
              letter="R"
              disabled={isOffline}
              onClick={onReveal}
              icon={<Eye aria-hidden="true" />}
            >
              {layout === 'desk' ? m.host_reveal() : m.host_reveal_short()}
            </Other>
          )}
        {mayHide(activity) && (
          <Other
            isQuiet
            layout={layout}
            letter="H"
            disabled={isOffline}
            onClick={() => act('hide')}
            icon={<EyeOff aria-hidden="true" />}
          >
            {layout === 'desk' || resultReach(activity) === 'nobody' ? m.host_hide() : m.host_hide_results()}
          </Other>
        )}
      </div>
    </>
  );
}

function Other({
  layout,
  letter,
  icon,
  isQuiet = false,
  children,
  ...button
}: {
  layout: StepActionsProps['layout'];
  letter: string;
  icon?: ReactNode;
  isQuiet?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  const isDesk = layout === 'desk';
  return (
    <Button
      variant={isDesk && isQuiet ? 'ghost' : 'outline'}
      size={isDesk ? 'lg' : 'xl'}
      className={
        isDesk
          ? 'text-[0.9375rem]'
          : cn(
              'px-4 text-base font-[560] [@media(max-height:45rem)]:min-h-12',
              layout === 'phone' && 'min-w-fit flex-1',
            )
      }
      {...button}
    >
      {icon}
      {children}
      {isDesk && <Kbd aria-hidden="true">{letter}</Kbd>}
    </Button>
  );
}

/** `true` for a moment after `key` changed. */
function useRest(key: string): boolean {
  const [rested, setRested] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setRested(key), REST_MS);
    return () => clearTimeout(timer);
  }, [key]);
  return rested !== key;
}
