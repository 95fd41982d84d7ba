/** Whether what the host sees is now: a dot, a word, and how far behind. Over 5 s it is a warning. */
import type { EventStatus } from '@plenum/protocol';
import { RefreshCw, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cn } from '#/lib/cn.ts';
import { formatClock } from '#/lib/format.ts';
import { getFormatLocale } from '#/lib/locale.ts';
import { useConnection } from '#/live/use-connection.ts';
import * as m from '#/paraglide/messages.js';

const LATE_MS = 5_000;

/** @param isShort  Where there is little room: without the word "behind". */
export function LiveNote({
  status: eventStatus,
  isShort = false,
}: {
  status: EventStatus;
  isShort?: boolean;
}) {
  const { status, lastSuccessAt } = useConnection();
  const now = useSecond();
  const behindMs = lastSuccessAt === null ? 0 : Math.max(0, now - lastSuccessAt);
  const look = 'flex items-center gap-1.75 text-sm whitespace-nowrap';
  if (status === 'offline') {
    return (
      <span className={cn(look, 'text-warning')}>
        <WifiOff className="size-4 shrink-0" aria-hidden="true" />
        {lastSuccessAt === null
          ? m.host_offline()
          : m.host_offline_since({ time: formatClock(lastSuccessAt) })}
      </span>
    );
  }
  if (status === 'connecting' || status === 'catching-up' || behindMs > LATE_MS) {
    return (
      <span className={cn(look, 'text-warning')}>
        <RefreshCw className="size-4 shrink-0" aria-hidden="true" />
        {m.host_reconnecting()}
      </span>
    );
  }
  if (eventStatus === 'draft')
    return <span className={cn(look, 'text-muted-foreground')}>{m.host_nobody_yet()}</span>;
  if (eventStatus === 'ended' || eventStatus === 'archived') {
    return <span className={cn(look, 'text-muted-foreground')}>{m.host_event_ended()}</span>;
  }
  const seconds = new Intl.NumberFormat(getFormatLocale(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(
    // Nothing is ever 0.0 s behind.
    Math.max(0.1, behindMs / 1_000),
  );
  return (
    <span className={look}>
      <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-success" />
      <span className="font-[540]">{eventStatus === 'live' ? m.host_live() : m.host_event_paused()}</span>
      <span className="font-[450] text-muted-foreground tabular-nums">
        {isShort ? m.host_behind_short({ seconds }) : m.host_behind({ seconds })}
      </span>
    </span>
  );
}

function useSecond(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
