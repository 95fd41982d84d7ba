/**
 * Where dots and their names stand on the field, so that none covers another. Pure; all lengths in em of the names' font,
 * from the top left corner of the field.
 */
import type { EmSize } from '../../parts/field-size.ts';

export interface Dot {
  readonly id: string;
  /** 0 … 1 from the left and from the top. */
  readonly x: number;
  readonly y: number;
  /** Beside it; absent: its letter says enough. */
  readonly label?: string | undefined;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedDot {
  readonly id: string;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  /** Where it would be without its neighbours; `null` = there. */
  readonly truly: { readonly x: number; readonly y: number } | null;
  /** `null`: no free place was left beside it. */
  readonly label: (Box & { readonly isEnd: boolean }) | null;
}

export interface FieldLayout {
  readonly size: EmSize;
  /** A dot's diameter. */
  readonly dot: number;
  /** The longest a name may be; then it ends in an ellipsis. */
  readonly labelMax: number;
  /** What stands on the field already: names of the axes. */
  readonly taken?: readonly Box[];
}

const LINE = 1.4;
const GAP = 0.45;
/** Advance of an average letter of Geist 560; letters of East Asian scripts are squares. */
const LETTER = 0.57;
const WIDE_LETTER = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffdc]/;

/** What stands at an end of the scale is seen whole. */
export function insetOf(dot: number): number {
  return dot / 2 + 0.25;
}

export function layoutDots(dots: readonly Dot[], layout: FieldLayout): PlacedDot[] {
  const spots = spread(dots, layout);
  const taken: Box[] = [...(layout.taken ?? []), ...spots.map((spot) => around(spot, layout.dot))];
  return dots.map((dot, index) => {
    const spot = spots[index] as (typeof spots)[number];
    const label = dot.label === undefined ? null : besides(spot, dot.label, taken, layout);
    if (label !== null) taken.push(label);
    return { id: dot.id, ...spot, label };
  });
}

/** The earlier one stays; a later one that would cover it moves along the line between them. */
function spread(dots: readonly Dot[], { size, dot }: FieldLayout): Omit<PlacedDot, 'id' | 'label'>[] {
  const inset = insetOf(dot);
  const within = (value: number, length: number) => Math.min(length - inset, Math.max(inset, value));
  const placed: Omit<PlacedDot, 'id' | 'label'>[] = [];
  dots.forEach((one, index) => {
    const truly = {
      x: inset + one.x * (size.width - 2 * inset),
      y: inset + one.y * (size.height - 2 * inset),
    };
    let [x, y] = [truly.x, truly.y];
    // Each round frees it of its nearest neighbour; in a crowd it may end beside where it should.
    for (let round = 0; round < 12; round++) {
      const near = placed
        .map((other) => ({ other, distance: Math.hypot(x - other.x, y - other.y) }))
        .filter(({ distance }) => distance < dot)
        .sort((a, b) => a.distance - b.distance)[0];
      if (near === undefined) break;
      // On the same place there is no line: a direction of its own for each. In a corner it turns on.
      const angle =
        near.distance < 0.01 || round > 3
          ? (index + round) * 2.4
          : Math.atan2(y - near.other.y, x - near.other.x);
      x = within(near.other.x + Math.cos(angle) * dot * 1.04, size.width);
      y = within(near.other.y + Math.sin(angle) * dot * 1.04, size.height);
    }
    const isMoved = Math.hypot(x - truly.x, y - truly.y) > 0.1;
    placed.push({ x, y, truly: isMoved ? truly : null });
  });
  return placed;
}

/** The side with more room first, then the other, then above and below. */
function besides(
  { x, y }: { readonly x: number; readonly y: number },
  text: string,
  taken: readonly Box[],
  { size, dot, labelMax }: FieldLayout,
): PlacedDot['label'] {
  const width = Math.min(labelMax, widthOf(text));
  const side = dot / 2 + GAP;
  const centred = Math.min(size.width - width - GAP, Math.max(GAP, x - width / 2));
  const right = { x: x + side, y: y - LINE / 2, width, height: LINE, isEnd: false };
  const left = { ...right, x: x - side - width, isEnd: true };
  const above = { ...right, x: centred, y: y - dot / 2 - LINE };
  const below = { ...right, x: centred, y: y + dot / 2 };
  const tried = x > size.width / 2 ? [left, right, above, below] : [right, left, above, below];
  return (
    tried.find((box) => isWithin(box, size) && !taken.some((other) => overlap(box, other, { x, y }))) ?? null
  );
}

export function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDE_LETTER.test(letter) ? 1.02 : LETTER), 0.3);
}

function around({ x, y }: { readonly x: number; readonly y: number }, dot: number): Box {
  return { x: x - dot / 2, y: y - dot / 2, width: dot, height: dot };
}

function isWithin({ x, y, width, height }: Box, size: EmSize): boolean {
  return x >= 0.2 && y >= 0 && x + width <= size.width - 0.2 && y + height <= size.height;
}

/** @param own  Its own dot's middle: names touch their dot. */
function overlap(one: Box, other: Box, own: { readonly x: number; readonly y: number }): boolean {
  const isOwn =
    Math.abs(other.x + other.width / 2 - own.x) < 0.01 && Math.abs(other.y + other.height / 2 - own.y) < 0.01;
  return (
    !isOwn &&
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
