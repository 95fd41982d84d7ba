/**
 * Quiz question: options against the clock. Bucket = option id. Points are given at the reveal: none (practice), the same for all, or
 * more for the faster, measured in the database's time from the announced opening.
 */
import { type Static, Type } from 'typebox';
import { strict } from '../common.ts';
import { type KindSchemas, type Option, OptionId, optionList } from './parts.ts';

export const QUIZ_POINTS = ['none', 'flat', 'speed'] as const;
export type QuizPoints = (typeof QUIZ_POINTS)[number];

export interface QuizSettings {
  options: Option[];
  /** One tap, or any number of them and Send. */
  choose: 'one' | 'several';
  /** 5 … 300; 20 unless told. */
  seconds: number;
  points: QuizPoints;
  isDouble: boolean;
}
const QuizAnswer = Type.Object(
  { optionIds: Type.Array(OptionId, { minItems: 1, maxItems: 20, uniqueItems: true }) },
  strict,
);
export type QuizAnswer = Static<typeof QuizAnswer>;

export const quiz = {
  settings: Type.Object(
    {
      options: optionList(20),
      choose: Type.Optional(Type.Enum(['one', 'several'])),
      seconds: Type.Optional(Type.Integer({ minimum: 5, maximum: 300 })),
      points: Type.Optional(Type.Enum([...QUIZ_POINTS])),
      isDouble: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  answer: QuizAnswer,
  example: {
    activity: {
      title: 'How much of the city is covered by streets?',
      settings: {
        options: [
          { id: 'a', label: 'About 5%' },
          { id: 'b', label: 'About 15%' },
          { id: 'c', label: 'About 30%' },
          { id: 'd', label: 'About 45%' },
        ],
      },
      correct: { optionIds: ['c'] },
      explanation: 'Streets and parking take 31% of the built-up area, more than all parks together.',
    },
    answer: { optionIds: ['c'] },
  },
} as const satisfies KindSchemas;
