/** What is in which column: guessed from the headings in our languages, and from the layout that quiz tools share. */
import { ROWS_MAX, type Table } from './read-table.ts';

/** `option:0` is the first option; `options` holds several in one cell, a line each or with `;` or `|` between. */
export type Field =
  | 'skip'
  | 'question'
  | 'kind'
  | 'options'
  | `option:${number}`
  | 'correct'
  | 'seconds'
  | 'explanation'
  | 'notes'
  | 'section';

/** Where options stand in columns of their own. */
export const OPTION_COLUMNS_MAX = 20;

const HEADINGS: readonly [Field, RegExp][] = [
  ['kind', /^(kind|type|typ|art|fragetyp|fragentyp|question type|activity type|art der frage|format)$/],
  ['correct', /^(correct|right|richtig|korrekt|lösung|solution|die richtige)/],
  ['seconds', /^(time|zeit|sekunden|seconds|dauer|antwortzeit|timer)/],
  ['explanation', /^(explanation|erklärung|begründung|explain)/],
  ['notes', /^(notes to self|host notes|speaker notes|notizen für mich|moderationsnotiz)/],
  ['section', /^(section|heading|abschnitt|überschrift|kapitel|chapter|block)/],
  ['options', /^(options|answers|choices|antworten|optionen|antwortmöglichkeiten|auswahl)$/],
  ['question', /^(question|frage|title|titel|prompt|aufgabe)/],
];
/** "Answer 1 - max 75 characters", "Option B", "Antwort 3", "C". */
const OPTION =
  /^(?:(?:answer|option|choice|antwort|auswahl|möglichkeit)s?\s*)?([a-j]|\d{1,2})(?:\s*[-–:(].*)?$/;

/** What a heading says; `null` when it says nothing we know. */
export function fieldOf(heading: string): Field | null {
  const plain = heading
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/^[#*\s]+/, '')
    .trim();
  for (const [field, pattern] of HEADINGS) if (pattern.test(plain)) return field;
  const option = OPTION.exec(plain)?.[1];
  if (option === undefined) return null;
  const index = /\d/.test(option) ? Number(option) - 1 : option.charCodeAt(0) - 97;
  return index >= 0 && index < OPTION_COLUMNS_MAX ? `option:${index}` : null;
}

export interface Column {
  readonly heading: string;
  readonly field: Field;
  /** It was the heading that said so. */
  readonly isRecognised: boolean;
  /** What stands in it, from the top. */
  readonly samples: readonly string[];
}

export interface Columns {
  readonly columns: readonly Column[];
  /** Which row of the file is the first below the headings, from 0. */
  readonly firstRow: number;
  /** There are more rows than can be added at once. */
  readonly isCut: boolean;
}

/** Some files explain themselves above the headings. */
const SEARCHED_ROWS = 20;
const SAMPLES = 3;

export function guessColumns({ rows }: Pick<Table, 'rows'>): Columns {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const headingRow = findHeadings(rows);
  const firstRow = headingRow === null ? 0 : headingRow + 1;
  const headings = headingRow === null ? [] : (rows[headingRow] ?? []);
  const below = rows.slice(firstRow);
  const taken = new Set<Field>();
  const columns = Array.from({ length: width }, (_, index): Column => {
    const heading = headings[index] ?? '';
    const said = headingRow === null ? null : fieldOf(heading);
    const wish = headingRow === null ? byPlace(index) : (said ?? 'skip');
    const field = wish !== 'skip' && taken.has(wish) ? 'skip' : wish;
    taken.add(field);
    return {
      heading,
      field,
      isRecognised: said !== null && said === field,
      samples: below.flatMap((row) => row[index] || []).slice(0, SAMPLES),
    };
  });
  // An empty column without a heading is none.
  const filled = columns.findLastIndex(({ heading, samples }) => heading !== '' || samples.length > 0);
  const filledRows = below.filter((row) => isFilled(row, columns)).length;
  return { columns: columns.slice(0, filled + 1), firstRow, isCut: filledRows > ROWS_MAX };
}

/** Whether it says anything that is imported: templates of quiz tools number a hundred rows in advance. */
export function isFilled(row: readonly string[], columns: readonly Pick<Column, 'field'>[]): boolean {
  return columns.some(({ field }, index) => field !== 'skip' && (row[index] ?? '') !== '');
}

/** Without headings: the question, then its options. */
function byPlace(index: number): Field {
  if (index === 0) return 'question';
  return index <= OPTION_COLUMNS_MAX ? `option:${index - 1}` : 'skip';
}

function findHeadings(rows: Table['rows']): number | null {
  let best: { row: number; count: number } | null = null;
  rows.slice(0, SEARCHED_ROWS).forEach((row, index) => {
    const fields = new Set(row.flatMap((cell) => fieldOf(cell) ?? []));
    if (!fields.has('question') || fields.size <= (best?.count ?? 0)) return;
    // A lone question is a heading only where it reads like one: "Question", not "Question everything?".
    if (fields.size === 1 && row.some((cell) => cell.length > 24)) return;
    best = { row: index, count: fields.size };
  });
  return (best as { row: number } | null)?.row ?? null;
}
