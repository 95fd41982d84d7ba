/** After the close: what was not counted, the verdict once it is revealed, the result once it is shown. */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { Check, ClockAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnnounced } from '#/components/live-regions.tsx';
import { Alert, AlertDescription, AlertTitle } from '#/components/ui/alert.tsx';
import { Card } from '#/components/ui/card.tsx';
import * as m from '#/paraglide/messages.js';
import { AttendeeResult } from './attendee-result.tsx';
import type { AttendeeKind, AttendeeProps } from './kinds/kind.ts';
import { Hint } from './parts/hint.tsx';
import { dropDraft, readDraft } from './parts/local-drafts.ts';
import { sameJson } from './parts/same-json.ts';

export interface AttendeeClosedProps extends AttendeeProps {
  readonly kind: AttendeeKind;
  readonly draftKey: string;
  /** `undefined` while this person may not see it. */
  readonly result: ResultEntity | undefined;
}

export function AttendeeClosed({ kind, draftKey, result, ...props }: AttendeeClosedProps) {
  const { activity, own } = props;
  const wasUnsent = useUnsent(draftKey, own.answer);
  return (
    <>
      {own.status === 'too-late' ? (
        <TooLate kind={kind} {...props} />
      ) : (
        wasUnsent && <NotSent hasEarlier={own.answer !== null} />
      )}
      {activity.revealed && kind.Top === undefined && (
        <Revealed kind={kind} activity={activity} answer={own.answer} />
      )}
      {result === undefined ? (
        <>
          <kind.Closed {...props} />
          <div className="mt-2">
            <Hint>{m.results_by_host()}</Hint>
          </div>
        </>
      ) : (
        <AttendeeResult kind={kind} result={result} {...props} />
      )}
    </>
  );
}

/** A tap this close to the end lost a race; an older one waited for the network. */
const RACE_MS = 3_000;

function TooLate({ kind, settings, activity, own }: AttendeeProps & { kind: AttendeeKind }) {
  const { closedAt } = activity;
  const waited = closedAt !== null && own.attemptedAt !== null && own.attemptedAt < closedAt - RACE_MS;
  const answer = own.attempted === null ? '' : kind.describeAnswer(settings, own.attempted);
  const said =
    answer === ''
      ? m.too_late_take_back()
      : waited
        ? m.too_late_offline({ answer })
        : m.too_late_just({ answer });
  useAnnounced(`${m.too_late()}. ${said}`, { politeness: 'assertive', isNews: true });
  return (
    <Alert variant="warning" className="mb-4.5">
      <ClockAlert aria-hidden="true" />
      <div className="min-w-0">
        <AlertTitle>{m.too_late()}</AlertTitle>
        <AlertDescription>{said}</AlertDescription>
      </div>
    </Alert>
  );
}

/** What stood on this phone and was never sent is told once, and gone. */
function NotSent({ hasEarlier }: { hasEarlier: boolean }) {
  const said = hasEarlier ? m.not_sent_change() : m.not_sent_answer();
  useAnnounced(`${m.voting_closed()} ${said}`, { isNews: true });
  return (
    <Alert variant="warning" className="mb-4.5">
      <ClockAlert aria-hidden="true" />
      <div className="min-w-0">
        <AlertTitle>{m.voting_closed()}</AlertTitle>
        <AlertDescription>{said}</AlertDescription>
      </div>
    </Alert>
  );
}

function useUnsent(draftKey: string, answer: unknown): boolean {
  const [wasUnsent] = useState(() => {
    const draft = readDraft(draftKey);
    return draft !== null && !sameJson(draft, answer);
  });
  useEffect(() => dropDraft(draftKey), [draftKey]);
  return wasUnsent;
}

/** Right or not, and why. Nothing when the host named no right answer and wrote nothing. */
function Revealed({
  kind,
  activity,
  answer,
}: {
  kind: AttendeeKind;
  activity: ActivityEntity;
  answer: unknown;
}) {
  const verdict = kind.verdict(activity.settings, activity.correct, answer);
  const explanation = activity.explanation ?? null;
  if (verdict === null && explanation === null) return null;
  return (
    <div className="mb-6 flex flex-col gap-3">
      {verdict !== null && (
        <p className="flex items-center gap-2.5 text-xl">
          {verdict.is === 'right' ? (
            <span className="grid size-7 place-items-center rounded-full bg-success text-card">
              <Check aria-hidden="true" className="size-4.5" strokeWidth={3} />
            </span>
          ) : (
            <span className="grid size-7 shrink-0 place-items-center rounded-full bg-secondary text-muted-foreground">
              <X aria-hidden="true" className="size-4.5" strokeWidth={3} />
            </span>
          )}
          {verdict.text}
        </p>
      )}
      {explanation !== null && (
        <Card className="px-4.5 py-4">
          <p dir="auto" className="wrap-words whitespace-pre-line">
            {explanation}
          </p>
        </Card>
      )}
    </div>
  );
}
