/**
 * What a screen reader hears: one polite and one assertive region, present from the first render. At most one message
 * in 3 s per region; of those that come meanwhile the newest wins.
 */
import { useEffect, useRef, useState } from 'react';

export type Politeness = 'polite' | 'assertive';

const QUIET_MS = 3_000;

type Region = {
  said: string;
  saidAt: number;
  next: string | null;
  timer: ReturnType<typeof setTimeout> | null;
};
const regions: Record<Politeness, Region> = {
  polite: { said: '', saidAt: 0, next: null, timer: null },
  assertive: { said: '', saidAt: 0, next: null, timer: null },
};
const listeners = new Set<() => void>();

/** Says it soon. The same words twice in a row are said once. */
export function announce(text: string, politeness: Politeness = 'polite'): void {
  const region = regions[politeness];
  region.next = text;
  if (region.timer !== null) return;
  const waitMs = Math.max(0, region.saidAt + QUIET_MS - Date.now());
  region.timer = setTimeout(() => {
    region.timer = null;
    region.said = region.next ?? '';
    region.saidAt = Date.now();
    for (const listener of listeners) listener();
  }, waitMs);
}

/** Once per page, in the outermost layout. */
export function LiveRegions() {
  const [, redraw] = useState(0);
  useEffect(() => {
    const listener = () => redraw((count) => count + 1);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return (
    <div className="sr-only">
      <p aria-live="polite" aria-atomic="true">
        {regions.polite.said}
      </p>
      <p aria-live="assertive" aria-atomic="true">
        {regions.assertive.said}
      </p>
    </div>
  );
}

/**
 * Announces `text` whenever it changes to something. What is there from the start is simply read, unless the news is
 * that it is there at all: `isNews`.
 */
export function useAnnounced(
  text: string | null,
  { politeness = 'polite', isNews = false }: { politeness?: Politeness; isNews?: boolean } = {},
): void {
  const before = useRef(isNews ? null : text);
  useEffect(() => {
    if (text !== null && text !== before.current) announce(text, politeness);
    before.current = text;
  }, [text, politeness]);
}
