/**
 * One answer as a button: arrow keys never vote by accident. Chosen: accent, and the key becomes a tick. A letter where
 * one is chosen and a tap saves, an empty box where several can be.
 */
import type { ImageRef } from '@plenum/protocol';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '#/lib/cn.ts';
import { Image } from './image-lazy.tsx';
import { haveImages, type Option } from './options.ts';

/** Around the answers: one under the other; with pictures side by side as far as words have room. */
export function answersLayout(options: readonly Pick<Option, 'image'>[]): string {
  if (!haveImages(options)) return 'flex flex-col gap-2.5';
  return cn(
    'grid grid-cols-[repeat(auto-fit,minmax(min(100%,9.5rem),1fr))] gap-2.5',
    // Two and two, not three and one.
    options.length === 4 && 'sm:grid-cols-2',
  );
}

export interface AnswerOptionProps {
  /** "A"; `null` = a box: one of several that can be chosen. */
  readonly optionKey: string | null;
  readonly label: string;
  /** Above the words. */
  readonly image?: ImageRef | undefined;
  readonly isChosen: boolean;
  /** Absent: it can no longer be chosen, and is no button. */
  readonly onChoose?: (() => void) | undefined;
  /** Behind the label: "Not counted". */
  readonly note?: ReactNode;
}

const shape = 'flex w-full min-h-16 rounded-xl border-[1.5px] text-start text-opt short:min-h-14';
/** In pixels: large text on a small phone needs the room for its words. */
const row = 'items-center gap-[12px] px-[14px] py-3 short:py-2';
/** From here on a label has the line for itself: the note stands below and, in large text on a small phone, the key above. */
const LONG_FROM = 60;
/** Words of one line and of three stand at the same height, below pictures of one size. */
const card = 'h-full flex-col gap-2.5 p-2';

export function AnswerOption({ optionKey, label, image, isChosen, onChoose, note }: AnswerOptionProps) {
  const isLong = image === undefined && label.length > LONG_FROM;
  const words = (
    <>
      <span
        aria-hidden="true"
        className={cn(
          'grid size-[min(1.875rem,40px)] shrink-0 place-items-center rounded-[9px] text-sm font-[650]',
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
      <span
        className={cn(
          'flex min-h-[min(1.875rem,40px)] min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1.5',
          isLong && 'basis-40',
        )}
      >
        <span
          dir="auto"
          className={cn(
            'min-w-0 flex-1 text-start wrap-words',
            image !== undefined ? 'basis-20 self-center' : isLong ? 'basis-56' : 'basis-32',
            isChosen && 'font-[580]',
          )}
        >
          {label}
        </span>
        {note}
      </span>
    </>
  );
  const content =
    image === undefined ? (
      words
    ) : (
      <>
        <Image
          image={image}
          isDecoration={image.alt === label}
          className="aspect-4/3 w-full rounded-[10px]"
        />
        <span className="flex items-start gap-2.5 px-1 pb-1">{words}</span>
      </>
    );
  const layout = cn(shape, image === undefined ? row : card, isLong && 'flex-wrap');
  if (onChoose === undefined) {
    return (
      <div
        data-slot="answer-option"
        className={cn(layout, isChosen ? 'border-primary bg-accent' : 'border-border')}
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
        layout,
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
