/** Pin on an image: each pin counts one in its cell of a grid, and one for the area it lies in. */

import { isDeepStrictEqual } from 'node:util';
import {
  type ImageRef,
  PIN_GRID,
  type PinAnswer,
  type PinArea,
  type PinCorrect,
  type PinSettings,
} from '@plenum/protocol';
import type { Kind } from './kind.ts';
import { countProblems, judged, summed, withIds } from './options.ts';
import { numbered } from './texts.ts';

interface Input {
  image?: ImageRef | null;
  pins?: number;
  areas?: (Omit<PinArea, 'id'> & { id?: string })[];
}
type Point = PinAnswer['pins'][number];

export const pin: Kind<PinSettings, PinAnswer, PinCorrect> = {
  settings(input) {
    const { image = null, pins = 1, areas: given = [] } = input as Input;
    const { items: areas, errors } = withIds(given, '/settings/areas', { letter: 'a' });
    return judged(errors, () => ({ image, pins, areas }));
  },

  // More pins may be allowed later, the description and the areas' names put better. An area that comes or goes or moves would leave
  // pins counted where they no longer lie, and another picture is another question.
  keepsCounts: (before, after) =>
    isDeepStrictEqual(withoutWords(before), withoutWords(after)) && after.pins >= before.pins,

  problems: (settings, { pins }) => countProblems(pins.length, 0, settings.pins, '/answer/pins'),
  contributions: (settings, { pins }) =>
    summed(
      pins.flatMap((point) => [
        [`at/${cell(point.x)}-${cell(point.y)}`, 1] as const,
        [`in/${areaOf(settings, point)}`, 1] as const,
      ]),
    ),
  view: () => ({ grid: { prefix: 'at/', size: PIN_GRID } }),

  // Any circle within the picture can be right; its schema says so already.
  correctProblems: () => [],
  isRight: ({ image }, circle, { pins }) => pins.every((point) => isWithin(image, circle, point)),

  columns: ({ pins }) => coordinates(pins),
  cells: (settings, { pins }) =>
    Object.fromEntries(
      coordinates(settings.pins).map(({ key }, index) => {
        const point = pins[index >> 1];
        return [key, (index % 2 === 0 ? point?.x : point?.y) ?? null];
      }),
    ),
};

function withoutWords({ image, areas }: PinSettings): unknown {
  return {
    image: image && { id: image.id, width: image.width, height: image.height },
    areas: areas
      .map(({ id, x, y, radius }) => ({ id, x, y, radius }))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
  };
}

/** 0 … 39; the far edge belongs to the last one. */
function cell(along: number): number {
  return Math.min(PIN_GRID - 1, Math.floor((along * PIN_GRID) / 1000));
}

/** The area whose middle is nearest, where several overlap; then the first by id, so that the order of areas says nothing. */
function areaOf({ image, areas }: PinSettings, point: Point): string {
  let found = { id: '', distance: Number.POSITIVE_INFINITY };
  for (const area of areas) {
    const distance = squaredDistance(image, area, point);
    if (distance > area.radius ** 2 || distance > found.distance) continue;
    if (distance < found.distance || area.id < found.id) found = { id: area.id, distance };
  }
  return found.id;
}

function isWithin(image: ImageRef | null, circle: PinCorrect, point: Point): boolean {
  return squaredDistance(image, circle, point) <= circle.radius ** 2;
}

/** In thousandths of the picture's width, squared. `y` counts thousandths of its height; without a picture the field is a square. */
function squaredDistance(image: ImageRef | null, one: Point, other: Point): number {
  const down = image === null ? 1 : image.height / image.width;
  return (one.x - other.x) ** 2 + ((one.y - other.y) * down) ** 2;
}

function coordinates(pins: number) {
  const x = numbered(pins, 'x', 'From the left');
  const y = numbered(pins, 'y', 'From the top');
  return x.flatMap((column, index) => [column, y[index] as (typeof y)[number]]);
}
