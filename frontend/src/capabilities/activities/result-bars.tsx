/**
 * A result as a list of bars: label, percentage and count are text, the bar is the illustration. One question, one colour.
 * Under five answers there are counts only: percentages of three people say nothing.
 */
import type { ResultEntity } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount, formatPercent } from '#/lib/format.ts';
import { percentages } from '#/lib/percent.ts';
import * as m from '#/paraglide/messages.js';
import type { Option } from './options.ts';

export const PERCENT_FROM_RESPONSES = 5;

export interface ResultBar {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly count: number;
  /** Whole; all of a result add to 100. `null` under five answers. */
  readonly percent: number | null;
  /** 0 … 1 of the bar's length. */
  readonly share: number;
}

/**
 * The bars of a choice, in the options' order; with `isSorted`, most answers first (once, at close).
 * `percent` is the share of all answers.
 */
export function resultBars(options: readonly Option[], result: ResultEntity, isSorted: boolean): ResultBar[] {
  const counts = options.map(({ id }) => result.counts[id] ?? 0);
  const percents = percentages(counts);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const bars = options.map((option, index) => {
    const count = counts[index] as number;
    return {
      ...option,
      count,
      percent: total >= PERCENT_FROM_RESPONSES ? (percents[index] as number) : null,
      share: total === 0 ? 0 : count / total,
    };
  });
  return isSorted ? bars.sort((one, two) => two.count - one.count) : bars;
}

/** "40%" or, under five answers, the count. */
export function barValue({ percent, count }: ResultBar): string {
  return percent === null ? formatCount(count) : formatPercent(percent, count);
}

export interface ResultBarsProps {
  readonly bars: readonly ResultBar[];
  /** The own answer's option. */
  readonly mineId?: string | null;
  /** Once revealed. */
  readonly rightId?: string | null;
  readonly className?: string;
}

export function ResultBars({ bars, mineId = null, rightId = null, className }: ResultBarsProps) {
  return (
    <ul className={cn('flex flex-col gap-6', className)}>
      {bars.map((bar) => (
        <li key={bar.id}>
          <div className="mb-2 flex items-start gap-2.5">
            <div className="min-w-0 flex-1 text-base leading-[1.3125rem] font-medium">
              <span dir="auto" className="wrap-words">
                {bar.label}
              </span>
              {(bar.id === mineId || bar.id === rightId) && (
                <span className="mt-1.25 flex flex-wrap gap-1.5">
                  {bar.id === mineId && (
                    <Badge variant="live">
                      <Check aria-hidden="true" strokeWidth={3} />
                      {m.your_answer()}
                    </Badge>
                  )}
                  {bar.id === rightId && (
                    <Badge variant="success">
                      <Check aria-hidden="true" strokeWidth={3} />
                      {m.right_answer()}
                    </Badge>
                  )}
                </span>
              )}
            </div>
            <div className="text-end text-opt leading-[1.3125rem] font-[650] whitespace-nowrap">
              {barValue(bar)}
              {bar.percent !== null && (
                <span className="ms-2 text-sm font-normal text-muted-foreground">
                  {formatCount(bar.count)}
                </span>
              )}
            </div>
          </div>
          <div
            aria-hidden="true"
            className={cn(
              'h-3.5 overflow-hidden rounded-[5px] bg-track',
              bar.id === rightId && 'outline-2 outline-offset-2 outline-success',
            )}
          >
            <div
              className="h-full rounded-[5px] bg-primary transition-[width] duration-300"
              style={{ width: `${bar.share * 100}%` }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
