/** 2×2 matrix: sums of both coordinates for each thing placed, so that means are exact, and the quarter it lies in. */
import type { MatrixAnswer, MatrixAxis, MatrixSettings } from '@plenum/protocol';
import type { Kind } from './kind.ts';
import { judged, keepsIds, keyProblems, summed, valueAt, withIds } from './options.ts';
import type { OptionInput } from './single-choice.ts';

interface Input {
  items: OptionInput[];
  x: MatrixAxis;
  y: MatrixAxis;
}
/** On the line itself counts as right of it, or above it. */
const MIDDLE = 50;

export const matrix: Kind<MatrixSettings, MatrixAnswer> = {
  settings(input) {
    const { items: given, x, y } = input as Input;
    const { items, errors } = withIds(given, '/settings/items', { letter: 'i' });
    return judged(errors, () => ({ items, x, y }));
  },

  // What the axes are called is wording.
  keepsCounts: (before, after) => keepsIds(before.items, after.items),

  problems: ({ items }, { places }) => keyProblems(items, places, '/answer/places'),
  contributions: (_settings, { places }) =>
    summed(
      Object.entries(places).flatMap(([id, { x, y }]) => [
        [`${id}/n`, 1] as const,
        [`${id}/x`, x] as const,
        [`${id}/y`, y] as const,
        [`${id}/${quarter(x, y)}`, 1] as const,
      ]),
    ),

  columns: ({ items, x, y }) =>
    items.flatMap(({ id, label }) => [
      { key: `${id}/x`, label: `${label}: ${x.low} – ${x.high}` },
      { key: `${id}/y`, label: `${label}: ${y.low} – ${y.high}` },
    ]),
  cells: ({ items }, { places }) =>
    Object.fromEntries(
      items.flatMap(({ id }) => {
        const place = valueAt(places, id);
        return [
          [`${id}/x`, place?.x ?? null],
          [`${id}/y`, place?.y ?? null],
        ];
      }),
    ),
};

/** From the top right against the clock. */
function quarter(x: number, y: number): 1 | 2 | 3 | 4 {
  if (y >= MIDDLE) return x >= MIDDLE ? 1 : 2;
  return x >= MIDDLE ? 4 : 3;
}
