/** Word cloud: a few words each; the same words meet, and what many say grows. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const wordCloud: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
};
