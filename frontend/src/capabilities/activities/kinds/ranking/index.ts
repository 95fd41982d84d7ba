/** Ranking: options in order, all of them or the first few. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const ranking: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
};
