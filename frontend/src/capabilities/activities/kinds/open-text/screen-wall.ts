/**
 * How texts stand on the projector's wall, in `u`: six cards as long as none needs more, then four, then two. A long text is
 * set smaller, never below what the back row can read, and none is cut. Estimated from lengths. Pure.
 */
import { linesOf, roomUnder } from '../../screen-pages.ts';

export interface Wall {
  readonly perPage: number;
  readonly columns: number;
  /** Font size of each text. */
  sizeOf(text: string): number;
}

interface Shape {
  readonly columns: number;
  readonly rows: number;
  readonly sizes: readonly number[];
}

/** So few stand below each other, large. */
const COLUMN_MAX = 3;
const CARD_SIZES = [2.5, 2.3, 1.9];
const SHAPES: readonly Shape[] = [
  { columns: 3, rows: 2, sizes: CARD_SIZES },
  { columns: 2, rows: 2, sizes: CARD_SIZES },
  { columns: 2, rows: 1, sizes: CARD_SIZES },
];
const WIDTH_U = 90;
export const GAP_U = 1.5;
/** Paddings and borders of a card; below the words stand the name and the upvotes. */
const BESIDE_U = 3.3;
const BELOW_U = 5.3;
/** In one column these stand beside the words. */
const COLUMN_BESIDE_U = 3.3 + 3 + 20;
const COLUMN_BELOW_U = 2.3;
const LINE = 1.15;

export function wallOf(texts: readonly string[], question: string): Wall {
  const room = roomUnder(question) - 1;
  const shapes =
    texts.length > COLUMN_MAX
      ? SHAPES
      : [{ columns: 1, rows: Math.max(1, texts.length), sizes: [3.4, ...CARD_SIZES] }, ...SHAPES];
  const drawn = shapes.map((shape) => drawnAs(shape, texts, room));
  return (drawn.find(({ fits }) => fits) ?? (drawn.at(-1) as (typeof drawn)[number])).wall;
}

function drawnAs({ columns, rows, sizes }: Shape, texts: readonly string[], room: number) {
  const isColumn = columns === 1;
  const width = (WIDTH_U - GAP_U * (columns - 1)) / columns - (isColumn ? COLUMN_BESIDE_U : BESIDE_U);
  const heightOf = (text: string, size: number) =>
    linesOf(text, size, width) * size * LINE + (isColumn ? COLUMN_BELOW_U : BELOW_U);
  const share = (room - GAP_U * (rows - 1)) / rows;
  const least = sizes.at(-1) as number;
  const sizeOf = (text: string) => sizes.find((size) => heightOf(text, size) <= share) ?? least;
  // Any two may meet on a page, each in a row of its own.
  const highest = texts.map((text) => heightOf(text, sizeOf(text))).sort((one, two) => two - one);
  const needed = highest.slice(0, rows).reduce((sum, height) => sum + height + GAP_U, -GAP_U);
  return { fits: needed <= room, wall: { perPage: columns * rows, columns, sizeOf } };
}
