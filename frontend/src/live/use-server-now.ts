/** The server's time on screen: countdowns end for everybody at the same instant, whatever the phone's clock says. */
import { useEffect, useState } from 'react';
import { useLiveContext } from './live-event.tsx';

/** Milliseconds in server time, renewed each `tickMs`; `tickMs` null stands still. */
export function useServerNow(tickMs: number | null): number {
  const { clock } = useLiveContext();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    setNow(clock.now());
    if (tickMs === null) return;
    const timer = setInterval(() => setNow(clock.now()), tickMs);
    return () => clearInterval(timer);
  }, [clock, tickMs]);
  return now;
}
