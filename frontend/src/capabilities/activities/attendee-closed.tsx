/** After the close: what was not counted, the verdict once it is revealed, the result once it is shown. */

import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { sameJson } from '@plenum/protocol/client';
import { Check, ClockAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useAnnounced } from '#/components/live-regions.tsx';
import { Alert, AlertDescription, AlertTitle } from '#/components/ui/alert.tsx';
import { Card } from '#/components/ui/card.tsx';
import * as m from '#/paraglide/messages.js';
import { AttendeeResult } from './attendee-result.tsx';
import type { AttendeeKind, AttendeeProps } from './kinds/kind.ts';
import { Hint } from './parts/hint.tsx';
import type { InPieces, PieceDraft } from './parts/in-pieces.ts';
import { dropDraft, readDraft } from './parts/local-drafts.ts';

type Kind = AttendeeKind & Partial<InPieces>;

export interface AttendeeClosedProps extends AttendeeProps {
  readonly kind: Kind;
  readonly draftKey: string;
  /** `undefined` while this person may not see it. */
  readonly result: ResultEntity | undefined;
}

export function AttendeeClosed({ kind, draftKey, result, ...props }: AttendeeClosedProps) {
  const { activity, own } = props;
  const isLate = own.status === 'too-late';
  const unsent = useUnsent(
    draftKey,
    kind.drafts?.(props.settings, own) ?? [{ key: '', name: '', sent: [own.answer] }],
  );
  return (
    <>
      {isLate && <TooLate kind={kind} {...props} />}
      {/* Without pieces there is one thing to tell: what came too late. */}
      {unsent.length > 0 && !(isLate && kind.drafts === undefined) && (
        <NotSent names={unsent.join(', ')} hasEarlier={!isLate && own.answer !== null} />
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

function TooLate({ kind, settings, activity, own }: AttendeeProps & { kind: Kind }) {
  const { closedAt } = activity;
  const waited = closedAt !== null && own.attemptedAt !== null && own.attemptedAt < closedAt - RACE_MS;
  const answer =
    own.attempted === null
      ? ''
      : (kind.describeLost?.(settings, own.attempted, own.answer) ??
        kind.describeAnswer(settings, own.attempted));
  const said =
    answer === ''
      ? m.too_late_take_back()
      : withEarlier((waited ? m.too_late_offline : m.too_late_just)({ answer }), own.answer !== null);
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

function withEarlier(said: string, hasEarlier: boolean): string {
  return hasEarlier ? `${said} ${m.earlier_counts()}` : said;
}

/** What stood on this phone and was never sent is told once, and gone. */
function NotSent({ names, hasEarlier }: { names: string; hasEarlier: boolean }) {
  const said =
    names !== ''
      ? withEarlier(m.not_sent_parts({ parts: names }), hasEarlier)
      : hasEarlier
        ? m.not_sent_change()
        : m.not_sent_answer();
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

/** The names of what was written and not sent, as it was on coming here. */
function useUnsent(draftKey: string, drafts: readonly PieceDraft[]): readonly string[] {
  const [unsent] = useState(() =>
    drafts.flatMap(({ key, name, sent }) => {
      const draft = readDraft(draftKey + key);
      return draft === null || sent.some((one) => sameJson(draft, one)) ? [] : [name];
    }),
  );
  // Whatever is drawn later: these are the drafts there can be.
  useEffect(() => {
    for (const { key } of drafts) dropDraft(draftKey + key);
  }, [draftKey, drafts]);
  return unsent;
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
