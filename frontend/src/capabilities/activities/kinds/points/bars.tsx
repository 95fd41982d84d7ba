/** The share of all points that each option got: "5,942 points 34%". Under five people there are points only. */
import type { PointsSettings, ResultEntity } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount, formatPercent } from '#/lib/format.ts';
import { percentages } from '#/lib/percent.ts';
import * as m from '#/paraglide/messages.js';
import { PERCENT_FROM_RESPONSES } from '../../parts/result-bars.tsx';
import type { Points } from './sharing.ts';

export interface PointsBar {
  readonly id: string;
  readonly label: string;
  readonly points: number;
  /** Whole, of all points; they add to 100. `null` under five answers. */
  readonly percent: number | null;
  /** 0 … 1 */
  readonly share: number;
}

/** In the host's order while points come in, the most first once the count is final. */
export function pointsBars({ options }: PointsSettings, result: ResultEntity): PointsBar[] {
  const given = options.map(({ id }) => result.counts[id] ?? 0);
  const all = given.reduce((sum, points) => sum + points, 0);
  const percents = percentages(given);
  const bars = options.map(({ id, label }, index) => {
    const points = given[index] as number;
    return {
      id,
      label,
      points,
      percent: result.responses >= PERCENT_FROM_RESPONSES ? (percents[index] as number) : null,
      share: all === 0 ? 0 : points / all,
    };
  });
  return result.final ? bars.sort((one, two) => two.points - one.points) : bars;
}

/** "34%" or, under five answers, "120 points". */
export function pointsValue({ percent, points }: PointsBar): string {
  return percent === null ? m.points_count(counted(points)) : formatPercent(percent, points);
}

/** @param mine  The own answer; absent on the host's pages. */
export function PointsBars({
  bars,
  mine,
  isCompact = false,
}: {
  bars: readonly PointsBar[];
  mine?: Points | undefined;
  isCompact?: boolean;
}) {
  return (
    <ul className={cn('flex flex-col', isCompact ? 'gap-3' : 'gap-5')}>
      {bars.map((bar) => (
        <li key={bar.id}>
          <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
            <span
              dir="auto"
              className="min-w-0 flex-1 basis-32 text-start text-base leading-[1.3125rem] font-medium wrap-words"
            >
              {bar.label}
            </span>
            <span className="ms-auto flex flex-wrap items-baseline justify-end gap-x-2.5 text-opt leading-[1.3125rem] font-[650] whitespace-nowrap tabular-nums">
              {bar.percent !== null && (
                <span className="text-sm font-[450] text-muted-foreground">
                  {m.points_count(counted(bar.points))}
                </span>
              )}
              <span className="min-w-9 text-end">{pointsValue(bar)}</span>
            </span>
          </div>
          {mine?.[bar.id] !== undefined && (
            <Badge variant="live" className="mt-1.25">
              <Check aria-hidden="true" strokeWidth={3} />
              {m.points_own({ count: formatCount(mine[bar.id] ?? 0) })}
            </Badge>
          )}
          {!isCompact && (
            <div aria-hidden="true" className="mt-2 h-3.5 overflow-hidden rounded-[5px] bg-track">
              <div
                className="h-full rounded-[5px] bg-primary transition-[width] duration-300"
                style={{ width: `${bar.share * 100}%` }}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
