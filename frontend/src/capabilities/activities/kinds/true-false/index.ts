/** True or false: one statement, two answers, saved with one tap. */
import type { KindEntry } from '../kind.ts';
import { lazyPart } from '../part.ts';
import { trueOrFalse } from './choices.ts';

export const trueFalse: KindEntry = {
  attendee: lazyPart(async () => (await import('./attendee.tsx')).attendee),
  choices: trueOrFalse,
};
