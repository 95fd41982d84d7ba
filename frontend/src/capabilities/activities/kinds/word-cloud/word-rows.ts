/**
 * Words in rows for the projector: size as the square root of how often each was said, the largest in the middle. Pure.
 * A word keeps its row for as long as it is shown, so that nobody loses the one they look at; only sizes follow the votes.
 */

/** In the projector's unit `u`. */
export const SIZE_MAX = 7.5;
export const SIZE_MIN = 1.9;
const GAP = 2.6;
const WIDTH = 90;
const HEIGHT = 36;
const LINE = 1.3;
const ROWS_MAX = 6;
/** Rows are as high as their largest word: the rest of the room is air. */
const FILLED_MAX = 0.92;
/** Advance of an average letter of Geist at this weight and tracking, in em; letters of East Asian scripts are squares. */
const LETTER_EM = 0.54;
const WIDE_LETTER = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffdc]/;

export interface Word {
  readonly word: string;
  readonly count: number;
}
export type Rows = readonly (readonly string[])[];

/** In u, before all are made smaller together to fit. */
export function sizeOf(count: number, most: number): number {
  return Math.max(SIZE_MIN, SIZE_MAX * Math.sqrt(count / Math.max(1, most)));
}

function widthOf(word: string, size: number): number {
  return [...word].reduce((sum, letter) => sum + (WIDE_LETTER.test(letter) ? 1 : LETTER_EM), 0) * size;
}

/** As many of the most said as can stand without any becoming too small to read; at least three. */
export function wordsThatFit(words: readonly Word[], countMax: number): readonly Word[] {
  const most = words[0]?.count ?? 1;
  let area = 0;
  const last = words.findIndex(({ word, count }, index) => {
    const size = sizeOf(count, most);
    area += (widthOf(word, size) + GAP) * size * LINE;
    return index >= countMax || (index >= 3 && area > WIDTH * HEIGHT * FILLED_MAX);
  });
  return last === -1 ? words : words.slice(0, last);
}

/**
 * @param before  As drawn last; [] at first.
 * @param words   The most said first.
 * @returns The same rows without what is gone; what is new stands in the shortest row that has room for it, else in a new
 *   one, in turn below and above.
 */
export function placeWords(before: Rows, words: readonly Word[]): string[][] {
  const most = words[0]?.count ?? 1;
  const widths = new Map(words.map(({ word, count }) => [word, widthOf(word, sizeOf(count, most)) + GAP]));
  const width = (row: readonly string[]) => row.reduce((sum, word) => sum + (widths.get(word) ?? 0), -GAP);
  const rows = before.map((row) => row.filter((word) => widths.has(word)));
  const placed = new Set(rows.flat());
  for (const { word } of words) {
    if (placed.has(word)) continue;
    const own = widths.get(word) as number;
    const shortest = rows.toSorted((one, two) => width(one) - width(two))[0];
    const wanted = rowsFor(words.length);
    if (shortest === undefined || (rows.length < wanted && shortest.length > 0)) {
      if (rows.length % 2 === 0) rows.push([word]);
      else rows.unshift([word]);
    } else if (width(shortest) + own > WIDTH && rows.length < ROWS_MAX) {
      if (rows.length % 2 === 0) rows.push([word]);
      else rows.unshift([word]);
    } else if (shortest.length % 2 === 0) shortest.unshift(word);
    else shortest.push(word);
  }
  return rows.filter((row) => row.length > 0);
}

/** Three words stand in one row. */
function rowsFor(count: number): number {
  return count <= 3 ? 1 : count <= 9 ? 3 : 5;
}

/** What all sizes are multiplied by so that every row and all together fit; 1 = as they are. */
export function fitOf(rows: Rows, words: readonly Word[], height = HEIGHT): number {
  const most = words[0]?.count ?? 1;
  const sizes = new Map(words.map(({ word, count }) => [word, sizeOf(count, most)]));
  const widest = Math.max(
    1,
    ...rows.map((row) => row.reduce((sum, word) => sum + widthOf(word, sizes.get(word) ?? 0) + GAP, -GAP)),
  );
  const tall = rows.reduce(
    (sum, row) => sum + Math.max(0, ...row.map((word) => sizes.get(word) ?? 0)) * LINE,
    0,
  );
  return Math.min(1, WIDTH / widest, height / Math.max(1, tall));
}
