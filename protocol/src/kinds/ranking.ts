/** Ranking: the first `places` options in order. Bucket `<option>/<place>`, places count from 1. */
import { type Static, Type } from 'typebox';
import { strict } from '../common.ts';
import { type KindSchemas, type Option, OptionId, optionList } from './parts.ts';

export interface RankingSettings {
  options: Option[];
  /** How many are put in order; unless told all of them, as long as options × places stay below 100. */
  places: number;
}
const RankingAnswer = Type.Object(
  { order: Type.Array(OptionId, { minItems: 1, maxItems: 20, uniqueItems: true }) },
  strict,
);
export type RankingAnswer = Static<typeof RankingAnswer>;

export const ranking = {
  settings: Type.Object(
    { options: optionList(20), places: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })) },
    strict,
  ),
  answer: RankingAnswer,
  example: {
    activity: {
      title: 'Which matters most to you?',
      settings: {
        options: [
          { id: 'air', label: 'Clean air' },
          { id: 'trips', label: 'Shorter trips' },
          { id: 'fares', label: 'Lower fares' },
          { id: 'noise', label: 'Less noise' },
        ],
      },
    },
    answer: { order: ['air', 'trips', 'noise', 'fares'] },
  },
} as const satisfies KindSchemas;
