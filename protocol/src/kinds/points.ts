/** Points allocation: `total` points shared out over options, all of them; one that is left out gets none. Bucket = option id, weight = points. */
import { type Static, Type } from 'typebox';
import { strict } from '../common.ts';
import { byId, type KindSchemas, type Option, optionList } from './parts.ts';

export interface PointsSettings {
  options: Option[];
  /** 100 unless told. */
  total: number;
}
const PointsAnswer = Type.Object({ points: byId(Type.Integer({ minimum: 0, maximum: 1_000 }), 20) }, strict);
export type PointsAnswer = Static<typeof PointsAnswer>;

export const points = {
  settings: Type.Object(
    { options: optionList(20), total: Type.Optional(Type.Integer({ minimum: 2, maximum: 1_000 })) },
    strict,
  ),
  answer: PointsAnswer,
  correct: null,
  example: {
    activity: {
      title: 'Where should the money go?',
      settings: {
        options: [
          { id: 'trees', label: 'Shade and trees' },
          { id: 'buses', label: 'Night buses' },
          { id: 'lanes', label: 'Bike lanes' },
        ],
      },
    },
    answer: { points: { trees: 50, buses: 30, lanes: 20 } },
  },
} as const satisfies KindSchemas;
