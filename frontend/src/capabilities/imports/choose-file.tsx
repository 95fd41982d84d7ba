/** A file, dropped or chosen, or a list pasted as it is. */
import { FileSpreadsheet } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Label } from '#/components/ui/label.tsx';
import { Textarea } from '#/components/ui/textarea.tsx';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import { type HeadingRef, StepHeading } from './heading.tsx';
import { readFile, readText, type Table } from './read-table.ts';

export function ChooseFile({
  headingRef,
  onChosen,
}: {
  headingRef: HeadingRef;
  onChosen: (table: Table) => void;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [isOver, setIsOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const read = async (reading: Promise<Table>) => {
    try {
      const table = await reading;
      setProblem(null);
      onChosen(table);
    } catch {
      setProblem(m.import_unreadable());
      announce(m.import_unreadable(), 'assertive');
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) void read(readFile(file));
  };
  return (
    <>
      <StepHeading headingRef={headingRef} title={m.import_file_title()} text={m.import_file_text()} />
      {problem !== null && <p className="mb-4 text-[0.9375rem] font-[520] text-destructive">{problem}</p>}
      <div className="grid gap-5 lg:grid-cols-2">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button inside does the same */}
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setIsOver(true);
          }}
          onDragLeave={() => setIsOver(false)}
          onDrop={drop}
          className={cn(
            'grid min-h-64 place-content-center justify-items-center gap-3 rounded-2xl border border-dashed border-input px-6 py-8 text-center',
            isOver && 'border-primary bg-accent',
          )}
        >
          <FileSpreadsheet aria-hidden="true" className="size-8 text-muted-foreground" />
          <p className="text-base font-[560]">{m.import_drop()}</p>
          <label
            htmlFor={`${id}-file`}
            className="inline-flex min-h-11 cursor-pointer items-center rounded-md border border-border bg-card px-4 text-[0.9375rem] font-[560] shadow-xs focus-within:outline-2 focus-within:outline-ring hover:bg-secondary"
          >
            {m.import_choose()}
            <input
              id={`${id}-file`}
              type="file"
              accept=".xlsx,.csv,.tsv,.txt,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              className="sr-only"
              onChange={({ target }) => {
                const file = target.files?.[0];
                // The same file may be chosen again once it is put right.
                target.value = '';
                if (file !== undefined) void read(readFile(file));
              }}
            />
          </label>
          <p className="max-w-sm text-muted-foreground">{m.import_formats()}</p>
        </div>
        <div className="flex flex-col">
          <Label htmlFor={`${id}-text`} className="mb-1.5">
            {m.import_paste()}
          </Label>
          <Textarea
            id={`${id}-text`}
            dir="auto"
            aria-describedby={`${id}-note`}
            className="min-h-44 flex-1"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
            {m.import_paste_text()}
          </p>
          <Button
            className="mt-3 self-start"
            disabled={text.trim() === ''}
            onClick={() => void read(readText(text))}
          >
            {m.import_paste_use()}
          </Button>
        </div>
      </div>
      <p className="mt-6 max-w-prose text-muted-foreground">{m.import_columns_hint()}</p>
    </>
  );
}
