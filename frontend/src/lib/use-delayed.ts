/** A truth that only counts once it has lasted: spinners that flash for a moment are worse than none. */
import { useEffect, useState } from 'react';

/** `true` once `isTrue` has held for `delayMs`; `false` at once when it no longer does. */
export function useDelayed(isTrue: boolean, delayMs: number): boolean {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    if (!isTrue) return;
    const timer = setTimeout(() => setIsDue(true), delayMs);
    return () => {
      clearTimeout(timer);
      setIsDue(false);
    };
  }, [isTrue, delayMs]);
  return isTrue && isDue;
}
