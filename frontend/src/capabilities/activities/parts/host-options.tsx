/** Options on the host's pages: as a list before anybody answered, with their bars after. */
import type { ImageRef } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { ImageView } from './image-view.tsx';
import type { Option } from './options.ts';
import { barValue, type ResultBar } from './result-bars.tsx';

/** @param rightIds  What the host named as right. */
export function HostOptions({
  options,
  rightIds,
}: {
  options: readonly Option[];
  rightIds: readonly string[];
}) {
  return (
    <ul className="grid gap-2.5">
      {options.map(({ id, key, label, image }) => (
        <li key={id} className="flex items-start gap-3 text-base leading-[1.3125rem]">
          <span aria-hidden="true" className="font-semibold text-muted-foreground">
            {key}
          </span>
          {image !== undefined && <Thumb image={image} />}
          <span dir="auto" className="min-w-0 flex-1 wrap-words">
            {label}
          </span>
          {rightIds.includes(id) && <Right />}
        </li>
      ))}
    </ul>
  );
}

export function HostBars({
  bars,
  rightIds,
  isCompact,
}: {
  bars: readonly ResultBar[];
  rightIds: readonly string[];
  isCompact: boolean;
}) {
  return (
    <ul className={cn('grid', isCompact ? 'gap-3' : 'gap-5')}>
      {bars.map((bar) => (
        <Bar key={bar.id} bar={bar} isRight={rightIds.includes(bar.id)} isCompact={isCompact} />
      ))}
    </ul>
  );
}

function Bar({ bar, isRight, isCompact }: { bar: ResultBar; isRight: boolean; isCompact: boolean }) {
  return (
    <li>
      <div className="flex items-start gap-2.5">
        <span className="flex min-w-0 flex-1 gap-2.5 text-base leading-[1.3125rem] font-medium">
          <span aria-hidden="true" className="font-semibold text-muted-foreground">
            {bar.key}
          </span>
          {bar.image !== undefined && !isCompact && <Thumb image={bar.image} />}
          <span dir="auto" className="wrap-words">
            {bar.label}
          </span>
          {isRight && <Right />}
        </span>
        <span className="text-opt leading-[1.3125rem] font-[650] whitespace-nowrap tabular-nums">
          {barValue(bar)}
          {bar.percent !== null && (
            <span className="ms-2 inline-block min-w-7 text-end text-sm font-[450] text-muted-foreground">
              {formatCount(bar.count)}
            </span>
          )}
        </span>
      </div>
      {!isCompact && (
        <div aria-hidden="true" className="mt-1.75 h-4.5 overflow-hidden rounded-[5px] bg-track">
          <div
            className="h-full rounded-[5px] bg-primary transition-[width] duration-300"
            style={{ width: `${bar.share * 100}%` }}
          />
        </div>
      )}
    </li>
  );
}

function Thumb({ image }: { image: ImageRef }) {
  return <ImageView image={image} className="h-12 w-16 shrink-0 rounded-sm" />;
}

function Right() {
  return (
    <Badge variant="success" className="-my-0.5 shrink-0 self-start">
      <Check aria-hidden="true" strokeWidth={3} />
      {m.host_right()}
    </Badge>
  );
}
