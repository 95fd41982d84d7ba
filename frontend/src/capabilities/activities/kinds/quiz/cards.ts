/**
 * Fits the answers into two columns beside the clock, in `u` (1 % of the width of a 16:9 picture): as few pages as can be,
 * because nobody waits for a page to turn, then as large as can be. Estimated from lengths, and nothing is cut. Pure.
 */

const SIZES = [3.5, 2.7, 2.3] as const;
const PER_PAGE = [8, 6, 4, 2] as const;
/** Under the question, the clock and above the footer. */
const ROOM_U = 25.5;
/** Of one column, without what stands around the words. */
const COLUMN_U = 38;
/** Key and gap beside the words, in em. */
const ASIDE_EM = 2;
/** Advance of an average letter of Geist. */
const LETTER_EM = 0.55;
const LINE_EM = 1.14;
/** Of the largest key, and around the words. */
const KEY_EM = 1.3;
const PAD_U = 1;

export interface CardLayout {
  /** Font size in u. */
  readonly size: number;
  readonly perPage: number;
}

export function cardLayout(labels: readonly string[]): CardLayout {
  for (const perPage of PER_PAGE) {
    for (const size of SIZES) {
      if (pagesOf(labels, perPage).every((page) => heightOf(page, size) <= ROOM_U)) return { size, perPage };
    }
  }
  return { size: SIZES[2], perPage: PER_PAGE[3] };
}

/** Evenly filled, as the screen's pages are. */
function pagesOf(labels: readonly string[], perPage: number): string[][] {
  const size = Math.max(1, Math.ceil(labels.length / Math.max(1, Math.ceil(labels.length / perPage))));
  return Array.from({ length: Math.ceil(labels.length / size) }, (_, index) =>
    labels.slice(index * size, (index + 1) * size),
  );
}

function heightOf(page: readonly string[], size: number): number {
  const gap = page.length > 4 ? 1 : 1.6;
  let height = -gap;
  for (let index = 0; index < page.length; index += 2) {
    const lines = Math.max(...page.slice(index, index + 2).map((label) => linesOf(label, size)));
    height += Math.max(lines * LINE_EM, KEY_EM) * size + 2 * PAD_U + gap;
  }
  return height;
}

function linesOf(label: string, size: number): number {
  const perLine = Math.floor((COLUMN_U / size - ASIDE_EM) / LETTER_EM);
  return Math.max(1, Math.ceil([...label].length / perLine));
}
