/** The one control that puts a row right. */
import { type FormEvent, useId, useState } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import * as m from '#/paraglide/messages.js';
import type { ImportPageProps } from './import-page.tsx';
import type { ImportableKind } from './kind-names.ts';
import { letterOf } from './match-columns.tsx';
import { QUESTION_MAX, type Row, type RowError } from './rows.ts';
import { Select } from './select.tsx';

export interface FixRowProps extends Pick<ImportPageProps, 'wordsOf'> {
  readonly row: Row;
  readonly error: RowError;
  readonly kinds: readonly ImportableKind[];
  readonly onFix: (change: Partial<Row>) => void;
}

export function FixRow({ row, error, kinds, wordsOf, onFix }: FixRowProps) {
  switch (error.is) {
    case 'question':
      return (
        <TypeIn
          label={m.import_fix_question()}
          max={QUESTION_MAX}
          onText={(question) => onFix({ question })}
        />
      );
    case 'options':
      return (
        <TypeIn
          label={m.import_fix_option()}
          max={140}
          onText={(option) => onFix({ options: [...row.options, option] })}
        />
      );
    case 'kind':
      return (
        <Select
          className="w-36"
          aria-label={m.import_name_means({ name: row.kindName })}
          value=""
          onChange={(event) => onFix({ kind: event.target.value as ImportableKind })}
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
      );
    case 'correct':
      return <FixCorrect row={row} onFix={onFix} />;
  }
}

function FixCorrect({ row, onFix }: Pick<FixRowProps, 'row' | 'onFix'>) {
  if (row.kind === 'estimate') {
    return (
      <Button size="sm" onClick={() => onFix({ correct: '' })}>
        {m.import_fix_none()}
      </Button>
    );
  }
  const choices =
    row.kind === 'true-false'
      ? [
          { value: 'true', word: m.import_fix_true() },
          { value: 'false', word: m.import_fix_false() },
        ]
      : row.options.flatMap((option, index) =>
          option === '' ? [] : [{ value: `${index + 1}`, word: `${letterOf(index)}  ${option}` }],
        );
  return (
    <Select
      className="w-36"
      aria-label={m.import_fix_correct({ question: row.question })}
      value="?"
      onChange={(event) => onFix({ correct: event.target.value })}
    >
      <option value="?" disabled>
        {m.import_name_choose()}
      </option>
      {choices.map(({ value, word }) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
      <option value="">{m.import_fix_none()}</option>
    </Select>
  );
}

/** A button first, so that a long list stays a list. */
function TypeIn({ label, max, onText }: { label: string; max: number; onText: (text: string) => void }) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  if (!isOpen) {
    return (
      <Button size="sm" onClick={() => setIsOpen(true)}>
        {label}
      </Button>
    );
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = `${new FormData(event.currentTarget).get('text')}`.trim();
    if (text !== '') onText(text);
  };
  return (
    <form onSubmit={submit} className="flex w-full gap-2">
      <Input
        id={id}
        name="text"
        dir="auto"
        autoFocus
        required
        maxLength={max}
        aria-label={label}
        className="flex-1"
      />
      <Button type="submit">{m.import_fix_use()}</Button>
    </form>
  );
}
