/** 2×2 matrix: things placed between two pairs of ends, any number of them, sent with a button. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const matrix: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
};
