/** Quiz question: options against the clock, with points after the reveal. */
import { severalOptions } from '../../parts/choices.ts';
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const quiz: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
  choices: severalOptions,
};
