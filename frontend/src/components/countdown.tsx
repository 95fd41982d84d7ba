/** What is left until `endsAt`, in server time. Silent for screen readers but at 10 s and 5 s. */
import { Clock3 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { formatCountdown } from '#/lib/format.ts';
import { useServerNow } from '#/live/use-server-now.ts';
import * as m from '#/paraglide/messages.js';
import { announce } from './live-regions.tsx';

const SAID_AT_SECONDS = [10, 5];

/** @param endsAt  Ms in database time. */
export function Countdown({ endsAt, className }: { endsAt: number; className?: string }) {
  const leftMs = useCountdown(endsAt);
  return (
    <span role="timer" className={className}>
      <Clock3 aria-hidden="true" className="me-[0.3em] inline-block size-4.5 align-[-0.2em]" />
      <bdi dir="ltr" className="tabular-nums">
        {formatCountdown(leftMs)}
      </bdi>
    </span>
  );
}

/** Ms left until `endsAt` (ms in database time), never below 0; said at 10 s and 5 s unless `isSilent`. */
export function useCountdown(endsAt: number, isSilent = false): number {
  const leftMs = Math.max(0, endsAt - useServerNow(250));
  const seconds = Math.ceil(leftMs / 1_000);
  const before = useRef(seconds);
  useEffect(() => {
    if (!isSilent && before.current > seconds && SAID_AT_SECONDS.includes(seconds)) {
      announce(m.countdown_left({ time: formatCountdown(leftMs) }));
    }
    before.current = seconds;
  }, [isSilent, seconds, leftMs]);
  return leftMs;
}
