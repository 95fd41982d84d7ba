/** One option in the room's order: place, words, average and how many put it first as text; the scale is the illustration. */
import type { ReactNode } from 'react';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { along, formatAverage, formatPlace, type Ranked } from './places.ts';

export interface RankedRowProps {
  readonly option: Ranked;
  /** So many options there are: the end of the scale. */
  readonly total: number;
  readonly badge?: ReactNode;
  /** Under its scale the ends are named: once in a list is enough. */
  readonly isLast?: boolean;
  /** No scale. */
  readonly isCompact?: boolean;
}

export function RankedRow({ option, total, badge, isLast = false, isCompact = false }: RankedRowProps) {
  const { place, label, average, first } = option;
  return (
    <li className="flex gap-3">
      {place !== null && (
        <span className="min-w-6 text-xl leading-[1.3125rem] font-[650]">{formatCount(place)}</span>
      )}
      <div className="min-w-0 flex-1">
        {/* In large text the average goes below the words instead of squeezing them. */}
        <div className="flex flex-wrap items-start gap-x-2.5 gap-y-1">
          <span className="min-w-0 flex-1 basis-36 text-base leading-[1.3125rem] font-medium">
            <span dir="auto" className="wrap-words">
              {label}
            </span>
            <span className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1.5 text-sm font-normal text-muted-foreground">
              {m.ranking_first_for({ count: formatCount(first) })}
              {badge}
            </span>
          </span>
          {average !== null && (
            <span className="ms-auto text-end text-opt leading-[1.3125rem] font-[650]">
              {formatAverage(average)}
              <span className="block text-sm font-normal text-muted-foreground">{m.ranking_average()}</span>
            </span>
          )}
        </div>
        {!isCompact && average !== null && <DotScale place={average} total={total} isNamed={isLast} />}
      </div>
    </li>
  );
}

/** From first, at the start side, to last. */
function DotScale({ place, total, isNamed }: { place: number; total: number; isNamed: boolean }) {
  return (
    <div aria-hidden="true" className="mt-2 px-2.5">
      <div className="relative h-6">
        <div className="absolute inset-x-0 top-1/2 h-0.75 -translate-y-1/2 rounded-full bg-track" />
        {Array.from({ length: total }, (_, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a place has no other name.
            key={index}
            className="absolute top-1/2 -ms-px h-2.5 w-0.5 -translate-y-1/2 rounded-full bg-input"
            style={{ insetInlineStart: `${along(index + 1, total) * 100}%` }}
          />
        ))}
        <div
          className="absolute top-1/2 -ms-2.5 size-5 -translate-y-1/2 rounded-full border-2 border-background bg-primary transition-[inset-inline-start] duration-300"
          style={{ insetInlineStart: `${along(place, total) * 100}%` }}
        />
      </div>
      {isNamed && (
        <div className="-mx-2.5 flex justify-between text-label font-normal text-muted-foreground">
          <span>{m.ranking_place_first()}</span>
          <span>{formatPlace(total)}</span>
        </div>
      )}
    </div>
  );
}
