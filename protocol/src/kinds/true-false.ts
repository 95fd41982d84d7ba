/** True or false. Buckets `true` and `false`. */
import { type Static, Type } from 'typebox';
import { strict } from '../common.ts';
import type { KindSchemas } from './parts.ts';

export type TrueFalseSettings = Record<string, never>;
const TrueFalseAnswer = Type.Object({ value: Type.Boolean() }, strict);
export type TrueFalseAnswer = Static<typeof TrueFalseAnswer>;

export const trueFalse = {
  settings: Type.Object({}, strict),
  answer: TrueFalseAnswer,
  example: {
    activity: {
      title: 'Trees cool a street by more than five degrees.',
      settings: {},
      correct: { value: true },
      explanation: 'Measured at noon in July, in the shade and beside it.',
    },
    answer: { value: true },
  },
} as const satisfies KindSchemas;
