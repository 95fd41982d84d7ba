/**
 * Columns side by side, each with its number above as text and its name below. A list for the ear. Sizes in em, so that
 * phone, desk and projector set them by their font size; heights fill what the caller gives.
 */
import { cn } from '#/lib/cn.ts';
import { formatCount, formatPercent } from '#/lib/format.ts';

export interface HistogramColumn {
  readonly key: string;
  /** As heard: "4", "1,000 to 2,000". */
  readonly said: string;
  readonly count: number;
  /** Whole. `null`: counts only. */
  readonly percent: number | null;
}

export interface HistogramProps {
  readonly columns: readonly HistogramColumn[];
  /** Names the list for the ear. */
  readonly label: string;
  /** The count that fills the height: where several drawings are compared. The largest unless told. */
  readonly full?: number | undefined;
  /** Counts stand below percentages. Without room for both: percentages only. */
  readonly hasCounts?: boolean;
  /** With the height of the drawing. */
  readonly className?: string;
}

export function Histogram({ columns, label, full, hasCounts = true, className }: HistogramProps) {
  const most = full ?? Math.max(1, ...columns.map(({ count }) => count));
  const numbersEm = hasCounts && columns.some(({ percent }) => percent !== null) ? 2.7 : 1.5;
  return (
    <ul aria-label={label} className={cn('flex items-stretch gap-[0.24em]', className)}>
      {columns.map(({ key, said, count, percent }) => (
        <li key={key} className="flex min-w-0 flex-1 flex-col items-center justify-end leading-[1.2]">
          <span className="sr-only">{said}: </span>
          {percent !== null && (
            <span
              className={cn('relative z-2 font-[680] whitespace-nowrap', !hasCounts && 'tracking-[-0.04em]')}
            >
              {hasCounts ? formatPercent(percent, count) : narrow(formatPercent(percent, count))}
            </span>
          )}
          <span
            className={cn(
              'relative z-2 mb-[0.2em] rounded-[4px] bg-(--ground,var(--background)) px-[0.15em] font-medium whitespace-nowrap',
              percent !== null && 'text-muted-foreground',
              percent !== null && !hasCounts && 'sr-only',
            )}
          >
            {formatCount(count)}
          </span>
          <span
            aria-hidden="true"
            className="block w-full rounded-t-[0.3em] bg-primary transition-[height] duration-300"
            // The tallest leaves room for the numbers above it.
            style={{ height: `calc((100% - ${numbersEm}em) * ${count / most})` }}
          />
        </li>
      ))}
    </ul>
  );
}

/** "16 %" with the thinnest space there is. */
function narrow(text: string): string {
  return text.replace(/\s/g, '\u200a');
}
