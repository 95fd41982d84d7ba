/** Rating: stars, numbers or words for one thing or several statements. Bucket `<item>/<value>`; values count from `min`. */
import { type Static, Type } from 'typebox';
import { strict, Text } from '../common.ts';
import { byId, type KindSchemas, type Option, optionList } from './parts.ts';

export const RATING_SCALES = ['stars', 'numbers', 'words'] as const;
export type RatingScale = (typeof RATING_SCALES)[number];

export interface RatingSettings {
  scale: RatingScale;
  min: 0 | 1;
  /** 3 … 10 */
  max: number;
  /** What the ends mean; empty where nothing is said. */
  low: string;
  high: string;
  /** Scale `words`: one for each value. Empty otherwise. */
  words: string[];
  /** Statements to rate; one without a label is the title itself. */
  items: Option[];
}
const RatingAnswer = Type.Object({ ratings: byId(Type.Integer({ minimum: 0, maximum: 10 }), 20) }, strict);
export type RatingAnswer = Static<typeof RatingAnswer>;

const End = Type.Optional(Text(40, { graphemesMin: 0 }));

export const rating = {
  settings: Type.Object(
    {
      scale: Type.Optional(Type.Enum([...RATING_SCALES])),
      min: Type.Optional(Type.Integer({ minimum: 0, maximum: 1 })),
      max: Type.Optional(Type.Integer({ minimum: 3, maximum: 10 })),
      low: End,
      high: End,
      words: Type.Optional(
        Type.Array(Text(40), {
          maxItems: 10,
          description: 'Scale “words”: one for each value, from the lowest; sets max',
        }),
      ),
      items: Type.Optional(optionList(20, 1, 0)),
    },
    strict,
  ),
  answer: RatingAnswer,
  correct: null,
  example: {
    activity: {
      title: 'How was the budget talk?',
      settings: {
        scale: 'numbers',
        max: 5,
        low: 'not at all',
        high: 'very much',
        items: [
          { id: 'easy', label: 'It was easy to follow' },
          { id: 'useful', label: 'It was useful to me' },
        ],
      },
    },
    answer: { ratings: { easy: 4, useful: 5 } },
  },
} as const satisfies KindSchemas;
