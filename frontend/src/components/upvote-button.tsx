/** Agreeing with one tap, and taking it back with another. Chosen: accent and a tick; the number is text. */
import { ArrowUp, Check } from 'lucide-react';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

export interface UpvoteButtonProps {
  readonly score: number;
  readonly isUpvoted: boolean;
  readonly onToggle: () => void;
}

export function UpvoteButton({ score, isUpvoted, onToggle }: UpvoteButtonProps) {
  const Icon = isUpvoted ? Check : ArrowUp;
  return (
    <button
      type="button"
      aria-pressed={isUpvoted}
      aria-label={m.upvote({ count: formatCount(score) })}
      onClick={onToggle}
      className={cn(
        'grid min-h-15 min-w-13 shrink-0 place-content-center place-items-center gap-0.5 rounded-lg border-[1.5px] px-1.5 py-1.5 text-[0.9375rem] leading-5 font-[620] tabular-nums transition-[background-color,border-color,transform] active:scale-[0.985] active:duration-[80ms]',
        isUpvoted
          ? 'border-primary bg-accent text-accent-foreground'
          : 'border-border bg-card hover:border-input',
      )}
    >
      <Icon aria-hidden="true" className="size-5" />
      {formatCount(score)}
    </button>
  );
}
