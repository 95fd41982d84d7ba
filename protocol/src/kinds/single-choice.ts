/** Single choice: one option of several. Bucket = option id. */
import { type Static, Type } from 'typebox';
import { strict } from '../common.ts';
import { type KindSchemas, type Option, OptionId, optionList } from './parts.ts';

export interface SingleChoiceSettings {
  options: Option[];
}
const SingleChoiceAnswer = Type.Object({ optionId: OptionId }, strict);
export type SingleChoiceAnswer = Static<typeof SingleChoiceAnswer>;

export const singleChoice = {
  settings: Type.Object({ options: optionList(50) }, strict),
  answer: SingleChoiceAnswer,
  example: {
    activity: {
      title: 'What should the city fix first?',
      settings: {
        options: [
          { id: 'crossings', label: 'Safer crossings near schools' },
          { id: 'buses', label: 'Night buses every 20 minutes' },
          { id: 'trees', label: 'Shade and trees on squares' },
        ],
      },
      resultVisibility: 'after-close',
    },
    answer: { optionId: 'buses' },
  },
} as const satisfies KindSchemas;
