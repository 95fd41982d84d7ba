/** Every row with what was found in it: what is wrong is put right here, or stays in the file. */
import { Check, CircleAlert, CircleQuestionMark, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { codeOf, sentenceOf } from '#/api/errors.ts';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { FixRow } from './fix-row.tsx';
import { type HeadingRef, StepHeading } from './heading.tsx';
import type { ImportPageProps } from './import-page.tsx';
import type { ImportableKind } from './kind-names.ts';
import { OPTIONS_MAX } from './row-settings.ts';
import { type Judged, QUESTION_MAX, type Row, type RowError, type RowWarning } from './rows.ts';

export interface CheckRowsProps extends Pick<ImportPageProps, 'wordsOf'> {
  readonly headingRef: HeadingRef;
  readonly judged: readonly Judged[];
  readonly kinds: readonly ImportableKind[];
  readonly onFix: (number: number, change: Partial<Row>) => void;
  /** What the server said to all of them. */
  readonly refused: Error | null;
}

type Shown = 'all' | 'fix' | 'look';

export function CheckRows({ headingRef, judged, kinds, wordsOf, onFix, refused }: CheckRowsProps) {
  const [shown, setShown] = useState<Shown>('all');
  // What was wrong once stays where it is while it is put right: a row must not jump away under the hands.
  const [wasWrong] = useState(
    () => new Set(judged.filter(({ error }) => error).map(({ row }) => row.number)),
  );
  const toFix = judged.filter(({ error }) => error !== null).length;
  const fix = judged.filter(({ row, error }) => error !== null || wasWrong.has(row.number));
  const look = judged.filter((one) => one.warning !== null && !fix.includes(one));
  const ready = judged.filter((one) => !fix.includes(one) && !look.includes(one));
  const groups: readonly [Shown, string | null, readonly Judged[]][] = [
    ['fix', null, fix],
    ['look', m.import_group_look(), look],
    ['all', m.import_group_ready(), ready],
  ];
  const drawn = groups.filter(([group, , rows]) => rows.length > 0 && (shown === 'all' || shown === group));
  const filter = (value: Shown) => ({ isOn: shown === value, onClick: () => setShown(value) });
  const head = 'px-4 pb-2.5 text-start text-label text-muted-foreground';
  return (
    <>
      <StepHeading
        headingRef={headingRef}
        title={m.import_ready_title({
          ready: formatCount(judged.length - toFix),
          ...counted(judged.length),
        })}
        text={toFix === 0 ? m.import_ready_all() : m.import_ready_text(counted(toFix))}
      >
        <fieldset className="flex flex-wrap gap-0.5 rounded-[11px] bg-secondary p-0.75 dark:bg-background">
          <legend className="sr-only">{m.import_show()}</legend>
          <Filter word={m.import_tab_all()} count={judged.length} {...filter('all')} />
          <Filter word={m.import_tab_fix()} count={toFix} {...filter('fix')} />
          <Filter word={m.import_tab_look()} count={look.length} {...filter('look')} />
        </fieldset>
      </StepHeading>
      {refused !== null && (
        <p role="alert" className="mb-4 text-[0.9375rem] font-[520] text-destructive">
          {codeOf(refused) === 'activities_full' ? m.import_full() : sentenceOf(refused)}{' '}
          {m.import_nothing_added()}
        </p>
      )}
      <table className="w-full max-lg:block lg:-mx-4 lg:w-[calc(100%+2rem)]">
        <thead className="max-lg:sr-only">
          <tr>
            <th className={head}>{m.import_head_row()}</th>
            <th className={head}>{m.import_field_kind()}</th>
            <th className={head}>{m.import_field_question()}</th>
            <th className={head}>{m.import_head_found()}</th>
          </tr>
        </thead>
        {drawn.map(([group, title, rows]) => (
          <tbody key={group} className="max-lg:mb-6 max-lg:grid max-lg:gap-3">
            {title !== null && (
              <tr className="max-lg:block">
                <th
                  scope="rowgroup"
                  colSpan={4}
                  className="px-4 pt-6 pb-2.5 text-start text-label text-muted-foreground max-lg:block max-lg:px-0"
                >
                  {title}
                </th>
              </tr>
            )}
            {rows.map((one) => (
              <CheckedRow key={one.row.number} {...{ one, kinds, wordsOf, onFix }} />
            ))}
          </tbody>
        ))}
      </table>
    </>
  );
}

function Filter({
  word,
  count,
  isOn,
  onClick,
}: {
  word: string;
  count: number;
  isOn: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className="inline-flex min-h-8.5 items-center gap-1.75 rounded-sm border border-transparent px-3.25 text-sm font-[540] text-muted-foreground aria-pressed:border-border aria-pressed:bg-card aria-pressed:text-foreground aria-pressed:shadow-xs pointer-coarse:min-h-11 dark:aria-pressed:bg-secondary"
    >
      {word} <span className="tabular-nums">{formatCount(count)}</span>
    </button>
  );
}

function CheckedRow({
  one: { row, error, warning },
  kinds,
  wordsOf,
  onFix,
}: { one: Judged } & Pick<CheckRowsProps, 'kinds' | 'wordsOf' | 'onFix'>) {
  const cell = 'align-top lg:border-t lg:border-border lg:px-4 lg:py-3 max-lg:block max-lg:py-0.5';
  const { icon: Icon } = row.kind === null ? { icon: CircleQuestionMark } : wordsOf(row.kind);
  return (
    <tr
      className={cn(
        'max-lg:block max-lg:rounded-2xl max-lg:border max-lg:border-border max-lg:bg-card max-lg:p-3.5',
        error !== null && 'bg-destructive-soft max-lg:bg-destructive-soft',
      )}
    >
      <td className={`${cell} text-muted-foreground tabular-nums lg:w-14`}>
        <span className="lg:hidden">{m.import_head_row()} </span>
        {formatCount(row.number)}
      </td>
      <td className={`${cell} lg:w-44`}>
        <span className="flex items-center gap-2.25">
          <Icon aria-hidden="true" className="size-4.5 shrink-0 text-muted-foreground" />
          {row.kind === null ? `“${row.kindName}”` : wordsOf(row.kind).long()}
        </span>
      </td>
      <td className={cell}>
        <b dir="auto" className="font-[560] wrap-words">
          {row.question || m.import_no_question()}
        </b>
        <p dir="auto" className="text-[0.84375rem] text-muted-foreground wrap-words">
          {detail(row)}
        </p>
      </td>
      <td className={`${cell} lg:w-[22rem]`}>
        {error !== null ? (
          <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
            <span className="flex min-w-0 flex-1 basis-40 items-start gap-2 text-destructive">
              <CircleAlert aria-hidden="true" className="mt-px size-4.5 shrink-0" />
              {errorSentence(error)}
            </span>
            <FixRow {...{ row, error, kinds, wordsOf }} onFix={(change) => onFix(row.number, change)} />
          </div>
        ) : warning !== null ? (
          <span className="flex items-start gap-2 text-warning">
            <TriangleAlert aria-hidden="true" className="mt-px size-4.5 shrink-0" />
            {warningSentence(warning)}
          </span>
        ) : (
          <span className="flex items-center gap-1.75 text-muted-foreground">
            <Check aria-hidden="true" className="size-4.5 shrink-0 text-success" />
            {m.import_group_ready()}
          </span>
        )}
      </td>
    </tr>
  );
}

function detail({ kind, question, options, correct }: Row): string {
  const filled = options.filter((option) => option !== '');
  const [only] = filled;
  const hasOptions = (kind === null || OPTIONS_MAX[kind] !== undefined) && filled.length > 0;
  return [
    question.length > QUESTION_MAX && m.import_detail_length({ count: formatCount(question.length) }),
    hasOptions &&
      (filled.length === 1
        ? m.import_detail_one({ option: only ?? '' })
        : m.import_detail_options(counted(filled.length))),
    correct !== '' && m.import_detail_right({ text: correct }),
  ]
    .filter((part) => part !== false)
    .join(', ');
}

function errorSentence(error: RowError): string {
  switch (error.is) {
    case 'question':
      return m.import_error_question();
    case 'kind':
      return m.import_error_kind();
    case 'options':
      return m.import_error_options();
    case 'correct':
      return m.import_error_correct({ text: error.text });
  }
}

function warningSentence(warning: RowWarning): string {
  switch (warning.is) {
    case 'question-cut':
      return m.import_warning_question({ count: formatCount(QUESTION_MAX), word: warning.after });
    case 'cut':
      return m.import_warning_cut();
    case 'too-many':
      return m.import_warning_many();
    case 'no-right':
      return m.import_warning_right();
    case 'seconds':
      return m.import_warning_seconds({ seconds: formatCount(warning.seconds) });
  }
}
