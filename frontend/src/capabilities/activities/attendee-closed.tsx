/** After the close: what was not counted, the verdict once it is revealed, the result once it is shown. */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import { Check, ClockAlert, X } from 'lucide-react';
import { useAnnounced } from '#/components/live-regions.tsx';
import { Alert, AlertDescription, AlertTitle } from '#/components/ui/alert.tsx';
import { Badge } from '#/components/ui/badge.tsx';
import { Card } from '#/components/ui/card.tsx';
import type { OwnAnswerView } from '#/live/use-own-answer.ts';
import * as m from '#/paraglide/messages.js';
import { AnswerOption } from './answer-option.tsx';
import { Hint } from './attendee-activity.tsx';
import { AttendeeResult } from './attendee-result.tsx';
import { type Option, optionIdOf, optionsOf } from './options.ts';

export interface AttendeeClosedProps {
  readonly activity: ActivityEntity;
  readonly result: ResultEntity | undefined;
  readonly own: OwnAnswerView;
}

export function AttendeeClosed({ activity, result, own }: AttendeeClosedProps) {
  const options = optionsOf(activity.settings);
  const mineId = optionIdOf(own.answer);
  const lostId = own.status === 'too-late' ? optionIdOf(own.attempted) : null;
  return (
    <>
      {own.status === 'too-late' && (
        <TooLate options={options} lostId={lostId} own={own} closedAt={activity.closedAt} />
      )}
      {activity.revealed && <Verdict activity={activity} options={options} mineId={mineId} />}
      {result === undefined ? (
        <>
          <ul className="flex flex-col gap-2.5">
            {options.map(({ id, label, key }) => (
              <li key={id}>
                <AnswerOption
                  optionKey={key}
                  label={label}
                  isChosen={id === mineId}
                  note={noteOf(id, mineId, lostId)}
                />
              </li>
            ))}
          </ul>
          <div className="mt-2">
            <Hint>{m.results_by_host()}</Hint>
          </div>
        </>
      ) : (
        <AttendeeResult activity={activity} result={result} mineId={mineId} />
      )}
    </>
  );
}

function noteOf(id: string, mineId: string | null, lostId: string | null) {
  if (id === mineId) return <Badge variant="live">{m.your_answer()}</Badge>;
  return id === lostId ? <Badge>{m.not_counted()}</Badge> : null;
}

/** A tap this close to the end lost a race; an older one waited for the network. */
const RACE_MS = 3_000;

function TooLate({
  options,
  lostId,
  own,
  closedAt,
}: {
  options: Option[];
  lostId: string | null;
  own: OwnAnswerView;
  closedAt: number | null;
}) {
  const answer = options.find(({ id }) => id === lostId)?.label;
  const waited = closedAt !== null && own.attemptedAt !== null && own.attemptedAt < closedAt - RACE_MS;
  const said =
    answer === undefined
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

/** Right or not, and why. Nothing when the host named no right answer. */
function Verdict({
  activity,
  options,
  mineId,
}: {
  activity: ActivityEntity;
  options: Option[];
  mineId: string | null;
}) {
  const right = options.find(({ id }) => id === optionIdOf(activity.correct));
  const explanation = activity.explanation ?? null;
  const isRight = right !== undefined && right.id === mineId;
  const verdict =
    right === undefined
      ? null
      : isRight
        ? m.quiz_right()
        : mineId === null
          ? m.quiz_none({ key: right.key })
          : m.quiz_wrong({ key: right.key });
  if (verdict === null && explanation === null) return null;
  return (
    <div className="mb-6 flex flex-col gap-3">
      {verdict !== null && (
        <p className="flex items-center gap-2.5 text-xl">
          {isRight ? (
            <span className="grid size-7 place-items-center rounded-full bg-success text-card">
              <Check aria-hidden="true" className="size-4.5" strokeWidth={3} />
            </span>
          ) : (
            <span className="grid size-7 shrink-0 place-items-center rounded-full bg-secondary text-muted-foreground">
              <X aria-hidden="true" className="size-4.5" strokeWidth={3} />
            </span>
          )}
          {verdict}
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
