/** Multiple choice: several of the options, between a least and a most number of them. */
import { severalOptions } from '../../parts/choices.ts';
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';

export const multipleChoice: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
  choices: severalOptions,
};
