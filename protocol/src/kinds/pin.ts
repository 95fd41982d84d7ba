/**
 * Pin on an image: one or more points, 0 … 1000 from the start edge of the picture and from its top (the picture never mirrors). Buckets
 * `at/<column>-<row>` on a grid of 40 × 40, and for each pin `in/<area>`, or `in/` where it lies in none of the named areas.
 */
import { type Static, Type } from 'typebox';
import { strict, Text } from '../common.ts';
import { ImageRef, type KindSchemas, OptionId } from './parts.ts';

export const PIN_GRID = 40;

export interface PinArea {
  id: string;
  label: string;
  x: number;
  y: number;
  /** In thousandths of the picture's width. */
  radius: number;
}
export interface PinSettings {
  /** `null`: an empty field, until the host adds a picture. */
  image: ImageRef | null;
  /** 1 … 5 */
  pins: number;
  areas: PinArea[];
}
const Along = Type.Integer({ minimum: 0, maximum: 1_000 });
const PinAnswer = Type.Object(
  { pins: Type.Array(Type.Object({ x: Along, y: Along }, strict), { minItems: 1, maxItems: 5 }) },
  strict,
);
export type PinAnswer = Static<typeof PinAnswer>;

const PinCorrect = Type.Object(
  { x: Along, y: Along, radius: Type.Integer({ minimum: 1, maximum: 1_000 }) },
  { ...strict, description: 'A pin within this circle is right' },
);
export type PinCorrect = Static<typeof PinCorrect>;

export const pin = {
  settings: Type.Object(
    {
      image: Type.Optional(Type.Union([ImageRef, Type.Null()])),
      pins: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
      areas: Type.Optional(
        Type.Array(
          Type.Object(
            {
              id: Type.Optional(OptionId),
              label: Text(40),
              x: Along,
              y: Along,
              radius: Type.Integer({ minimum: 10, maximum: 1_000 }),
            },
            strict,
          ),
          { maxItems: 10 },
        ),
      ),
    },
    strict,
  ),
  answer: PinAnswer,
  correct: PinCorrect,
  example: {
    activity: {
      title: 'Where would you add a crossing?',
      settings: { areas: [{ id: 'school', label: 'By the school', x: 300, y: 380, radius: 120 }] },
    },
    answer: { pins: [{ x: 320, y: 410 }] },
  },
} as const satisfies KindSchemas;
