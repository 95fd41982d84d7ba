/**
 * Fits a question and its options on the projector, in its unit `u` (1 % of the width of a 16:9 picture).
 * Nothing is cut and nothing falls below what the back row can read: a long question steps down, options stand closer,
 * then smaller, and what still does not fit goes to further pages. Estimated from lengths, so that a page never jumps
 * after it is drawn.
 */

/** The brief's sizes, in u. */
const QUESTION_SIZES = [4.1, 3.4, 2.8] as const;
const OPTION_SIZES = [2.7, 2.3] as const;
const VALUE_SIZE = 3.1;
export const OPTIONS_PER_PAGE_MAX = 6;

const HEIGHT_U = 56.25;
const WIDTH_U = 100;
const MARGIN_U = 5;
/** Above the question, between it and the options, under them. */
const FIXED_U = 3.6 + 2.4 + 1;
const FOOTER_U = 7.2;
/** Advance of an average letter of Geist, in em; letters of East Asian scripts are squares. */
const LETTER_EM = 0.53;
const WIDE_LETTER = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffdc]/;
/** A line breaks before its end. */
const RAGGED = 0.94;
const QUESTION_LINE = 1.1;
const OPTION_LINE = 1.12;
const VALUE_LINE = 1.15;
/** The letter beside an open option, in em. */
const KEY_EM = 1.45;
/** The room beside the options, for seats and count, with its gap. */
const ASIDE_U = 35;
/** What stands beside an option's words: key and paddings, or letter, count and percentage. */
const OPTION_ASIDE_U = { open: 9.2, results: 16 } as const;
const BORDER_U = 0.3;

/** How close options stand, in u: `pad` inside a card or between words and bar, `gap` between options. */
export interface Density {
  readonly pad: number;
  readonly gap: number;
  readonly bar: number;
}
const DENSITIES: Record<Mode, readonly Density[]> = {
  open: [
    { pad: 1.6, gap: 1.3, bar: 0 },
    { pad: 1.1, gap: 1.1, bar: 0 },
    { pad: 0.8, gap: 0.9, bar: 0 },
    { pad: 0.5, gap: 0.8, bar: 0 },
  ],
  results: [
    { pad: 0.6, gap: 1.6, bar: 2.7 },
    { pad: 0.5, gap: 1, bar: 2.4 },
    { pad: 0.3, gap: 0.6, bar: 1.5 },
  ],
};

type Mode = 'open' | 'results';
const ZOOM_STEP = 0.1;
/** Larger words may turn so many times the pages, and no more: nobody waits for twenty. */
const PAGES_MORE_MAX = 2;

export interface ScreenLayout {
  /** Font sizes in u. */
  readonly questionSize: number;
  readonly optionSize: number;
  readonly density: Density;
  /** What the host chose, or less where that would cut something. */
  readonly zoom: number;
  /** Indexes of the options of each page, in order. */
  readonly pages: readonly (readonly number[])[];
}

interface Texts {
  readonly question: string;
  readonly options: readonly string[];
  /** What does not stand in rows: so many on a page, whatever their length. */
  readonly perPage?: number | undefined;
  /** In u: what stands beside the words of each option, and how high that is. */
  readonly beside?: { readonly width: number; readonly height: number } | undefined;
  /** Beside the results stands the question's picture, as wide as the seats. */
  readonly hasAside?: boolean;
}

/**
 * @param texts   Question and options as written.
 * @param mode    `open`: options as cards beside the seats; `results`: bars over the whole width.
 * @param zoom    What the host chose with + and −, or less where that cut something; 1 = as designed.
 * @param footer  The zoom of the footer, which is what the host chose.
 */
export function screenLayout(texts: Texts, mode: Mode, zoom = 1, footer = zoom): ScreenLayout {
  const designed = layoutAt(texts, mode, Math.min(1, zoom), footer).layout;
  for (let own = zoom; own > 1; own = Math.round((own - ZOOM_STEP) * 10) / 10) {
    const { layout, fits } = layoutAt(texts, mode, own, footer);
    if (fits && layout.pages.length <= PAGES_MORE_MAX * designed.pages.length) return layout;
  }
  return designed;
}

function layoutAt(
  texts: Texts,
  mode: Mode,
  zoom: number,
  footer: number,
): { layout: ScreenLayout; fits: boolean } {
  const width = WIDTH_U / zoom - 2 * MARGIN_U;
  const { questionSize, questionHeight } = questionAt(texts.question, width);
  // The footer keeps the size that was chosen.
  const room = (HEIGHT_U - FOOTER_U * footer) / zoom - FIXED_U - questionHeight;
  const { width: beside, height: least } = texts.beside ?? { width: 0, height: 0 };
  const optionWidth =
    width - (mode === 'open' || texts.hasAside ? ASIDE_U : 0) - OPTION_ASIDE_U[mode] - beside;

  const tried = OPTION_SIZES.flatMap((optionSize) =>
    DENSITIES[mode].map((density) => {
      const heights = texts.options.map((text) =>
        Math.max(least + density.gap, optionHeight(text, mode, optionSize, optionWidth, density)),
      );
      const pages =
        texts.perPage === undefined
          ? paged(heights, room)
          : split(heights.length, Math.max(1, Math.ceil(heights.length / texts.perPage)));
      const fits = texts.perPage !== undefined || pages.every((page) => heightOf(page, heights) <= room);
      return { layout: { questionSize, optionSize, density, zoom, pages }, fits };
    }),
  );
  // The largest that turns the fewest pages.
  const fewest = Math.min(...tried.map(({ layout }) => layout.pages.length));
  return tried.find(({ layout }) => layout.pages.length === fewest) as (typeof tried)[number];
}

function questionAt(question: string, width: number) {
  const questionSize =
    QUESTION_SIZES.find((size) => linesOf(question, size, width) <= 2) ?? QUESTION_SIZES[2];
  return {
    questionSize,
    questionHeight: linesOf(question, questionSize, width) * questionSize * QUESTION_LINE,
  };
}

/** What is left under a question at the designed size, in u. */
export function roomUnder(question: string): number {
  return HEIGHT_U - FOOTER_U - FIXED_U - questionAt(question, WIDTH_U - 2 * MARGIN_U).questionHeight;
}

function optionHeight(
  text: string,
  mode: Mode,
  size: number,
  width: number,
  { pad, gap, bar }: Density,
): number {
  const words = linesOf(text, size, width) * size * OPTION_LINE;
  return mode === 'open'
    ? Math.max(words, KEY_EM * size) + 2 * pad + BORDER_U + gap
    : Math.max(words, VALUE_SIZE * VALUE_LINE) + pad + bar + gap;
}

/** @returns How many of these heights have room on one page, whichever of them meet there; at least one. */
export function perPageOf(heights: readonly number[], room: number, most = OPTIONS_PER_PAGE_MAX): number {
  const highest = heights.toSorted((one, two) => two - one).slice(0, most);
  let left = room;
  const fitting = highest.findIndex((height) => {
    left -= height;
    return left < 0;
  });
  return fitting === -1 ? most : Math.max(1, fitting);
}

/** Pages of at most six, evenly filled: 7 options are 4 and 3, not 6 and 1. */
function paged(heights: readonly number[], room: number): number[][] {
  const least = Math.max(1, Math.ceil(heights.length / OPTIONS_PER_PAGE_MAX));
  for (let count = least; count < heights.length; count++) {
    const pages = split(heights.length, count);
    if (pages.every((page) => heightOf(page, heights) <= room)) return pages;
  }
  return split(heights.length, Math.max(1, heights.length));
}

function heightOf(page: readonly number[], heights: readonly number[]): number {
  return page.reduce((sum, index) => sum + (heights[index] ?? 0), 0);
}

function split(length: number, count: number): number[][] {
  const size = Math.max(1, Math.ceil(length / count));
  const pages: number[][] = [];
  for (let start = 0; start < length; start += size) {
    pages.push(Array.from({ length: Math.min(size, length - start) }, (_, index) => start + index));
  }
  return pages.length === 0 ? [[]] : pages;
}

/** @returns How many lines it takes at a font size and a width, both in u. */
export function linesOf(text: string, size: number, width: number): number {
  const em = [...text].reduce((sum, letter) => sum + (WIDE_LETTER.test(letter) ? 1 : LETTER_EM), 0);
  return em * size <= width ? 1 : Math.ceil((em * size) / (width * RAGGED));
}
