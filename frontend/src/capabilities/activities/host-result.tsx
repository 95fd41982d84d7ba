/** The result as only hosts see it at any time, with who else sees it said beside it. Its kind draws it. */
import type { HostActivityEntity } from '@plenum/protocol';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { Eye, EyeOff, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { resultReach } from './host-step.ts';
import { KindBoundary, LoadAgain } from './kind-boundary.tsx';
import { hostPartOf } from './kinds/host.ts';
import type { HostKind } from './kinds/kind.ts';
import { type Part, usePart } from './kinds/part.ts';
import { ImageView } from './parts/image-view.tsx';
import { pairsOf } from './parts/paired-bars.ts';
import { PairedBars } from './parts/paired-bars-list.tsx';
import { comparable, useFirstRound } from './parts/rounds.tsx';

export interface HostResultProps {
  readonly id: string;
  readonly activity: HostActivityEntity;
  /** On a phone: numbers without bars, so that everything stands on one page. */
  readonly isCompact: boolean;
}

export function HostResult(props: HostResultProps) {
  const part = hostPartOf(props.activity.kind);
  return (
    <Panel>
      {props.activity.image && !props.isCompact && (
        <ImageView image={props.activity.image} className="mb-4.5 h-44 rounded-xl" />
      )}
      {part === undefined ? (
        <LoadAgain>{m.host_kind_unknown_text()}</LoadAgain>
      ) : (
        <KindBoundary>
          <Drawn part={part} {...props} />
        </KindBoundary>
      )}
    </Panel>
  );
}

function Drawn({ part, id, activity, isCompact }: HostResultProps & { part: Part<HostKind> }) {
  const kind = usePart(part);
  const result = useEntity<'result', HostEntityBodies>('result', id);
  const compared = comparable(activity, useFirstRound(activity));
  const { settings } = activity;
  const drawn = { id, activity, settings, isCompact };
  if (activity.state === 'ready' || result === undefined) return <kind.Summary {...drawn} />;
  return (
    <>
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
      ) : compared !== null ? (
        <PairedBars
          pairs={pairsOf(compared.choices, settings, compared.before, result)}
          totals={{ before: compared.before.responses, after: result.responses }}
          maySeveral={compared.choices.maySeveral(settings)}
          rightIds={compared.choices.chosen(activity.correct)}
          isCompact={isCompact}
        />
      ) : (
        <kind.Result {...drawn} result={result} />
      )}
    </>
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
