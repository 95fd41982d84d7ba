/**
 * Activities from a spreadsheet, a CSV file or a pasted list: choose it, say what is in which column, put right what is
 * wrong, add the rest. Nothing is added before the last step, and then all of it or nothing.
 */
import type { ActivityKind, CreateActivity } from '@plenum/protocol';
import { uuidv7 } from '@plenum/protocol/client';
import { useMutation } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight, Check, type LucideIcon, X } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { importActivities } from '#/api/activities.ts';
import { sentenceOf } from '#/api/errors.ts';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { CheckRows } from './check-rows.tsx';
import { ChooseFile } from './choose-file.tsx';
import { type Columns, type Field, guessColumns } from './columns.ts';
import { IMPORTABLE, type ImportableKind } from './kind-names.ts';
import { MatchColumns } from './match-columns.tsx';
import type { Table } from './read-table.ts';
import { type Judged, judge, type Row, rowsOf } from './rows.ts';

export interface ImportPageProps {
  readonly eventId: string;
  readonly eventTitle: string;
  /** What a host can add at all; the page offers those of them that a row can say. */
  readonly kinds: readonly ActivityKind[];
  readonly wordsOf: (kind: string) => KindNames;
  readonly onAdded: (added: { readonly ids: readonly string[] }) => void;
  readonly onClose: () => void;
}

export interface KindNames {
  readonly icon: LucideIcon;
  long(): string;
}

const STEPS = [m.import_step_file, m.import_step_columns, m.import_step_check, m.import_step_done];

export function ImportActivities({ eventId, eventTitle, kinds, wordsOf, onAdded, onClose }: ImportPageProps) {
  const [step, setStep] = useState<0 | 1 | 2>(0);
  const [table, setTable] = useState<Table | null>(null);
  const [columns, setColumns] = useState<Columns | null>(null);
  const [names, setNames] = useState<ReadonlyMap<string, ImportableKind>>(new Map());
  const [fixes, setFixes] = useState<ReadonlyMap<number, Partial<Row>>>(new Map());
  const importable = IMPORTABLE.filter((kind) => kinds.includes(kind));

  const rows = useMemo(
    () => (table && columns ? rowsOf(table, columns.columns, columns.firstRow, names) : []),
    [table, columns, names],
  );
  const judged = useMemo(() => rows.map((row) => judge({ ...row, ...fixes.get(row.number) })), [rows, fixes]);
  const ready = judged.filter(({ activity }) => activity !== null);
  const [idOf] = useState(stableIds);
  const add = useMutation({
    networkMode: 'always',
    async mutationFn(rows: readonly Judged[]) {
      const all = rows.flatMap(({ row, activity }) =>
        activity === null ? [] : { id: idOf(row.number, activity), ...activity },
      );
      await importActivities(eventId, all);
      return all.map(({ id }) => id);
    },
    onSuccess: (ids) => onAdded({ ids }),
    onError: (error) => announce(sentenceOf(error), 'assertive'),
  });

  const heading = useRef<HTMLHeadingElement>(null);
  const shownStep = useRef(step);
  useEffect(() => {
    if (shownStep.current !== step) heading.current?.focus();
    shownStep.current = step;
  }, [step]);

  const chosen = (next: Table) => {
    setTable(next);
    setColumns(guessColumns(next));
    setFixes(new Map());
    setStep(1);
  };
  const setField = (index: number, field: Field) =>
    setColumns(
      (current) =>
        current && {
          ...current,
          // One column for each: the other one is left out.
          columns: current.columns.map((column, at) =>
            at === index
              ? { ...column, field }
              : column.field === field
                ? { ...column, field: 'skip' }
                : column,
          ),
        },
    );
  const fix = (number: number, change: Partial<Row>) =>
    setFixes((current) => new Map(current).set(number, { ...current.get(number), ...change }));
  const hasQuestion = columns?.columns.some(({ field }) => field === 'question') ?? false;
  const isAdding = add.isPending || add.isSuccess;

  return (
    <div className="flex h-dvh min-h-0 flex-col overflow-hidden text-sm">
      <header className="flex min-h-15 items-center gap-3.5 border-b border-border bg-card px-3 py-1.5 sm:px-5">
        <Button variant="ghost" size="icon-tap" aria-label={m.action_close()} onClick={onClose}>
          <X aria-hidden="true" />
        </Button>
        <p className="shrink-0 text-[0.9375rem] font-[620]">{m.import_title()}</p>
        <p dir="auto" className="min-w-0 truncate text-muted-foreground">
          {eventTitle}
        </p>
      </header>
      <main className="min-h-0 flex-1 overflow-y-auto px-5 py-6 sm:px-8 sm:py-8">
        <div className="mx-auto max-w-[1180px]">
          <Steps current={step} />
          {step === 0 && <ChooseFile headingRef={heading} onChosen={chosen} />}
          {step === 1 && table !== null && columns !== null && (
            <MatchColumns
              {...{ table, columns, rows, names, wordsOf }}
              headingRef={heading}
              kinds={importable}
              onField={setField}
              onName={(name, kind) => setNames(new Map(names).set(name, kind))}
            />
          )}
          {step === 2 && (
            <CheckRows
              {...{ judged, wordsOf }}
              headingRef={heading}
              kinds={importable}
              onFix={fix}
              refused={add.error}
            />
          )}
        </div>
      </main>
      {step > 0 && (
        <Footer onBack={() => setStep(step === 2 ? 1 : 0)}>
          {step === 1 ? (
            <Button
              variant="primary"
              size="tap"
              disabled={!hasQuestion || rows.length === 0}
              onClick={() => setStep(2)}
            >
              <ArrowRight aria-hidden="true" className="rtl:-scale-x-100" />
              {m.import_check_rows(counted(rows.length))}
            </Button>
          ) : (
            <>
              {judged.length > ready.length && (
                <span className="text-[0.90625rem] text-muted-foreground max-sm:hidden">
                  {m.import_stay(counted(judged.length - ready.length))}
                </span>
              )}
              <Button
                variant="primary"
                size="tap"
                disabled={ready.length === 0}
                aria-disabled={isAdding || undefined}
                onClick={() => isAdding || add.mutate(ready)}
              >
                {m.import_do(counted(ready.length))}
              </Button>
            </>
          )}
        </Footer>
      )}
    </div>
  );
}

function Footer({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  return (
    <footer className="border-t border-border bg-card px-5 py-3.5 sm:px-8">
      <div className="mx-auto flex max-w-[1180px] items-center justify-between gap-4">
        <Button size="tap" onClick={onBack}>
          <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
          {m.import_back()}
        </Button>
        <span className="flex items-center gap-4">{children}</span>
      </div>
    </footer>
  );
}

function Steps({ current }: { current: number }) {
  return (
    <ol className="flex max-w-[560px] gap-1.5">
      {STEPS.map((word, index) => (
        <li
          key={word()}
          aria-current={index === current ? 'step' : undefined}
          className={cn(
            'flex min-w-0 flex-1 items-center gap-1.5 border-t-3 border-track pt-2.25 text-label font-[540] text-muted-foreground',
            index < current && 'border-[color-mix(in_oklab,var(--primary)_45%,var(--card))]',
            index === current && 'border-primary font-[620] text-foreground',
          )}
        >
          {index < current && <Check aria-hidden="true" className="size-3.75 shrink-0" />}
          <span className={cn('truncate', index !== current && 'max-sm:sr-only')}>{word()}</span>
        </li>
      ))}
    </ol>
  );
}

/** One id for all tries with the same row: an answer that got lost must not add everything a second time. */
function stableIds(): (row: number, activity: CreateActivity) => string {
  const ids = new Map<string, string>();
  return (row, activity) => {
    // Read anew, from other columns or another file, it is another activity.
    const key = `${row} ${JSON.stringify(activity)}`;
    const id = ids.get(key) ?? uuidv7();
    ids.set(key, id);
    return id;
  };
}
