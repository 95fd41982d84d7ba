/** Estimate: one number from everyone, and how near the room came to the right one. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const estimate: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
};
