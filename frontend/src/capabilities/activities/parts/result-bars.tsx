/**
 * A result as a list of bars: label, percentage and count are text, the bar is the illustration. One question, one colour.
 * Under five answers there are counts only: percentages of three people say nothing.
 */
import type { ImageRef, ResultEntity } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount, formatPercent } from '#/lib/format.ts';
import { percentages } from '#/lib/percent.ts';
import * as m from '#/paraglide/messages.js';
import { Image } from './image-lazy.tsx';
import type { Option } from './options.ts';

export const PERCENT_FROM_RESPONSES = 5;

export interface ResultBar {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  readonly image?: ImageRef;
  readonly count: number;
  /** Whole. `null` under five answers. */
  readonly percent: number | null;
  /** 0 … 1 of the bar's length. */
  readonly share: number;
}

export interface BarOptions {
  /** Most answers first: once, at close. Else in the options' order. */
  readonly isSorted: boolean;
  /** A person may have chosen several: percentages are of people, and may add to more than 100. */
  readonly isOfPeople?: boolean;
}

/** The bars of a choice. `percent` is the share of all answers, by largest remainder, so that they add to 100. */
export function resultBars(
  options: readonly Option[],
  result: ResultEntity,
  { isSorted, isOfPeople = false }: BarOptions,
): ResultBar[] {
  const counts = options.map(({ id }) => result.counts[id] ?? 0);
  const total = isOfPeople ? result.responses : counts.reduce((sum, count) => sum + count, 0);
  const percents = isOfPeople
    ? counts.map((count) => Math.round((100 * count) / Math.max(1, total)))
    : percentages(counts);
  const bars = options.map((option, index) => {
    const count = counts[index] as number;
    return {
      ...option,
      count,
      percent: total >= PERCENT_FROM_RESPONSES ? (percents[index] as number) : null,
      share: total === 0 ? 0 : Math.min(1, count / total),
    };
  });
  return isSorted ? bars.sort((one, two) => two.count - one.count) : bars;
}

/** "40%" or, under five answers, the count. */
export function barValue({ percent, count }: ResultBar): string {
  return percent === null ? formatCount(count) : formatPercent(percent, count);
}

/** The bars as a screen reader hears them: "Night buses 40%, your answer. Trees 20%." */
export function saidBars(bars: readonly ResultBar[], mineIds: readonly string[]): string {
  return bars
    .map((bar) => {
      const inputs = { label: bar.label, value: barValue(bar) };
      return mineIds.includes(bar.id) ? m.results_said_item_own(inputs) : m.results_said_item(inputs);
    })
    .join(' ');
}

export interface ResultBarsProps {
  readonly bars: readonly ResultBar[];
  /** The own answer's options. */
  readonly mineIds?: readonly string[];
  /** Once revealed. */
  readonly rightIds?: readonly string[];
  readonly className?: string;
}

export function ResultBars({ bars, mineIds = [], rightIds = [], className }: ResultBarsProps) {
  return (
    <ul className={cn('flex flex-col gap-6', className)}>
      {bars.map((bar) => (
        <li key={bar.id}>
          {/* In large text the numbers go below the label instead of squeezing it. */}
          <div className="mb-2 flex flex-wrap items-start gap-x-2.5 gap-y-1">
            {bar.image !== undefined && (
              <Image
                image={bar.image}
                isDecoration={bar.image.alt === bar.label}
                className="h-12 w-16 shrink-0 rounded-sm"
              />
            )}
            <div className="min-w-0 flex-1 basis-28 text-base leading-[1.3125rem] font-medium">
              <span dir="auto" className="wrap-words">
                {bar.label}
              </span>
              {(mineIds.includes(bar.id) || rightIds.includes(bar.id)) && (
                <span className="mt-1.25 flex flex-wrap gap-1.5">
                  {mineIds.includes(bar.id) && (
                    <Badge variant="live">
                      <Check aria-hidden="true" strokeWidth={3} />
                      {m.your_answer()}
                    </Badge>
                  )}
                  {rightIds.includes(bar.id) && (
                    <Badge variant="success">
                      <Check aria-hidden="true" strokeWidth={3} />
                      {m.right_answer()}
                    </Badge>
                  )}
                </span>
              )}
            </div>
            <div className="ms-auto text-end text-opt leading-[1.3125rem] font-[650] whitespace-nowrap">
              {barValue(bar)}
              {bar.percent !== null && (
                // A block: two numbers in a row read left to right in every language, and would lose the gap.
                <span className="ms-2 inline-block text-sm font-normal text-muted-foreground">
                  {formatCount(bar.count)}
                </span>
              )}
            </div>
          </div>
          <div
            aria-hidden="true"
            className={cn(
              'h-3.5 overflow-hidden rounded-[5px] bg-track',
              rightIds.includes(bar.id) && 'outline-2 outline-offset-2 outline-success',
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
