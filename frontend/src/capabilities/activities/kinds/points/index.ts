/** Points: everyone shares the same number of points over the options, all of them. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const points: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
};
