/** Options as a host writes them: rows of text, an empty one included. Pure. Shared by the kinds that have options. */
import type { Option } from '@plenum/protocol';

export const OPTION_MAX = 140;
export const OPTIONS_MIN = 2;
export const OPTIONS_MAX = 50;

/** As stored, its picture included; the label as typed. */
export type DraftOption = Readonly<Option>;

/** Ids are made here, so that sending a change twice never makes two options. 40 random bits among at most 50. */
export function optionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As many empty rows as are needed at least. */
export function emptyOptions(count = OPTIONS_MIN): DraftOption[] {
  return Array.from({ length: count }, () => ({ id: optionId(), label: '' }));
}

/** The rows that count: an empty row is one not written yet. */
export function writtenOptions(options: readonly DraftOption[]): Option[] {
  return options
    .map((option) => ({ ...option, label: option.label.trim() }))
    .filter(({ label }) => label !== '');
}

/** `options` with the one at `index` one place up (−1) or down (+1). */
export function movedOption(
  options: readonly DraftOption[],
  index: number,
  by: -1 | 1,
): readonly DraftOption[] {
  const option = options[index];
  const other = options[index + by];
  if (option === undefined || other === undefined) return options;
  const moved = [...options];
  moved[index] = other;
  moved[index + by] = option;
  return moved;
}

/** One option per line, without the bullets and numbers that lists are pasted with. */
export function pastedOptions(text: string): string[] {
  return text
    .split(/\r?\n|\t/)
    .map((line) => line.replace(/^\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[A-Za-z][.)])\s+/, '').trim())
    .filter((line) => line !== '')
    .map((line) =>
      [...new Intl.Segmenter().segment(line)]
        .slice(0, OPTION_MAX)
        .map(({ segment }) => segment)
        .join(''),
    )
    .slice(0, OPTIONS_MAX);
}

/** `options` with the pasted ones in the empty rows and behind, at most 50. */
export function withPasted(
  options: readonly DraftOption[],
  labels: readonly string[],
): readonly DraftOption[] {
  const kept = options.filter(({ label }) => label.trim() !== '');
  return [...kept, ...labels.map((label) => ({ id: optionId(), label }))].slice(0, OPTIONS_MAX);
}
