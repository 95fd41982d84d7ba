/**
 * 2×2 matrix: things placed on two axes, 0 … 100 each. Buckets `<item>/n`, `<item>/x` and `<item>/y` (sums, so that means are exact), and
 * the quarter: `<item>/1` … `<item>/4`, counted from the top right against the clock as in geometry.
 */
import { type Static, Type } from 'typebox';
import { strict, Text } from '../common.ts';
import { byId, type KindSchemas, type Option, optionList } from './parts.ts';

export interface MatrixAxis {
  /** What 0 and 100 mean. */
  low: string;
  high: string;
}
export interface MatrixSettings {
  items: Option[];
  x: MatrixAxis;
  y: MatrixAxis;
}
const Place = Type.Object(
  {
    x: Type.Integer({ minimum: 0, maximum: 100, description: 'From left to right' }),
    y: Type.Integer({ minimum: 0, maximum: 100, description: 'From bottom to top' }),
  },
  strict,
);
const MatrixAnswer = Type.Object({ places: byId(Place, 10) }, strict);
export type MatrixAnswer = Static<typeof MatrixAnswer>;

const Axis = Type.Object({ low: Text(30), high: Text(30) }, strict);

export const matrix = {
  settings: Type.Object({ items: optionList(10, 1), x: Axis, y: Axis }, strict),
  answer: MatrixAnswer,
  correct: null,
  example: {
    activity: {
      title: 'What is easy, and what helps?',
      settings: {
        items: [
          { id: 'buses', label: 'Night buses' },
          { id: 'street', label: 'School street' },
        ],
        x: { low: 'Easy', high: 'Hard' },
        y: { low: 'Helps little', high: 'Helps a lot' },
      },
    },
    answer: { places: { buses: { x: 79, y: 67 }, street: { x: 36, y: 81 } } },
  },
} as const satisfies KindSchemas;
