/** What is in which column, and what words for kinds mean that we do not know. */
import { ArrowRight, Check, CircleHelp, FileSpreadsheet } from 'lucide-react';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { type Column, type Columns, type Field, OPTION_COLUMNS_MAX } from './columns.ts';
import { type HeadingRef, StepHeading } from './heading.tsx';
import type { ImportPageProps } from './import-page.tsx';
import { type ImportableKind, kindOfName, plainName } from './kind-names.ts';
import type { Table } from './read-table.ts';
import type { Row } from './rows.ts';
import { Select } from './select.tsx';

export interface MatchColumnsProps extends Pick<ImportPageProps, 'wordsOf'> {
  readonly headingRef: HeadingRef;
  readonly table: Table;
  readonly columns: Columns;
  readonly rows: readonly Row[];
  readonly names: ReadonlyMap<string, ImportableKind>;
  readonly kinds: readonly ImportableKind[];
  readonly onField: (index: number, field: Field) => void;
  readonly onName: (name: string, kind: ImportableKind) => void;
}

const WORDS: Record<Exclude<Field, `option:${number}`>, () => string> = {
  question: m.import_field_question,
  kind: m.import_field_kind,
  options: m.import_field_options,
  correct: m.import_field_correct,
  seconds: m.import_field_seconds,
  explanation: m.import_field_explanation,
  notes: m.import_field_notes,
  section: m.import_field_section,
  skip: m.import_field_skip,
};

export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

function wordOf(field: Field): string {
  const index = /^option:(\d+)$/.exec(field)?.[1];
  if (index !== undefined) return m.import_field_option({ letter: letterOf(Number(index)) });
  return WORDS[field as Exclude<Field, `option:${number}`>]();
}

export function MatchColumns(props: MatchColumnsProps) {
  const { headingRef, table, columns, rows, names, kinds, wordsOf, onField, onName } = props;
  const used = columns.columns.flatMap(({ field }) => /^option:(\d+)$/.exec(field)?.[1] ?? []);
  const offered = Math.min(OPTION_COLUMNS_MAX, Math.max(4, ...used.map((index) => Number(index) + 2)));
  const fields: Field[] = [
    'question',
    'kind',
    ...Array.from({ length: offered }, (_, index): Field => `option:${index}`),
    'options',
    'correct',
    'seconds',
    'explanation',
    'notes',
    'section',
    'skip',
  ];
  const unknown = unknownNames(rows, names);
  const cell = 'lg:border-t lg:border-border lg:px-4 lg:py-2.5 max-lg:block max-lg:py-0.5';
  const head = 'px-4 pb-2.5 text-start text-label text-muted-foreground';
  return (
    <>
      <StepHeading headingRef={headingRef} title={m.import_match_title()} text={m.import_match_text()}>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground">
          <FileSpreadsheet aria-hidden="true" className="size-4.5" />
          <bdi>{table.name ?? m.import_pasted()}</bdi>
          {table.sheet !== null && ` · ${m.import_sheet({ sheet: table.sheet })}`} ·{' '}
          {m.import_rows(counted(rows.length))}
        </p>
      </StepHeading>
      {columns.isCut && <p className="mb-4 text-[0.9375rem] text-warning">{m.import_cut()}</p>}
      <table className="w-full max-lg:block lg:-mx-4 lg:w-[calc(100%+2rem)]">
        <thead className="max-lg:sr-only">
          <tr>
            <th className={head}>{m.import_head_column()}</th>
            <th className={head}>{m.import_head_rows()}</th>
            <th className={head}>{m.import_head_becomes()}</th>
            <th className={head}>
              <span className="sr-only">{m.import_head_recognised()}</span>
            </th>
          </tr>
        </thead>
        <tbody className="max-lg:grid max-lg:gap-3">
          {columns.columns.map((column, index) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              key={index}
              className="max-lg:block max-lg:rounded-2xl max-lg:border max-lg:border-border max-lg:bg-card max-lg:p-3.5"
            >
              <th scope="row" dir="auto" className={`${cell} max-w-52 text-start font-semibold wrap-words`}>
                {column.heading || m.import_column_number({ number: formatCount(index + 1) })}
              </th>
              <td dir="auto" className={`${cell} max-w-80 truncate text-muted-foreground`}>
                {column.samples.join(' · ')}
              </td>
              <td className={`${cell} lg:w-72`}>
                <span className="flex items-center gap-3">
                  <ArrowRight
                    aria-hidden="true"
                    className="size-4.5 shrink-0 text-muted-foreground max-lg:hidden rtl:-scale-x-100"
                  />
                  <Select
                    className="min-w-0 flex-1"
                    aria-label={m.import_becomes({
                      column: column.heading || m.import_column_number({ number: formatCount(index + 1) }),
                    })}
                    value={column.field}
                    onChange={(event) => onField(index, event.target.value as Field)}
                  >
                    {fields.map((field) => (
                      <option key={field} value={field}>
                        {wordOf(field)}
                      </option>
                    ))}
                  </Select>
                </span>
              </td>
              <td className={`${cell} lg:w-56`}>
                <Note column={column} unknown={column.field === 'kind' ? unknown.length : 0} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unknown.length > 0 && (
        <section className="mt-8 max-w-2xl">
          <h2 className="text-lg font-semibold">{m.import_names_title()}</h2>
          <p className="mt-0.5 mb-3 text-muted-foreground">{m.import_names_text()}</p>
          <ul className="grid gap-2.5">
            {unknown.map(({ name, written }) => (
              <li key={name} className="flex flex-wrap items-center gap-3">
                <b dir="auto" className="min-w-28 font-semibold wrap-words">
                  “{written}”
                </b>
                <ArrowRight aria-hidden="true" className="size-4.5 text-muted-foreground rtl:-scale-x-100" />
                <Select
                  className="w-60 max-w-full"
                  aria-label={m.import_name_means({ name: written })}
                  value={names.get(name) ?? ''}
                  onChange={(event) => onName(name, event.target.value as ImportableKind)}
                >
                  <option value="" disabled>
                    {m.import_name_choose()}
                  </option>
                  {kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {wordsOf(kind).long()}
                    </option>
                  ))}
                </Select>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Note({ column, unknown }: { column: Column; unknown: number }) {
  if (column.field === 'skip')
    return <span className="text-muted-foreground">{m.import_not_imported()}</span>;
  if (unknown > 0) {
    return (
      <span className="flex items-center gap-1.75 text-warning">
        <CircleHelp aria-hidden="true" className="size-4.5 shrink-0" />
        {m.import_names_open(counted(unknown))}
      </span>
    );
  }
  if (!column.isRecognised) return null;
  return (
    <span className="flex items-center gap-1.75 text-muted-foreground">
      <Check aria-hidden="true" className="size-4.5 shrink-0 text-success" />
      {m.import_recognised()}
    </span>
  );
}

/** Also those the host has said meanwhile: what was chosen can be changed. */
function unknownNames(
  rows: readonly Row[],
  names: ReadonlyMap<string, ImportableKind>,
): { name: string; written: string }[] {
  const found = new Map<string, string>();
  for (const { kindName } of rows) {
    const name = plainName(kindName);
    if (name !== '' && (kindOfName(kindName) === null || names.has(name))) found.set(name, kindName);
  }
  return [...found].map(([name, written]) => ({ name, written })).slice(0, 20);
}
