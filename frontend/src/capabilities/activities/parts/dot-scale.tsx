/**
 * Where an average lies: a line with a mark per value and one dot. The illustration only: the number stands beside it as
 * text. Everything is in em, so that phone, desk and projector set its size by their font size (the dot is 1.1 em).
 */
import { cn } from '#/lib/cn.ts';

export interface DotScaleProps {
  /** `null`: no dot, for too few answers. */
  readonly value: number | null;
  readonly min: number;
  readonly max: number;
  /** Marks stand under the middles of columns as wide as each other, instead of at the ends. */
  readonly isUnderColumns?: boolean;
  readonly className?: string;
}

export function DotScale({ value, min, max, isUnderColumns = false, className }: DotScaleProps) {
  const marks = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const inset = isUnderColumns ? `${50 / marks.length}%` : undefined;
  return (
    <div
      aria-hidden="true"
      className={cn('relative h-[1.3em] text-sm', className)}
      style={{ marginInline: inset }}
    >
      <div className="absolute inset-x-0 top-1/2 h-[0.16em] -translate-y-1/2 bg-border" />
      {marks.map((mark) => (
        <div
          key={mark}
          className="absolute top-1/2 -ms-[0.06em] h-[0.8em] w-[0.12em] -translate-y-1/2 rounded-full bg-input"
          style={{ insetInlineStart: placeOf(mark, min, max) }}
        />
      ))}
      {value !== null && (
        <div
          data-slot="dot"
          className="absolute top-1/2 -ms-[0.55em] size-[1.1em] -translate-y-1/2 rounded-full bg-primary outline-[0.12em] outline-background transition-[inset-inline-start] duration-300"
          style={{ insetInlineStart: placeOf(value, min, max) }}
        />
      )}
    </div>
  );
}

/** From the start side, as CSS takes it: "75%". A value outside stands at the edge. */
export function placeOf(value: number, min: number, max: number): string {
  if (max <= min) return '50%';
  return `${Math.min(100, Math.max(0, (100 * (value - min)) / (max - min)))}%`;
}
