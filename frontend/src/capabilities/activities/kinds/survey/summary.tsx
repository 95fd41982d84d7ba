/** The end of a survey: what was answered, where each part is, and the way back to each. */
import type { SurveyAnswer, SurveyPart } from '@plenum/protocol';
import { Clock3 } from 'lucide-react';
import type { RefObject } from 'react';
import { Rich } from '#/components/rich.tsx';
import { Badge } from '#/components/ui/badge.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Card } from '#/components/ui/card.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useParticipation } from '#/live/participation.tsx';
import * as m from '#/paraglide/messages.js';
import { SaveStatus, StatusLine, saveStateOf } from '../../parts/save-status.tsx';
import { SavedBadge } from '../../parts/saved-badge.tsx';
import { kindOf } from '../index.ts';
import type { OwnAnswerOf } from '../kind.ts';
import { useLoadedPart } from '../part.ts';
import { partOwn, partState } from './parts-of.ts';

export interface SummaryRowsProps {
  readonly parts: readonly SurveyPart[];
  readonly own: OwnAnswerOf<SurveyAnswer>;
  readonly stored: SurveyAnswer | null;
  /** Absent: nothing can be changed any more. */
  readonly onGo?: ((index: number) => void) | undefined;
}

export interface SummaryProps extends SummaryRowsProps {
  readonly mayAnswer: boolean;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
}

export function Summary({ parts, own, stored, mayAnswer, headingRef, onGo }: SummaryProps) {
  const { nickname } = useParticipation().identity;
  const states = parts.map(({ id }) => partState(partOwn(own, stored, id)));
  const left = states.filter((state) => state === 'before').length;
  const waiting = states.flatMap((state, index) => (state === 'waiting' ? [index] : []));
  return (
    <>
      <h2 ref={headingRef} tabIndex={-1} className="mt-4 mb-5 scroll-mt-24 text-3xl wrap-words">
        {left > 0
          ? m.survey_left(counted(left))
          : nickname === null
            ? m.survey_done()
            : m.survey_done_name({ name: nickname })}
      </h2>
      <SummaryRows {...{ parts, own, stored }} onGo={mayAnswer ? onGo : undefined} />
      <div className="mt-2.5">
        {waiting.length > 0 ? (
          <StatusLine
            tone="warning"
            icon={<Clock3 aria-hidden="true" className="size-3.75" strokeWidth={3} />}
          >
            <Rich
              parts={
                waiting.length === 1
                  ? m.survey_waiting.parts({ place: formatCount((waiting[0] as number) + 1) })
                  : m.survey_waiting_some.parts()
              }
            />
          </StatusLine>
        ) : (
          saveStateOf(own) === 'refused' && <SaveStatus own={own} />
        )}
      </div>
    </>
  );
}

export function SummaryRows({ parts, own, stored, onGo }: SummaryRowsProps) {
  return (
    <Card>
      <ol className="divide-y divide-border">
        {parts.map((part, index) => (
          <Row
            key={part.id}
            part={part}
            place={formatCount(index + 1)}
            own={partOwn(own, stored, part.id)}
            onGo={onGo && (() => onGo(index))}
          />
        ))}
      </ol>
    </Card>
  );
}

function Row({
  part,
  place,
  own,
  onGo,
}: {
  part: SurveyPart;
  place: string;
  own: OwnAnswerOf<unknown>;
  onGo: (() => void) | undefined;
}) {
  const kind = useLoadedPart(kindOf(part.kind)?.attendee);
  const { answer } = own;
  const lost = own.status === 'too-late' ? own.attempted : null;
  const words = (said: unknown) => kind?.describeAnswer(part.settings, said);
  return (
    <li className="px-4 pt-3 pb-1.5">
      <p dir="auto" className="text-start text-label text-muted-foreground wrap-words">
        {m.survey_part_title({ place, title: part.title })}
      </p>
      <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1">
        <span dir="auto" className="min-w-0 flex-1 basis-20 text-start text-opt font-[560] wrap-words">
          {answer !== null ? (
            words(answer)
          ) : lost !== null ? (
            words(lost)
          ) : (
            <span className="font-normal text-muted-foreground">{m.survey_unanswered()}</span>
          )}
        </span>
        {answer !== null ? (
          <SavedBadge state={partState(own)} />
        ) : (
          lost !== null && <Badge>{m.not_counted()}</Badge>
        )}
        {onGo !== undefined && (
          <Button
            variant="quiet"
            size="tap"
            className="-me-2 ms-auto px-2"
            aria-label={answer === null ? m.survey_answer_part({ place }) : m.survey_change_part({ place })}
            onClick={onGo}
          >
            {answer === null ? m.survey_answer_it() : m.survey_change()}
          </Button>
        )}
      </div>
      {answer !== null && lost !== null && (
        <p className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 pb-1.5">
          <span dir="auto" className="min-w-0 flex-1 basis-20 text-start wrap-words text-muted-foreground">
            {words(lost)}
          </span>
          <Badge>{m.not_counted()}</Badge>
        </p>
      )}
    </li>
  );
}
