/** The result as only hosts see it at any time, with who else sees it said beside it. */
import type { HostActivityEntity } from '@plenum/protocol';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { Check, Eye, EyeOff, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { resultReach } from './host-step.ts';
import { optionIdOf, optionsOf } from './options.ts';
import { barValue, type ResultBar, resultBars } from './result-bars.tsx';

/** @param isCompact  On a phone: numbers without bars, so that everything stands on one page. */
export function HostResult({
  id,
  activity,
  isCompact,
}: {
  id: string;
  activity: HostActivityEntity;
  isCompact: boolean;
}) {
  const result = useEntity<'result', HostEntityBodies>('result', id);
  const options = optionsOf(activity.settings);
  const correctId = optionIdOf(activity.correct);
  if (activity.state === 'ready' || result === undefined) {
    return (
      <Panel>
        <ul className="grid gap-2.5">
          {options.map(({ id: optionId, key, label }) => (
            <li key={optionId} className="flex gap-3 text-base leading-[1.3125rem]">
              <span aria-hidden="true" className="font-semibold text-muted-foreground">
                {key}
              </span>
              <span dir="auto" className="min-w-0 flex-1 wrap-words">
                {label}
              </span>
              {optionId === correctId && <Right />}
            </li>
          ))}
        </ul>
      </Panel>
    );
  }
  const bars = resultBars(options, result, result.final);
  return (
    <Panel>
      <div className="mb-4.5 flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-[0.9375rem] leading-5 font-[620]">
          {activity.state === 'open' && !isCompact ? m.host_live_result() : m.host_result()}
        </h2>
        <span className="flex flex-wrap gap-2">
          <ReachBadge activity={activity} isCompact={isCompact} />
          {result.final && !isCompact && (
            <Badge variant="success">
              <ShieldCheck aria-hidden="true" />
              {m.host_count_final()}
            </Badge>
          )}
        </span>
      </div>
      {result.responses === 0 ? (
        <p className="text-muted-foreground">{m.no_answers_yet()}</p>
      ) : (
        <ul className={cn('grid', isCompact ? 'gap-3' : 'gap-5')}>
          {bars.map((bar) => (
            <Bar key={bar.id} bar={bar} isRight={bar.id === correctId} isCompact={isCompact} />
          ))}
        </ul>
      )}
    </Panel>
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

function Right() {
  return (
    <Badge variant="success" className="-my-0.5 shrink-0 self-start">
      <Check aria-hidden="true" strokeWidth={3} />
      {m.host_right()}
    </Badge>
  );
}

function ReachBadge({ activity, isCompact }: { activity: HostActivityEntity; isCompact: boolean }) {
  switch (resultReach(activity)) {
    case 'room':
      return (
        <Badge>
          <Eye aria-hidden="true" />
          {m.host_reach_room()}
        </Badge>
      );
    case 'answered':
      return (
        <Badge>
          <Eye aria-hidden="true" />
          {m.host_reach_answered()}
        </Badge>
      );
    case 'nobody':
      return (
        <Badge>
          <EyeOff aria-hidden="true" />
          {isCompact ? m.host_reach_you() : m.host_reach_nobody()}
        </Badge>
      );
  }
}

export function Panel({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <section className={cn('rounded-2xl border border-border bg-card px-5 pt-4.5 pb-5.5', className)}>
      {children}
    </section>
  );
}
