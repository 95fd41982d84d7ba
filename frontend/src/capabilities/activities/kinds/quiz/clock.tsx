/** The quiz clock on a phone: a bar that runs out for all at the same server time, and the seconds beside it. */
import type { ActivityEntity } from '@plenum/protocol';
import { useCountdown } from '#/components/countdown.tsx';
import { Rich } from '#/components/rich.tsx';
import { formatCount, formatCountdown } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { wholeMs } from './rules.ts';

const MINUTE_MS = 60_000;

export function QuizClock({
  activity,
  endsAt,
  seconds,
}: {
  activity: ActivityEntity;
  endsAt: number;
  seconds: number;
}) {
  const leftMs = useCountdown(endsAt);
  const share = Math.min(1, leftMs / wholeMs(activity, seconds));
  return (
    <div className="mb-4 flex items-center gap-5">
      {/* Who wants no motion reads the number alone. */}
      <div
        aria-hidden="true"
        className="h-2 flex-1 overflow-hidden rounded-[4px] bg-track motion-reduce:invisible"
      >
        <div
          className="h-full bg-primary transition-[width] duration-250 ease-linear"
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <span
        role="timer"
        className="min-w-16 text-end text-sm font-semibold text-muted-foreground [&_b]:text-3xl [&_b]:text-foreground"
      >
        {leftMs < MINUTE_MS ? (
          <Rich parts={m.quiz_seconds.parts({ count: formatCount(Math.ceil(leftMs / 1_000)) })} />
        ) : (
          <b>{formatCountdown(leftMs)}</b>
        )}
      </span>
    </div>
  );
}
