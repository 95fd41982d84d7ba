/** Numeric estimate. Bucket = the number itself; the result groups them and tells quartiles, exactly. */
import { type Static, Type } from 'typebox';
import { strict, Text } from '../common.ts';
import type { KindSchemas } from './parts.ts';

export interface EstimateSettings {
  min: number;
  max: number;
  /** Answers are multiples of it above `min`; 1 unless told. */
  step: number;
  /** “trees”; empty where a number needs none. */
  unit: string;
}
const Number15 = Type.Number({ minimum: -1e12, maximum: 1e12 });
const EstimateAnswer = Type.Object({ number: Number15 }, strict);
export type EstimateAnswer = Static<typeof EstimateAnswer>;

export const estimate = {
  settings: Type.Object(
    {
      min: Number15,
      max: Number15,
      step: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1e9 })),
      unit: Type.Optional(Text(20, { graphemesMin: 0 })),
    },
    strict,
  ),
  answer: EstimateAnswer,
  example: {
    activity: {
      title: 'How many trees stand in the old town?',
      settings: { min: 0, max: 10_000, unit: 'trees' },
      correct: { number: 4_218 },
    },
    answer: { number: 5_200 },
  },
} as const satisfies KindSchemas;
