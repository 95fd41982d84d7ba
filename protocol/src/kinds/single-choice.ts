/** Single choice: one option of several. Bucket = option id. */
import { type Static, Type } from 'typebox';
import { strict, Text } from '../common.ts';

/** Option ids are the host's or made by the server; they name buckets, so they stay short and plain. */
export const OptionId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,36}$' });

export const SingleChoiceSettings = Type.Object(
  {
    options: Type.Array(Type.Object({ id: Type.Optional(OptionId), label: Text(140) }, strict), {
      minItems: 2,
      maxItems: 50,
    }),
  },
  strict,
);
export const SingleChoiceAnswer = Type.Object({ optionId: OptionId }, strict);

/** Settings as stored and published: every option has its id. */
export interface SingleChoiceSettings {
  options: { id: string; label: string }[];
}
export type SingleChoiceAnswer = Static<typeof SingleChoiceAnswer>;

export const singleChoiceExample = {
  activity: {
    kind: 'single-choice',
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
  answer: { answer: { optionId: 'buses' }, seq: 1 },
} as const;
