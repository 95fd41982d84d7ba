/** A short number with its unit in one frame: typed, or stepped with ↑ ↓ and Page Up, Page Down. Empty until there is one. */
import { type KeyboardEvent, useId } from 'react';
import { cn } from '#/lib/cn.ts';
import { typedWhole } from './stepper-digits.ts';

export interface FieldNumberProps {
  readonly label: string;
  /** `null`: none yet. */
  readonly value: number | null;
  readonly min?: number;
  readonly max: number;
  /** Behind it, inside the frame: "%". */
  readonly unit: string;
  readonly isReadOnly?: boolean;
  onChange(value: number): void;
  readonly className?: string;
}

const PAGE_STEPS = 5;

export function FieldNumber({
  label,
  value,
  min = 0,
  max,
  unit,
  isReadOnly = false,
  onChange,
  className,
}: FieldNumberProps) {
  const id = useId();
  const set = (next: number) => onChange(Math.min(max, Math.max(min, next)));
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1, PageUp: PAGE_STEPS, PageDown: -PAGE_STEPS }[event.key];
    if (by === undefined || isReadOnly) return;
    event.preventDefault();
    set((value ?? Math.round((min + max) / 2)) + by);
  };
  return (
    <span className={cn('flex flex-wrap items-center gap-x-3 gap-y-1', className)}>
      <label htmlFor={id} className="min-w-0 flex-1 basis-16 text-label text-muted-foreground">
        {label}
      </label>
      <span className="flex h-11 w-18 shrink-0 items-center rounded-[11px] border-[1.5px] border-input bg-card pe-2.5 text-lg font-[620] tabular-nums focus-within:border-ring focus-within:ring-3 focus-within:ring-ring/25">
        <input
          id={id}
          type="text"
          inputMode="numeric"
          role="spinbutton"
          aria-valuemin={min}
          aria-valuemax={max}
          aria-valuenow={value ?? undefined}
          autoComplete="off"
          enterKeyHint="done"
          readOnly={isReadOnly}
          className="h-full w-full min-w-0 bg-transparent text-end outline-none"
          value={value === null ? '' : String(value)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => {
            const typed = typedWhole(event.target.value);
            if (typed !== null) set(typed);
          }}
          onKeyDown={press}
        />
        <span aria-hidden="true" className="ps-0.5">
          {unit}
        </span>
      </span>
    </span>
  );
}
