/** Word cloud: up to `words` words or short phrases. Bucket = the word folded, so that spellings that mean the same meet. */
import { type Static, Type } from 'typebox';
import { strict, Text } from '../common.ts';
import type { KindSchemas } from './parts.ts';

/** Languages whose stop words are known, as BCP 47. */
export const STOP_WORD_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da'] as const;
export type StopWordLanguage = (typeof STOP_WORD_LANGUAGES)[number];

export interface WordCloudSettings {
  /** 1 … 5; 3 unless told. */
  words: number;
  /** In graphemes, 5 … 40; 25 unless told. */
  lengthMax: number;
  /** Words that alone say nothing (“the”) are not counted; `null` = every word counts. */
  stopWords: StopWordLanguage | null;
  /** `rude`: words a filter knows stay hidden until a host shows them; `all`: every new word does. */
  hide: 'none' | 'rude' | 'all';
}
const WordCloudAnswer = Type.Object({ words: Type.Array(Text(40), { minItems: 1, maxItems: 5 }) }, strict);
export type WordCloudAnswer = Static<typeof WordCloudAnswer>;

export const wordCloud = {
  settings: Type.Object(
    {
      words: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
      lengthMax: Type.Optional(Type.Integer({ minimum: 5, maximum: 40 })),
      stopWords: Type.Optional(
        Type.Union([Type.Enum([...STOP_WORD_LANGUAGES]), Type.Null()], {
          description: 'Words that alone say nothing are not counted',
        }),
      ),
      hide: Type.Optional(Type.Enum(['none', 'rude', 'all'])),
    },
    strict,
  ),
  answer: WordCloudAnswer,
  correct: null,
  example: {
    activity: { title: 'One word for the street you live on?', settings: { words: 3, stopWords: 'en' } },
    answer: { words: ['quiet', 'too fast'] },
  },
} as const satisfies KindSchemas;
