/** The histogram of an estimate, with flags for the right number, the own one and the middle. Sizes follow the font size. */
import { Check } from 'lucide-react';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import { Histogram } from '../../parts/histogram.tsx';
import { axisOf, binName, type Chart, type Flag, type PlacedFlag, placedFlags } from './chart.ts';

const FLAG_ROW_EM = 2.4;

export interface EstimateChartProps {
  readonly chart: Chart;
  readonly flags: readonly Flag[];
  /** As many texts as have room below the bars. */
  readonly axisTexts: number;
  readonly className?: string;
  /** With its height. */
  readonly barsClassName: string;
}

export function EstimateChart({ chart, flags, axisTexts, className, barsClassName }: EstimateChartProps) {
  const placed = placedFlags(flags);
  const rows = Math.max(0, ...placed.map(({ row }) => row + 1));
  return (
    <div className={cn('flex flex-col', className)}>
      <div
        className="relative flex min-h-0 flex-1 flex-col"
        style={{ paddingTop: `${rows * FLAG_ROW_EM}em` }}
      >
        <Histogram
          label={m.estimate_bars()}
          columns={chart.bins.map((bin) => ({
            key: String(bin.from),
            said: binName(bin, chart.isSingle),
            count: bin.count,
            percent: null,
          }))}
          className={barsClassName}
        />
        {placed.map((flag) => (
          <FlagLine key={flag.key} flag={flag} />
        ))}
      </div>
      <div
        aria-hidden="true"
        className="relative h-[1.9em] border-t-[1.5px] border-input text-muted-foreground"
      >
        {axisOf(chart, axisTexts).map(({ place, text, anchor }) => (
          <span
            key={place}
            className={cn(
              'absolute top-[0.35em] flex w-0 leading-[1.3] font-medium whitespace-nowrap',
              anchor === 'middle' && 'justify-center',
              anchor === 'end' && 'justify-end',
            )}
            style={{ insetInlineStart: `${100 * place}%` }}
          >
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

function FlagLine({ flag: { key, place, text, side, row } }: { flag: PlacedFlag }) {
  const isRight = key === 'right';
  return (
    <div
      aria-hidden="true"
      className={cn(
        'absolute bottom-0 w-0',
        isRight
          ? '[--flag:var(--success)] [--on-flag:var(--card)]'
          : '[--flag:var(--foreground)] [--on-flag:var(--background)]',
      )}
      style={{ insetInlineStart: `${100 * place}%`, top: `${row * FLAG_ROW_EM}em` }}
    >
      <div className="absolute inset-y-0 -ms-[0.1em] w-[0.2em] bg-(--flag) outline-[0.11em] outline-background" />
      <b
        className={cn(
          'absolute top-0 z-3 flex h-[2em] items-center gap-[0.35em] bg-(--flag) px-[0.7em] font-[620] whitespace-nowrap text-(--on-flag)',
          side === 'end' ? '-start-[0.1em] rounded-e-[0.6em]' : '-end-[0.1em] rounded-s-[0.6em]',
        )}
      >
        {isRight && <Check className="size-[1.1em]" strokeWidth={3} />}
        {text}
      </b>
    </div>
  );
}
