/** Which section of the settings one reads, from where they stand. Pure. */

export interface SectionPlace {
  readonly id: string;
  /** px below the upper edge of the window. */
  readonly top: number;
}

/** How far down the window a section must have come to be the one that is read. */
const LINE = 1 / 3;

/**
 * @param places   In their order on the page.
 * @param isAtEnd  Scrolled as far as it goes: the last ones are too short to ever come up to the line.
 */
export function sectionInView(
  places: readonly SectionPlace[],
  { height, isAtEnd }: { height: number; isAtEnd: boolean },
): string | null {
  if (isAtEnd) return places.at(-1)?.id ?? null;
  return (places.findLast(({ top }) => top <= height * LINE) ?? places[0])?.id ?? null;
}
