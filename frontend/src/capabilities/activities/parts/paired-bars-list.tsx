/** Before over after, for phones and hosts: hatched and solid, each with its numbers; my own move in words. */
import { Check } from 'lucide-react';
import { Rich } from '#/components/rich.tsx';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { type OwnMove, ownMove, type Pair } from './paired-bars.ts';
import { barValue, type ResultBar } from './result-bars.tsx';

export interface PairedBarsProps {
  readonly pairs: readonly Pair[];
  /** How many answered in each round. */
  readonly totals: { readonly before: number; readonly after: number };
  readonly maySeveral: boolean;
  /** The own answers' options; hosts have none. */
  readonly beforeIds?: readonly string[];
  readonly afterIds?: readonly string[];
  /** Once revealed; hosts know before. */
  readonly rightIds: readonly string[];
  /** Numbers without bars. */
  readonly isCompact?: boolean;
}

export function PairedBars({
  pairs,
  totals,
  maySeveral,
  beforeIds = [],
  afterIds = [],
  rightIds,
  isCompact = false,
}: PairedBarsProps) {
  const move = ownMove(pairs, beforeIds, afterIds);
  return (
    <>
      <Legend />
      <ul className="flex flex-col gap-4">
        {pairs.map((pair) => {
          const { id, label, before, after } = pair;
          return (
            <li key={id}>
              <div className="mb-1.75 flex flex-wrap items-center gap-x-2 gap-y-1 text-base leading-[1.3125rem] font-medium">
                <span dir="auto" className="min-w-0 wrap-words">
                  {label}
                </span>
                {rightIds.includes(id) && (
                  <span className="inline-flex items-center gap-1 text-sm font-semibold text-success">
                    <Check aria-hidden="true" className="size-4" strokeWidth={3} />
                    {m.rounds_right()}
                  </span>
                )}
                <Mine isBefore={beforeIds.includes(id)} isAfter={afterIds.includes(id)} />
              </div>
              <Line bar={before} isBefore isCompact={isCompact} />
              <Line bar={after} isBefore={false} isCompact={isCompact} />
            </li>
          );
        })}
      </ul>
      <div className="mt-5 flex flex-col gap-1.5 border-t border-border pt-3">
        {move !== null && <Move move={move} />}
        <p className="text-sm text-muted-foreground">
          {m.rounds_totals({ before: formatCount(totals.before), after: formatCount(totals.after) })}
          {maySeveral && ` ${m.rounds_of_people()}`}
        </p>
      </div>
    </>
  );
}

function Move({ move }: { move: OwnMove }) {
  return (
    <p dir="auto" className="wrap-words">
      {move === 'kept' ? m.rounds_kept() : <Rich parts={m.rounds_moved.parts(move)} />}
    </p>
  );
}

function Legend() {
  return (
    <p
      aria-hidden="true"
      className="mb-4.5 flex flex-wrap gap-x-4.5 gap-y-1 text-sm font-[520] text-muted-foreground"
    >
      {[true, false].map((isBefore) => (
        <span key={String(isBefore)} className="flex items-center gap-2">
          <span className={cn('h-3 w-5.5 rounded-[4px]', isBefore ? hatched : 'bg-primary')} />
          {isBefore ? m.rounds_before() : m.rounds_after()}
        </span>
      ))}
    </p>
  );
}

/** Series 2 with its pattern: told apart from solid without seeing colours. The pattern lies over the colour: `bg-[…]` would replace it. */
const hatched =
  'bg-chart-2 [background-image:repeating-linear-gradient(135deg,transparent_0_5px,color-mix(in_oklab,var(--card)_60%,transparent)_5px_8px)]';

function Line({ bar, isBefore, isCompact }: { bar: ResultBar; isBefore: boolean; isCompact: boolean }) {
  return (
    <div className="mb-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm leading-4.5 font-medium text-muted-foreground">
      <span className={isCompact ? 'min-w-0 flex-1' : 'sr-only'}>
        {isBefore ? m.rounds_before() : m.rounds_after()}
      </span>
      {!isCompact && (
        <span aria-hidden="true" className="h-3 flex-1 basis-24 overflow-hidden rounded-[4px] bg-track">
          <span
            className={cn(
              'block h-full rounded-[4px] transition-[width] duration-300',
              isBefore ? hatched : 'bg-primary',
            )}
            style={{ width: `${bar.share * 100}%` }}
          />
        </span>
      )}
      <span className="ms-auto min-w-19.5 text-end whitespace-nowrap tabular-nums">
        <span className={isBefore ? undefined : 'text-base leading-4.5 font-[650] text-foreground'}>
          {barValue(bar)}
        </span>
        {bar.percent !== null && <span className="ms-2 inline-block">{formatCount(bar.count)}</span>}
      </span>
    </div>
  );
}

function Mine({ isBefore, isAfter }: { isBefore: boolean; isAfter: boolean }) {
  if (isAfter)
    return (
      <Badge variant="live" className="ms-auto">
        <Check aria-hidden="true" strokeWidth={3} />
        {isBefore ? m.rounds_you_both() : m.rounds_you_after()}
      </Badge>
    );
  return (
    isBefore && (
      <Badge variant="line" className="ms-auto">
        {m.rounds_you_before()}
      </Badge>
    )
  );
}
