/** The result on a phone, as far as this person may see it. */
import type { ResultEntity } from '@plenum/protocol';
import { ShieldCheck } from 'lucide-react';
import * as m from '#/paraglide/messages.js';
import type { AttendeeKind, AttendeeProps } from './kinds/kind.ts';
import { RoundsResult } from './parts/rounds.tsx';

export interface AttendeeResultProps extends AttendeeProps {
  readonly kind: AttendeeKind;
  /** `undefined` while this person may not see it. */
  readonly result: ResultEntity | undefined;
  /** Above it, while voting goes on. */
  readonly heading?: string;
}

export function AttendeeResult({
  kind,
  activityId,
  activity,
  settings,
  own,
  result,
  heading,
}: AttendeeResultProps) {
  if (result === undefined) return null;
  return (
    <div className="flex flex-col">
      {heading !== undefined && <h2 className="mt-5 mb-4 text-xl">{heading}</h2>}
      {result.responses === 0 ? (
        <p className="text-muted-foreground">{result.final ? m.results_nobody() : m.no_answers_yet()}</p>
      ) : (
        <RoundsResult {...{ kind, activityId, activity, settings, own, result }} />
      )}
      {result.final && (
        <p className="mt-5.5 flex min-h-11 items-center gap-2.5 border-t border-border pt-3 text-[0.9375rem] leading-5 text-muted-foreground">
          <ShieldCheck aria-hidden="true" className="size-4.75 shrink-0" />
          {m.state_final()}
        </p>
      )}
    </div>
  );
}
