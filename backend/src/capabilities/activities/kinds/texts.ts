/** Several short texts in one answer: their lengths, and their columns in the export. */
import type { FieldError } from '#/errors.ts';
import { graphemes } from '#/http/body.ts';
import type { Column } from './kind.ts';

export function lengthProblems(texts: readonly string[], graphemesMax: number, path: string): FieldError[] {
  return texts.flatMap((text, index) =>
    // A character has at least one code unit: most texts need no counting.
    text.length > graphemesMax && graphemes(text) > graphemesMax
      ? [{ path: `${path}/${index}`, message: `must have at most ${graphemesMax} characters` }]
      : [],
  );
}

/** `word_1`, `word_2` … */
export function numbered(count: number, key: string, label: string): Column[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `${key}_${index + 1}`,
    label: count === 1 ? label : `${label} ${index + 1}`,
  }));
}
