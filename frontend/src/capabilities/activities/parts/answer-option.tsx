/**
 * One answer as a button: arrow keys never vote by accident. Chosen: accent, and the key becomes a tick. A letter where
 * one is chosen and a tap saves, an empty box where several can be.
 */
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '#/lib/cn.ts';

export interface AnswerOptionProps {
  /** "A"; `null` = a box: one of several that can be chosen. */
  readonly optionKey: string | null;
  readonly label: string;
  readonly isChosen: boolean;
  /** Absent: it can no longer be chosen, and is no button. */
  readonly onChoose?: (() => void) | undefined;
  /** Behind the label: "Not counted". */
  readonly note?: ReactNode;
}

const shape =
  'flex w-full min-h-16 items-center gap-3 rounded-xl border-[1.5px] px-3.5 py-3 text-start text-opt short:min-h-14 short:py-2';

export function AnswerOption({ optionKey, label, isChosen, onChoose, note }: AnswerOptionProps) {
  const content = (
    <>
      <span
        aria-hidden="true"
        className={cn(
          'grid size-7.5 shrink-0 place-items-center rounded-[9px] text-sm font-[650]',
          isChosen
            ? 'bg-primary text-primary-foreground'
            : optionKey === null
              ? 'border-2 border-input'
              : 'bg-secondary text-muted-foreground',
        )}
      >
        {isChosen ? <Check className="size-4.5" strokeWidth={2.6} /> : optionKey}
      </span>
      {/* In large text the note goes below the label instead of squeezing it. */}
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1.5">
        <span
          dir="auto"
          className={cn('min-w-0 flex-1 basis-32 text-start wrap-words', isChosen && 'font-[580]')}
        >
          {label}
        </span>
        {note}
      </span>
    </>
  );
  if (onChoose === undefined) {
    return (
      <div
        data-slot="answer-option"
        className={cn(shape, isChosen ? 'border-primary bg-accent' : 'border-border')}
      >
        {content}
      </div>
    );
  }
  return (
    <button
      type="button"
      data-slot="answer-option"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={cn(
        shape,
        'shadow-xs transition-[background-color,border-color,transform] active:scale-[0.99] active:duration-[80ms]',
        // The second half pixel is a shadow: a thicker border would move the text.
        isChosen
          ? 'border-primary bg-accent ring-[0.5px] ring-primary'
          : 'border-border bg-card hover:border-input',
      )}
    >
      {content}
    </button>
  );
}
