/** Multiple choice: between `min` and `max` options. Bucket = option id, one for each option picked. */
import { type Static, Type } from 'typebox';
import { strict } from '../common.ts';
import { type KindSchemas, type Option, OptionId, optionList } from './parts.ts';

export interface MultipleChoiceSettings {
  options: Option[];
  /** Picks at least; 1 unless told. */
  min: number;
  /** Picks at most; all of them unless told. */
  max: number;
}
const MultipleChoiceAnswer = Type.Object(
  { optionIds: Type.Array(OptionId, { minItems: 1, maxItems: 50, uniqueItems: true }) },
  strict,
);
export type MultipleChoiceAnswer = Static<typeof MultipleChoiceAnswer>;

const Picks = Type.Optional(Type.Integer({ minimum: 1, maximum: 50 }));

export const multipleChoice = {
  settings: Type.Object({ options: optionList(50), min: Picks, max: Picks }, strict),
  answer: MultipleChoiceAnswer,
  example: {
    activity: {
      title: 'Which of these do you use every week?',
      settings: {
        options: [
          { id: 'bus', label: 'Bus' },
          { id: 'bike', label: 'Bicycle' },
          { id: 'train', label: 'Train' },
          { id: 'car', label: 'Car' },
        ],
        max: 3,
      },
    },
    answer: { optionIds: ['bus', 'bike'] },
  },
} as const satisfies KindSchemas;
