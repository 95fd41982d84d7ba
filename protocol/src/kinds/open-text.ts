/**
 * Open text: up to `texts` short texts. It contributes only `answered`; the texts are `entry` entities of the feed, moderated and upvoted
 * one by one.
 */
import { type Static, Type } from 'typebox';
import { strict, Text } from '../common.ts';
import type { KindSchemas } from './parts.ts';

export interface OpenTextSettings {
  /** 1 … 5; 1 unless told. */
  texts: number;
  /** In graphemes, 10 … 500; 140 unless told. */
  lengthMax: number;
  /** Whether the room may upvote; it may unless told. */
  upvotes: boolean;
}
const OpenTextAnswer = Type.Object(
  { texts: Type.Array(Text(500, { bytesMax: 3_000 }), { minItems: 1, maxItems: 5 }) },
  strict,
);
export type OpenTextAnswer = Static<typeof OpenTextAnswer>;

export const openText = {
  settings: Type.Object(
    {
      texts: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
      lengthMax: Type.Optional(Type.Integer({ minimum: 10, maximum: 500 })),
      upvotes: Type.Optional(Type.Boolean()),
    },
    strict,
  ),
  answer: OpenTextAnswer,
  correct: null,
  example: {
    activity: { title: 'What would make your street better?', settings: { texts: 2 } },
    answer: { texts: ['Slower cars after dark'] },
  },
} as const satisfies KindSchemas;
