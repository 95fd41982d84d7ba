/** Rating: stars, numbers or words, for the question itself or for several statements. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const rating: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
};
