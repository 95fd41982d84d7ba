/** Single choice: one option of several, saved with one tap. The phone's part comes with the page: it is the commonest kind. */
import { oneOption } from '../../parts/choices.ts';
import type { KindEntry } from '../kind.ts';
import { loadedPart } from '../part.ts';
import { attendee } from './attendee.tsx';

export const singleChoice: KindEntry = {
  attendee: loadedPart(attendee),
  choices: oneOption,
};
