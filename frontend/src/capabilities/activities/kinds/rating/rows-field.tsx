/** Short texts one under the other: words of a scale, statements to rate. Enter adds, buttons move and remove. */
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { type KeyboardEvent, useId, useRef } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { Input } from '#/components/ui/input.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { type DraftOption, movedOption, optionId } from '../../parts/host-option-drafts.ts';
import type { Locked } from '../kind.ts';

export interface RowsFieldProps {
  readonly legend: string;
  readonly note?: string;
  readonly rows: readonly DraftOption[];
  onChange(rows: readonly DraftOption[]): void;
  readonly locked: Locked;
  /** "Statement 2" */
  rowLabel(inputs: { value: string }): string;
  readonly addLabel: string;
  readonly textMax: number;
  /** Fewer cannot be. */
  readonly least: number;
  readonly most: number;
}

export function RowsField(props: RowsFieldProps) {
  const { rows, onChange, locked, least, most } = props;
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const focus = (index: number) =>
    // After the new row is drawn.
    requestAnimationFrame(() => list.current?.querySelectorAll('input')[index]?.focus());
  const add = (at: number) => {
    if (rows.length >= most) return;
    onChange([...rows.slice(0, at), { id: optionId(), label: '' }, ...rows.slice(at)]);
    focus(at);
  };
  const remove = (index: number) => {
    onChange(rows.filter((_, other) => other !== index));
    focus(Math.max(0, index - 1));
  };
  const press = (event: KeyboardEvent, index: number) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (locked !== 'no' || rows[index + 1]?.label === '') focus(index + 1);
      else add(index + 1);
    } else if (
      event.key === 'Backspace' &&
      rows[index]?.label === '' &&
      rows.length > least &&
      locked === 'no'
    ) {
      event.preventDefault();
      remove(index);
    }
  };
  return (
    <fieldset aria-describedby={props.note === undefined ? undefined : `${id}-note`}>
      <legend className="mb-2 text-sm font-[560]">{props.legend}</legend>
      <ol ref={list} className="grid gap-2">
        {rows.map((row, index) => {
          const label = props.rowLabel({ value: formatCount(index + 1) });
          return (
            <li key={row.id} className="flex items-center gap-1 sm:gap-2">
              <span
                aria-hidden="true"
                className="grid size-7 shrink-0 place-items-center rounded-[9px] bg-secondary text-sm font-[650] text-muted-foreground"
              >
                {formatCount(index + 1)}
              </span>
              <Input
                dir="auto"
                aria-label={label}
                className="min-h-11"
                maxLength={props.textMax}
                readOnly={locked === 'closed'}
                value={row.label}
                onChange={(event) =>
                  onChange(
                    rows.map((other) =>
                      other.id === row.id ? { ...other, label: event.target.value } : other,
                    ),
                  )
                }
                onKeyDown={(event) => press(event, index)}
              />
              {locked === 'no' && (
                <span className="flex shrink-0">
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={m.host_rating_up({ label })}
                    disabled={index === 0}
                    onClick={() => onChange(movedOption(rows, index, -1))}
                  >
                    <ArrowUp aria-hidden="true" />
                  </Button>
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={m.host_rating_down({ label })}
                    disabled={index === rows.length - 1}
                    onClick={() => onChange(movedOption(rows, index, 1))}
                  >
                    <ArrowDown aria-hidden="true" />
                  </Button>
                  <Button
                    variant="quiet"
                    size="icon-sm"
                    aria-label={m.host_rating_remove({ label })}
                    disabled={rows.length <= least}
                    onClick={() => remove(index)}
                  >
                    <X aria-hidden="true" />
                  </Button>
                </span>
              )}
            </li>
          );
        })}
      </ol>
      {locked === 'no' && rows.length < most && (
        <Button variant="quiet" className="ms-5 mt-1.5 px-2.5" onClick={() => add(rows.length)}>
          <Plus aria-hidden="true" />
          {props.addLabel}
        </Button>
      )}
      {props.note !== undefined && (
        <p id={`${id}-note`} className="mt-1 text-label font-normal text-muted-foreground">
          {props.note}
        </p>
      )}
    </fieldset>
  );
}
