/**
 * The words at the ends of the axes make room for dots: each slides along its side of the field, or a little inwards, until it covers none, so that
 * a dot at the edge and the word that says what the edge means are both read. Pure; lengths in em, as in `layout.ts`.
 */
import type { EmSize } from '../../parts/field-size.ts';
import { type Box, type Dot, layoutDots } from './layout.ts';

const STEP = 0.5;
/** Between a word and a dot. */
const APART = 0.3;

/** @param ends  Where they stand by themselves: of the top, the bottom, the left and the right side. */
export function endsBesideDots(
  dots: readonly Dot[],
  dot: number,
): (ends: readonly Box[], size: EmSize) => Box[] {
  return (ends, size) => {
    const bare = dots.map(({ id, x, y }) => ({ id, x, y }));
    const half = dot / 2 + APART;
    const taken: Box[] = layoutDots(bare, { size, dot, labelMax: 0 }).map(({ x, y }) => ({
      x: x - half,
      y: y - half,
      width: 2 * half,
      height: 2 * half,
    }));
    return ends.map((end, index) => {
      const isAcross = index < 2;
      // Towards the middle of the field, where the whole side is taken.
      const inwards = (index % 2 === 0 ? 1 : -1) * 2 * half;
      const moved = [0, inwards]
        .flatMap((away) =>
          shifts(isAcross ? size.width - end.width : size.height - end.height).map((along) =>
            isAcross
              ? { ...end, x: end.x + along, y: end.y + away }
              : { ...end, x: end.x + away, y: end.y + along },
          ),
        )
        .find((box) => !taken.some((other) => areOver(box, other)));
      const placed = moved ?? end;
      taken.push(placed);
      return placed;
    });
  };
}

/** 0, then a little to either side, and so on to the corners. */
function shifts(room: number): number[] {
  const steps = Math.max(0, Math.floor((room / 2 - APART) / STEP));
  return [0, ...Array.from({ length: steps }, (_, step) => [-(step + 1) * STEP, (step + 1) * STEP]).flat()];
}

function areOver(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
