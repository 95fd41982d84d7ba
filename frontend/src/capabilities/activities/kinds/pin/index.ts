/** Pin on a picture: one place or a few, by tap, arrows or numbers, sent with a button. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const pin: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
};
