/** Before over after on the projector: words beside the pair; long ones above it. */
import type { ResultEntity } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { Rich } from '#/components/rich.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { ScreenList } from '../kinds/kind.ts';
import { linesOf, perPageOf, roomUnder } from '../screen-pages.ts';
import type { Pair } from './paired-bars.ts';
import { barValue, type ResultBar } from './result-bars.tsx';

/** Two lines in the column of words. */
const COLUMN_LETTERS = 30;
const STACKED_MAX = 2;
/** Then the words have this width and size; below them stand two bars, above all the legend. In u. */
const STACKED_WIDTH_U = 88;
const STACKED_SIZE_U = 2.3;
/** Such long ones are sentences, whose letters are narrower than those of the estimate. */
const NARROW = 0.9;
const BARS_U = 7;
const LEGEND_U = 2.3;

export function pairsList(pairs: readonly Pair[], question: string): ScreenList {
  const texts = pairs.map(({ label }) => label);
  if (!isStacked(pairs)) return { texts };
  const heights = texts.map(
    (text) => linesOf(text, STACKED_SIZE_U * NARROW, STACKED_WIDTH_U) * STACKED_SIZE_U * 1.1 + BARS_U,
  );
  return { texts, perPage: perPageOf(heights, roomUnder(question) - LEGEND_U, STACKED_MAX) };
}

/** Whoever was in one round only counts there: the footer gives both. */
export function pairsFoot(before: ResultEntity, after: ResultEntity | undefined) {
  return (
    <Rich
      parts={m.screen_rounds_totals.parts({
        before: formatCount(before.responses),
        after: formatCount(after?.responses ?? 0),
      })}
    />
  );
}

function isStacked(pairs: readonly Pair[]): boolean {
  return pairs.some(({ label }) => label.length > COLUMN_LETTERS);
}

export interface ScreenPairsProps {
  /** All of them: the shape is the same on every page. */
  readonly pairs: readonly Pair[];
  readonly indexes: readonly number[];
  readonly rightIds: readonly string[];
}

export function ScreenPairs({ pairs, indexes, rightIds }: ScreenPairsProps) {
  const isLong = isStacked(pairs);
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <p className="-mt-[calc(var(--u)*0.6)] flex flex-wrap gap-x-[calc(var(--u)*2.6)] text-[calc(var(--u)*1.9)] leading-[1.2] font-[520] text-muted-foreground">
        {[true, false].map((isBefore) => (
          <span key={String(isBefore)} className="flex items-center gap-[calc(var(--u)*0.9)]">
            <span
              aria-hidden="true"
              className={cn(
                'h-[calc(var(--u)*1.5)] w-[calc(var(--u)*3.4)] rounded-[calc(var(--u)*0.4)]',
                isBefore ? hatched : 'bg-primary',
              )}
            />
            {isBefore ? m.rounds_before() : m.rounds_after()}
          </span>
        ))}
      </p>
      <ul className="flex min-h-0 flex-1 flex-col justify-evenly">
        {indexes.map((index) => {
          const pair = pairs[index];
          if (pair === undefined) return null;
          const isRight = rightIds.includes(pair.id);
          return (
            <li
              key={pair.id}
              className={
                isLong ? '' : 'grid grid-cols-[calc(var(--u)*22)_1fr] items-center gap-[calc(var(--u)*2)]'
              }
            >
              <div
                className={cn(
                  'leading-[1.1] font-[530] tracking-[-0.015em]',
                  isLong ? 'mb-[calc(var(--u)*0.6)] text-[calc(var(--u)*2.3)]' : 'text-(length:--option)',
                  isRight && 'font-[680]',
                )}
              >
                <span dir="auto" className="wrap-words">
                  {pair.label}
                </span>
                {isRight && (
                  <span
                    className={cn(
                      'gap-[calc(var(--u)*0.6)] text-[calc(var(--u)*1.9)] font-[640] tracking-normal text-success',
                      isLong ? 'ms-[calc(var(--u)*1.2)] inline-flex items-baseline' : 'flex items-center',
                    )}
                  >
                    <Check aria-hidden="true" strokeWidth={3} className="size-[1em] self-center" />
                    {m.rounds_right()}
                  </span>
                )}
              </div>
              <div className="min-w-0">
                <Line bar={pair.before} isBefore />
                <Line bar={pair.after} isBefore={false} />
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const hatched =
  'bg-chart-2 [background-image:repeating-linear-gradient(135deg,transparent_0_calc(var(--u)*0.57),color-mix(in_oklab,var(--card)_60%,transparent)_calc(var(--u)*0.57)_calc(var(--u)*0.89))]';

function Line({ bar, isBefore }: { bar: ResultBar; isBefore: boolean }) {
  return (
    <div className="grid grid-cols-[1fr_calc(var(--u)*12)] items-center gap-[calc(var(--u)*1.2)]">
      {/* 2.1 u where there is room, and thinner with the rest. */}
      <div
        aria-hidden="true"
        className="h-[calc(var(--bar)*0.78)] overflow-hidden rounded-[calc(var(--u)*0.4)] bg-track"
      >
        <div
          className={cn(
            'h-full rounded-[calc(var(--u)*0.4)] transition-[width] duration-300',
            isBefore ? hatched : 'bg-primary',
          )}
          style={{ width: `${bar.share * 100}%` }}
        />
      </div>
      <span className="flex items-baseline justify-end gap-[calc(var(--u)*1.1)] text-[calc(var(--u)*1.9)] leading-none font-medium text-muted-foreground">
        {bar.percent !== null && formatCount(bar.count)}
        <b
          className={cn(
            'min-w-[calc(var(--u)*5.4)] text-end',
            isBefore
              ? 'text-[calc(var(--u)*2.1)] leading-[1.1] font-[560]'
              : 'text-[calc(var(--u)*2.9)] leading-none font-bold tracking-[-0.02em] text-foreground',
          )}
        >
          {barValue(bar)}
        </b>
      </span>
    </div>
  );
}
