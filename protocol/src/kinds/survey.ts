/**
 * Survey: several small activities as one, answered piece by piece: each save carries all parts answered so far. Buckets are the parts'
 * own, `<part>/<bucket>`; besides, `<part>` counts who answered it and `complete` who answered all.
 */
import { type TSchema, Type } from 'typebox';
import { strict, Text } from '../common.ts';
import { estimate } from './estimate.ts';
import { matrix } from './matrix.ts';
import { multipleChoice } from './multiple-choice.ts';
import { openText } from './open-text.ts';
import { type KindSchemas, OptionId } from './parts.ts';
import { points } from './points.ts';
import { ranking } from './ranking.ts';
import { rating } from './rating.ts';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';
import { wordCloud } from './word-cloud.ts';

/** What may be a part. */
export const partKinds = {
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  rating,
  ranking,
  points,
  'word-cloud': wordCloud,
  estimate,
  matrix,
  'open-text': openText,
} as const;
export type PartKind = keyof typeof partKinds;

export interface SurveyPart {
  id: string;
  kind: PartKind;
  title: string;
  settings: unknown;
}
export interface SurveySettings {
  parts: SurveyPart[];
}

/** One of several objects, told apart by the field `kind`; the validator then names what is wrong in the right one. */
export function oneOfKinds(kinds: readonly string[], objects: readonly TSchema[]): TSchema {
  return Type.Unsafe({
    type: 'object',
    required: ['kind'],
    properties: { kind: Type.Enum([...kinds]) },
    discriminator: { propertyName: 'kind' },
    oneOf: objects,
  });
}

const Part = oneOfKinds(
  Object.keys(partKinds),
  Object.entries(partKinds).map(([kind, { settings }]) =>
    Type.Object(
      { id: Type.Optional(OptionId), kind: Type.Literal(kind), title: Text(200), settings },
      strict,
    ),
  ),
);

const PartAnswer = Type.Union(Object.values(partKinds).map(({ answer }) => answer as TSchema));
const SurveyAnswer = Type.Object(
  { parts: Type.Record(OptionId, PartAnswer, { minProperties: 1, maxProperties: 10 }) },
  strict,
);
/** Part → its answer; the schema says which there can be. */
export interface SurveyAnswer {
  parts: Record<string, unknown>;
}

export const survey = {
  settings: Type.Object({ parts: Type.Array(Part, { minItems: 1, maxItems: 10 }) }, strict),
  answer: SurveyAnswer,
  correct: null,
  example: {
    activity: {
      title: 'About tonight',
      settings: {
        parts: [
          {
            id: 'heard',
            kind: 'single-choice',
            title: 'How did you hear about it?',
            settings: {
              options: [
                { id: 'letter', label: 'A letter from the city' },
                { id: 'neighbour', label: 'A neighbour told me' },
              ],
            },
          },
          { id: 'again', kind: 'true-false', title: 'Would you come again?', settings: {} },
        ],
      },
    },
    answer: { parts: { heard: { optionId: 'neighbour' }, again: { value: true } } },
  },
} as const satisfies KindSchemas;
