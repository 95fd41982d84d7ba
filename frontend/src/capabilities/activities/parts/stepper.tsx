/**
 * A whole number between less and more. The number is a real field: it can be typed; ↑ ↓ are one step, Page Up and Page
 * Down four, Home the least, End the most. Holding a button repeats. What it came to is said once, when it rests.
 */
import { Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { cn } from '#/lib/cn.ts';
import { typedWhole } from './stepper-digits.ts';

const HOLD_MS = 400;
const REPEAT_MS = 120;
const SAID_AFTER_MS = 500;
const PAGE_STEPS = 4;

export interface StepperProps {
  readonly value: number;
  readonly min: number;
  /** The buttons and keys stop here; a typed number may go over it, up to `typedMax`. */
  readonly max: number;
  readonly typedMax?: number;
  readonly step: number;
  /** Names the field. */
  readonly label: string;
  /** "Less for Night buses" */
  readonly lessLabel: string;
  readonly moreLabel: string;
  /** What is said half a second after the last change: "Night buses 30. 15 points left." */
  readonly said: string;
  onChange(value: number): void;
  readonly className?: string;
}

export function Stepper(props: StepperProps) {
  const { value, min, max, typedMax = max, step, label, onChange } = props;
  const id = useId();
  const touch = useSaidAtRest(props.said);
  const set = (next: number) => {
    if (next === value) return;
    touch();
    onChange(next);
  };
  const stepBy = (steps: number) => set(stepped(value, steps * step, min, max));

  const press = (event: KeyboardEvent) => {
    const next = keyed(event.key, value, props);
    if (next === null) return;
    event.preventDefault();
    set(next);
  };
  return (
    <div
      className={cn(
        // In large text on a small phone the buttons stay as wide as a finger, and leave room for the number.
        'grid max-w-full grid-cols-[minmax(44px,2.75rem)_minmax(2.25rem,1fr)_minmax(44px,2.75rem)] items-center gap-[8px]',
        props.className,
      )}
    >
      <StepButton label={props.lessLabel} isSpent={value <= min} onStep={() => stepBy(-1)}>
        <Minus aria-hidden="true" />
      </StepButton>
      <input
        id={id}
        type="text"
        inputMode={min < 0 ? 'text' : 'numeric'}
        role="spinbutton"
        aria-label={label}
        aria-valuemin={min}
        aria-valuemax={Math.max(value, max)}
        aria-valuenow={value}
        autoComplete="off"
        enterKeyHint="done"
        className="h-11 w-full min-w-0 rounded-[11px] border-[1.5px] border-input bg-card text-center text-lg font-[620] tabular-nums outline-none focus-visible:border-ring focus-visible:ring-3 focus-visible:ring-ring/25"
        value={String(value)}
        onFocus={(event) => event.target.select()}
        onChange={(event) => {
          const typed = typedWhole(event.target.value);
          if (typed !== null) set(Math.min(typedMax, Math.max(min, typed)));
        }}
        onKeyDown={press}
      />
      <StepButton label={props.moreLabel} isSpent={value >= max} onStep={() => stepBy(1)}>
        <Plus aria-hidden="true" />
      </StepButton>
    </div>
  );
}

/** What a key makes of the number; `null` for keys that mean nothing here. */
export function keyed(
  key: string,
  value: number,
  { min, max, step }: Pick<StepperProps, 'min' | 'max' | 'step'>,
): number | null {
  switch (key) {
    case 'ArrowUp':
      return stepped(value, step, min, max);
    case 'ArrowDown':
      return stepped(value, -step, min, max);
    case 'PageUp':
      return stepped(value, PAGE_STEPS * step, min, max);
    case 'PageDown':
      return stepped(value, -PAGE_STEPS * step, min, max);
    case 'Home':
      return min;
    case 'End':
      return Math.max(value, max);
    default:
      return null;
  }
}

/** One step on, and never past an end: the last one may be shorter. A number already past the end stays there. */
export function stepped(value: number, by: number, min: number, max: number): number {
  return by > 0 ? Math.max(value, Math.min(max, value + by)) : Math.max(min, value + by);
}

interface StepButtonProps {
  readonly label: string;
  /** Nothing is left on this side. It keeps the focus, so it is not disabled. */
  readonly isSpent: boolean;
  onStep(): void;
  readonly children: ReactNode;
}

function StepButton({ label, isSpent, onStep, children }: StepButtonProps) {
  const hold = useHold(onStep, isSpent);
  return (
    <button
      type="button"
      aria-label={label}
      aria-disabled={isSpent}
      className="grid h-11 touch-manipulation place-items-center rounded-[11px] bg-secondary text-secondary-foreground transition-transform select-none active:scale-[0.96] active:duration-[80ms] aria-disabled:bg-muted aria-disabled:text-muted-foreground/55 aria-disabled:active:scale-100 [&_svg]:size-4.75"
      {...hold}
    >
      {children}
    </button>
  );
}

/** A press is one step, a held one repeats. A finger that starts to scroll steps nothing. */
function useHold(onStep: () => void, isSpent: boolean) {
  const latest = useRef({ onStep, isSpent });
  useEffect(() => {
    latest.current = { onStep, isSpent };
  });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const hasRepeated = useRef(false);
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);

  const repeat = () => {
    if (latest.current.isSpent) return;
    hasRepeated.current = true;
    latest.current.onStep();
    timer.current = setTimeout(repeat, REPEAT_MS);
  };
  return {
    onPointerDown() {
      stop();
      hasRepeated.current = false;
      timer.current = setTimeout(repeat, HOLD_MS);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
    onClick() {
      if (!hasRepeated.current && !isSpent) onStep();
      hasRepeated.current = false;
    },
  };
}

/** @returns To be called with each change that this person made. */
function useSaidAtRest(said: string): () => void {
  const [changes, setChanges] = useState(0);
  const latest = useRef(said);
  useEffect(() => {
    latest.current = said;
  });
  useEffect(() => {
    if (changes === 0) return;
    const timer = setTimeout(() => announce(latest.current), SAID_AFTER_MS);
    return () => clearTimeout(timer);
  }, [changes]);
  return () => setChanges((count) => count + 1);
}
