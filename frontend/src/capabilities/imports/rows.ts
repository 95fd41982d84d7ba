/** The rows of a table as activities: what each says, what is wrong with it, and what will be cut. Pure. */
import type { CreateActivity } from '@plenum/protocol';
import { type Column, isFilled } from './columns.ts';
import { type ImportableKind, kindOfName, plainName } from './kind-names.ts';
import { ROWS_MAX, type Table } from './read-table.ts';
import { correctOf, OPTIONS_MAX, settingsOf } from './row-settings.ts';

/** As it stands in the table, and as it was put right here. */
export interface Row {
  /** In the file, from 1. */
  readonly number: number;
  readonly question: string;
  /** As written; empty where the table says nothing. */
  readonly kindName: string;
  readonly kind: ImportableKind | null;
  readonly options: readonly string[];
  readonly correct: string;
  readonly seconds: string;
  readonly explanation: string;
  readonly notes: string;
  readonly section: string;
}

export const QUESTION_MAX = 200;
const OPTION_MAX = 140;
const EXPLANATION_MAX = 1_000;
const NOTES_MAX = 2_000;
const SECTION_MAX = 60;
export const SECONDS = { min: 5, max: 300, usual: 20 };

/** @param names  What the host said words for kinds mean, by `plainName`. */
export function rowsOf(
  { rows }: Pick<Table, 'rows'>,
  columns: readonly Column[],
  firstRow: number,
  names: ReadonlyMap<string, ImportableKind>,
): Row[] {
  const hasRight = columns.some(({ field }) => field === 'correct');
  return rows
    .slice(firstRow)
    .flatMap((cells, index) =>
      isFilled(cells, columns) ? [rowOf(cells, firstRow + index + 1, columns, names, hasRight)] : [],
    )
    .slice(0, ROWS_MAX);
}

function rowOf(
  cells: readonly string[],
  number: number,
  columns: readonly Column[],
  names: ReadonlyMap<string, ImportableKind>,
  hasRight: boolean,
): Row {
  const cell = (field: Column['field']) => {
    const index = columns.findIndex((column) => column.field === field);
    return index === -1 ? '' : (cells[index] ?? '');
  };
  const single = columns
    .flatMap(({ field }, index) => {
      const place = /^option:(\d+)$/.exec(field)?.[1];
      return place === undefined ? [] : [{ place: Number(place), text: cells[index] ?? '' }];
    })
    .sort((one, two) => one.place - two.place)
    .map(({ text }) => text);
  const listed = cell('options').split(/[\n;|]/);
  // "1,3" counts columns: what is empty in between keeps its place until the right ones are known.
  const all = [...single, ...listed].map((text) => text.trim());
  const options = all.slice(0, all.findLastIndex((text) => text !== '') + 1);
  const kindName = cell('kind');
  const correct = cell('correct');
  return {
    number,
    question: cell('question'),
    kindName,
    kind:
      kindName === ''
        ? usualKind(options, correct, hasRight)
        : (names.get(plainName(kindName)) ?? kindOfName(kindName)),
    options,
    correct,
    seconds: cell('seconds'),
    explanation: cell('explanation'),
    notes: cell('notes'),
    section: cell('section'),
  };
}

/** Where the table names no kind: with a right answer a quiz, with options a choice, else people write. */
function usualKind(options: readonly string[], correct: string, hasRight: boolean): ImportableKind {
  if (options.every((option) => option === '')) return 'open-text';
  return hasRight && correct !== '' ? 'quiz' : 'single-choice';
}

export type RowError =
  | { readonly is: 'question' | 'kind' | 'options' }
  /** What is named as right is none of them. */
  | { readonly is: 'correct'; readonly text: string };

export type RowWarning =
  | { readonly is: 'question-cut'; readonly after: string }
  | { readonly is: 'cut' | 'too-many' | 'no-right' }
  | { readonly is: 'seconds'; readonly seconds: number };

export type Judged =
  | { readonly row: Row; readonly error: RowError; readonly warning: null; readonly activity: null }
  | {
      readonly row: Row;
      readonly error: null;
      readonly warning: RowWarning | null;
      readonly activity: CreateActivity;
    };

export function judge(row: Row): Judged {
  const { kind } = row;
  if (row.question === '') return wrong(row, { is: 'question' });
  if (kind === null) return wrong(row, { is: 'kind' });
  const filled = row.options.filter((option) => option !== '');
  const most = OPTIONS_MAX[kind];
  if (most !== undefined && filled.length < 2 && kind !== 'rating') return wrong(row, { is: 'options' });
  const seconds = secondsOf(row.seconds);
  const options = filled
    .slice(0, most)
    .map((label, index) => ({ id: `o${index + 1}`, label: cut(label, OPTION_MAX) }));
  const right = correctOf(kind, row, options);
  if (right === 'unknown') return wrong(row, { is: 'correct', text: row.correct });
  const question = cutAtWord(row.question, QUESTION_MAX);
  const isCut =
    options.some(({ label }, index) => label !== filled[index]) ||
    [...row.explanation].length > EXPLANATION_MAX ||
    [...row.notes].length > NOTES_MAX ||
    [...row.section].length > SECTION_MAX;
  const activity: CreateActivity = {
    kind: kind === 'single-choice' && right?.isSeveral ? 'multiple-choice' : kind,
    title: question,
    settings: settingsOf(kind, options, seconds ?? SECONDS.usual, right?.isSeveral ?? false, row),
    ...(right !== null && { correct: right.correct }),
    ...(row.explanation !== '' && { explanation: cut(row.explanation, EXPLANATION_MAX) }),
    ...(row.notes !== '' && { hostNotes: cut(row.notes, NOTES_MAX) }),
    ...(row.section !== '' && { section: cut(row.section, SECTION_MAX) }),
  };
  const warning: RowWarning | null =
    question !== row.question
      ? { is: 'question-cut', after: question.split(' ').at(-1) ?? question }
      : most !== undefined && filled.length > most
        ? { is: 'too-many' }
        : isCut
          ? { is: 'cut' }
          : kind === 'quiz' && right === null
            ? { is: 'no-right' }
            : kind === 'quiz' && row.seconds !== '' && `${seconds}` !== plainNumber(row.seconds)
              ? { is: 'seconds', seconds: seconds ?? SECONDS.usual }
              : null;
  return { row, error: null, warning, activity };
}

function wrong(row: Row, error: RowError): Judged {
  return { row, error, warning: null, activity: null };
}

/** "20", "20 s", "20 Sekunden"; `null` where there is no number. */
function secondsOf(text: string): number | null {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? null : Math.min(SECONDS.max, Math.max(SECONDS.min, number));
}
const plainNumber = (text: string) => `${Number.parseInt(text, 10)}`;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** To so many characters as people count them. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const all = [...graphemes.segment(text)];
  return all.length <= most
    ? text
    : all
        .slice(0, most)
        .map(({ segment }) => segment)
        .join('')
        .trimEnd();
}

function cutAtWord(text: string, most: number): string {
  const short = cut(text, most);
  if (short === text) return text;
  const word = short.lastIndexOf(' ');
  return word > most / 2 ? short.slice(0, word) : short;
}
