/** Where the pins lie, as text: a share for each area the host drew, elsewhere last. */
import type { PinSettings, ResultEntity } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { counted, formatCount, formatPercent } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { type AreaShare, sharesOf } from './places.ts';

export function AreaList({
  settings,
  result,
  mineIds = [],
}: {
  settings: PinSettings;
  result: ResultEntity;
  /** Areas in which a pin of mine lies. */
  mineIds?: readonly string[];
}) {
  return (
    <ul>
      {sharesOf(settings, result).map((share) => (
        <li
          key={share.id}
          className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-border py-2.5"
        >
          <span className="flex min-w-0 flex-1 basis-40 flex-wrap items-center gap-x-3 gap-y-1">
            <span dir="auto" className="min-w-0 text-start text-base leading-6 wrap-words">
              {share.label}
            </span>
            {mineIds.includes(share.id) && (
              <Badge variant="live">
                <Check aria-hidden="true" strokeWidth={3} />
                {m.pin_mine()}
              </Badge>
            )}
          </span>
          <span className="ms-auto text-opt leading-6 font-[650] whitespace-nowrap tabular-nums">
            {shareValue(share)}
            {share.percent !== null && share.count !== null && (
              <span className="ms-2.5 text-sm font-normal text-muted-foreground">
                {formatCount(share.count)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "37%"; under five answers the count. */
export function shareValue({ count, percent }: AreaShare): string {
  if (count === null) return m.pin_few();
  return percent === null ? formatCount(count) : formatPercent(percent, count);
}

/** What a dot stands for, and what has none. */
export function dotsNote(areCells: boolean, hidden: number, pins: number): string {
  const dot = areCells ? m.pin_dot_cell() : pins > 1 ? m.pin_dot_pin() : m.pin_dot_person();
  return hidden > 0 ? m.pin_dots_more({ dot, more: m.pin_hidden(counted(hidden)) }) : dot;
}
