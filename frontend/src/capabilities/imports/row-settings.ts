/** What a row's options and right answers are in each kind. */
import type { ImportableKind } from './kind-names.ts';
import { plainName } from './kind-names.ts';
import type { Row } from './rows.ts';

export interface RowOption {
  readonly id: string;
  readonly label: string;
}

/** Of kinds that have options. */
export const OPTIONS_MAX: Partial<Record<ImportableKind, number>> = {
  'single-choice': 50,
  'multiple-choice': 50,
  quiz: 20,
  rating: 20,
  // Options times places have an end too: all of these can still be ranked.
  ranking: 20,
  points: 20,
};

const TRUE = new Set(['true', 'yes', 'wahr', 'richtig', 'ja', 't', 'w', '1']);
const FALSE = new Set(['false', 'no', 'falsch', 'nein', 'f', '2', '0']);

export function settingsOf(
  kind: ImportableKind,
  options: readonly RowOption[],
  seconds: number,
  isSeveral: boolean,
  row: Row,
): object {
  switch (kind) {
    case 'true-false':
    case 'open-text':
    case 'word-cloud':
      return {};
    case 'rating':
      return { scale: 'stars', max: 5, ...(options.length > 0 && { items: options }) };
    case 'estimate':
      return rangeOf(row);
    case 'quiz':
      return { options, seconds, choose: isSeveral ? 'several' : 'one' };
    default:
      return { options };
  }
}

export interface Right {
  readonly correct: object;
  readonly isSeveral: boolean;
}

/** `null`: the row names nothing; `unknown`: what it names is none of its options. */
export function correctOf(
  kind: ImportableKind,
  row: Row,
  options: readonly RowOption[],
): Right | null | 'unknown' {
  if (row.correct === '') return null;
  switch (kind) {
    case 'true-false': {
      const name = plainName(row.correct);
      if (TRUE.has(name)) return { correct: { value: true }, isSeveral: false };
      return FALSE.has(name) ? { correct: { value: false }, isSeveral: false } : 'unknown';
    }
    case 'estimate': {
      const number = numberOf(row.correct);
      const { min, max } = rangeOf(row);
      if (number === null || number < min || number > max || !Number.isInteger(number - min))
        return 'unknown';
      return { correct: { number }, isSeveral: false };
    }
    case 'single-choice':
    case 'multiple-choice':
    case 'quiz': {
      const ids = rightIds(row, options);
      if (ids === null) return 'unknown';
      const isSeveral = ids.length > 1;
      const [optionId] = ids;
      return kind === 'single-choice' && !isSeveral
        ? { correct: { optionId }, isSeveral }
        : { correct: { optionIds: ids }, isSeveral };
    }
    default:
      return null;
  }
}

/** "1", "1,3", "B", "A and C", or the option itself. Numbers and letters count the columns, also the empty ones. */
function rightIds({ correct, options: columns }: Row, options: readonly RowOption[]): string[] | null {
  const whole = columns.findIndex((label) => label !== '' && plainName(label) === plainName(correct));
  const parts = correct.split(/[,;|\n/&]|\s(?:and|und)\s|\s+/).filter((part) => part !== '');
  const isCounted = parts.every((part) => /^(?:\d{1,2}|[a-t])\.?\)?$/i.test(part));
  const listed = correct
    .split(/[;|\n]/)
    .map((part) => columns.findIndex((label) => plainName(label) === plainName(part)));
  const places = isCounted ? parts.map(placeOf) : whole !== -1 ? [whole] : listed;
  // "4" can be the fourth option, or the one that says 4: where there is no fourth it is that.
  const known = places.every((place) => (columns[place] ?? '') !== '')
    ? places
    : whole !== -1
      ? [whole]
      : null;
  if (known === null) return null;
  const ids = known.map(
    (place) => options[columns.slice(0, place).filter((label) => label !== '').length]?.id,
  );
  if (ids.some((id) => id === undefined)) return null;
  return [...new Set(ids as string[])];
}

function placeOf(part: string): number {
  const number = Number.parseInt(part, 10);
  return Number.isNaN(number) ? part.toLowerCase().charCodeAt(0) - 97 : number - 1;
}

/** From two numbers in the first two columns; 0 to 100 unless told. */
function rangeOf({ options }: Row): { min: number; max: number } {
  const [min, max] = [numberOf(options[0] ?? ''), numberOf(options[1] ?? '')];
  return min !== null && max !== null && min < max && Number.isInteger(max - min)
    ? { min, max }
    : { min: 0, max: 100 };
}

function numberOf(text: string): number | null {
  const number = Number(text.replaceAll(/\s/g, '').replace(',', '.'));
  return text === '' || !Number.isFinite(number) ? null : number;
}
