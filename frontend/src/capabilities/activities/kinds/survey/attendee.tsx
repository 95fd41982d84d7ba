/** Survey on a phone: one part at a time, each saved by itself; at the end where each of them is. */
import type { SurveyAnswer, SurveyPart, SurveySettings } from '@plenum/protocol';
import { ArrowLeft, Undo2 } from 'lucide-react';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { InPieces } from '../../parts/in-pieces.ts';
import { dropDraft } from '../../parts/local-drafts.ts';
import { PartOfSurvey } from '../../parts/part-of-survey.ts';
import { useStoredAnswer } from '../../parts/use-stored-answer.ts';
import { kindOf } from '../index.ts';
import type { AttendeeKind, AttendeeProps, OpenProps, ResultProps } from '../kind.ts';
import { usePart } from '../part.ts';
import { PartBar } from './part-bar.tsx';
import { PartBoundary } from './part-boundary.tsx';
import {
  answerOf,
  firstUnanswered,
  isLost,
  partActivity,
  partOwn,
  partResult,
  partState,
  withAnswer,
  withoutAnswer,
} from './parts-of.ts';
import { Summary, SummaryRows } from './summary.tsx';

export const attendee: AttendeeKind<SurveySettings, SurveyAnswer> & InPieces<SurveySettings, SurveyAnswer> = {
  hint: ({ parts }) => m.survey_hint(counted(parts.length)),
  announceOpen: (title, { parts }) => m.survey_new({ title, ...counted(parts.length) }),
  describeAnswer: (_settings, { parts }) => m.survey_answer(counted(Object.keys(parts).length)),
  describeLost: ({ parts }, attempted, counted) =>
    parts
      .flatMap((part, index) => (isLost(part.id, attempted, counted) ? [partName(part, index)] : []))
      .join(', '),
  drafts: ({ parts }, { answer, status, attempted }) =>
    parts.map((part, index) => ({
      key: `/${part.id}`,
      name: partName(part, index),
      sent: [answerOf(answer, part.id), status === 'too-late' && answerOf(attempted, part.id)],
    })),
  describeResult(activity, result, answer) {
    const { parts } = activity.settings as SurveySettings;
    // Of kinds that are not loaded yet nothing is said: they are read as they are drawn.
    const said = parts.flatMap((part) => {
      const kind = kindOf(part.kind)?.attendee.arrived;
      const own = partResult(result, part.id);
      if (kind === undefined || own.responses === 0) return [];
      const described = kind.describeResult(partActivity(activity, part), own, answerOf(answer, part.id));
      return [m.survey_said_part({ title: part.title, result: described })];
    });
    return [m.survey_said(counted(result.responses)), ...said].join(' ');
  },
  verdict: () => null,
  Open,
  Closed,
  Result,
  hasOwnTakeBack: true,
  drawsResult: true,
  asksItself: true,
};

type Props = OpenProps<SurveySettings, SurveyAnswer>;

function partName({ title }: SurveyPart, index: number): string {
  return m.survey_part_title({ place: formatCount(index + 1), title });
}

function Open(props: Props) {
  const { settings, own, mayAnswer } = props;
  const { parts } = settings;
  const stored = useStoredAnswer(own);
  // Until somebody goes somewhere: the first part that lacks an answer, also after a reload.
  const [picked, setPicked] = useState<number | null>(null);
  const step = Math.min(picked ?? firstUnanswered(parts, own.answer), parts.length);
  const heading = useRef<HTMLHeadingElement>(null);
  const states = parts.map(({ id }) => partState(partOwn(own, stored, id)));
  const part = parts[step];
  useSavedNews(states);

  function goTo(next: number) {
    setPicked(next);
    const to = parts[next];
    if (to !== undefined) announce(placeOf(m.survey_part_now, parts, next, to.title));
    requestAnimationFrame(() => heading.current?.focus());
  }

  return (
    <div className="flex flex-col">
      <PartBar states={states} current={step} onGo={goTo} />
      {part === undefined ? (
        <Summary {...{ parts, own, stored, mayAnswer }} headingRef={heading} onGo={goTo} />
      ) : (
        <>
          <OnePart
            key={part.id}
            {...props}
            part={part}
            own={partOwn(own, stored, part.id)}
            headingRef={heading}
            onAnswer={(answer) => {
              setPicked(step);
              props.respond(withAnswer(own.answer, part.id, answer));
            }}
            onTakeBack={() => {
              setPicked(step);
              dropDraft(`${props.draftKey}/${part.id}`);
              const rest = withoutAnswer(own.answer, part.id);
              if (rest === null) props.takeBack();
              else props.respond(rest);
            }}
          />
          <Steps parts={parts} step={step} isAnswered={states[step] !== 'before'} onGo={goTo} />
        </>
      )}
    </div>
  );
}

/** "Part 2 saved." as it happens; what was saved before is simply read. */
function useSavedNews(states: readonly string[]): void {
  const before = useRef(states);
  useEffect(() => {
    const index = states.findIndex((state, place) => state === 'saved' && before.current[place] === 'saving');
    if (index !== -1) announce(m.survey_part_saved_said({ place: formatCount(index + 1) }));
    before.current = states;
  });
}

function OnePart({
  part,
  own,
  headingRef,
  onAnswer,
  onTakeBack,
  ...props
}: Omit<Props, 'own'> & {
  part: SurveyPart;
  own: ReturnType<typeof partOwn>;
  headingRef: RefObject<HTMLHeadingElement | null>;
  onAnswer: (answer: unknown) => void;
  onTakeBack: () => void;
}) {
  const titleId = useId();
  return (
    <>
      <h2
        ref={headingRef}
        id={titleId}
        tabIndex={-1}
        dir="auto"
        className="mt-4 mb-5 scroll-mt-24 text-3xl wrap-words max-[359px]:text-[1.625rem] max-[359px]:leading-[1.1875]"
      >
        {part.title}
      </h2>
      <PartBoundary kind={part.kind}>
        <PartOfSurvey value={part.id}>
          <PartAnswers {...{ ...props, part, own, titleId, onAnswer, onTakeBack }} />
        </PartOfSurvey>
      </PartBoundary>
    </>
  );
}

function PartAnswers({
  part,
  own,
  onAnswer,
  onTakeBack,
  ...props
}: Omit<Props, 'own'> & {
  part: SurveyPart;
  own: ReturnType<typeof partOwn>;
  onAnswer: (answer: unknown) => void;
  onTakeBack: () => void;
}) {
  const kind = usePart(partKind(part));
  const result = props.result && partResult(props.result, part.id);
  const drawn = {
    activityId: props.activityId,
    activity: partActivity(props.activity, part),
    settings: part.settings,
    own,
  };
  return (
    <>
      <kind.Open
        {...drawn}
        draftKey={`${props.draftKey}/${part.id}`}
        respond={onAnswer}
        takeBack={onTakeBack}
        mayAnswer={props.mayAnswer}
        titleId={props.titleId}
        result={result}
      />
      {own.answer !== null && props.mayAnswer && kind.hasOwnTakeBack !== true && (
        <Button variant="quiet" size="tap" className="-ms-2 self-start px-2" onClick={onTakeBack}>
          <Undo2 aria-hidden="true" className="rtl:-scale-x-100" />
          {m.take_back()}
        </Button>
      )}
      {result !== undefined && result.responses > 0 && kind.drawsResult !== true && (
        <>
          <h3 className="mt-5 mb-4 text-xl">{m.results_so_far()}</h3>
          <kind.Result {...drawn} result={result} />
        </>
      )}
    </>
  );
}

/** @throws inside of `PartBoundary` only: a kind that this page does not know is told there. */
function partKind({ kind }: SurveyPart) {
  const part = kindOf(kind)?.attendee;
  if (part === undefined) throw new Error(`No kind ${kind}`);
  return part;
}

function Steps({
  parts,
  step,
  isAnswered,
  onGo,
}: {
  parts: readonly SurveyPart[];
  step: number;
  isAnswered: boolean;
  onGo: (step: number) => void;
}) {
  const isLast = step === parts.length - 1;
  return (
    <div className="mt-6">
      <p className="mb-3 text-[0.9375rem] leading-5 text-muted-foreground">{m.survey_by_itself()}</p>
      <div className="flex flex-wrap gap-2.5">
        {step > 0 && (
          <Button size="lg" onClick={() => onGo(step - 1)}>
            <ArrowLeft aria-hidden="true" className="rtl:-scale-x-100" />
            {m.survey_part({ place: formatCount(step) })}
          </Button>
        )}
        {/* One solid button: while this part waits for its own Send, going on is the quieter one. */}
        <Button
          variant={isAnswered ? 'primary' : 'outline'}
          size="lg"
          className="flex-1"
          onClick={() => onGo(step + 1)}
        >
          {isLast ? m.survey_go_to_end() : m.survey_go_to({ place: formatCount(step + 2) })}
        </Button>
      </div>
    </div>
  );
}

function placeOf(
  message: typeof m.survey_part_now,
  parts: readonly SurveyPart[],
  index: number,
  title: string,
): string {
  return message({ place: formatCount(index + 1), total: formatCount(parts.length), title });
}

function Closed({ settings: { parts }, own }: AttendeeProps<SurveySettings, SurveyAnswer>) {
  const stored = useStoredAnswer(own);
  return <SummaryRows {...{ parts, own, stored }} />;
}

function Result(props: ResultProps<SurveySettings, SurveyAnswer>) {
  const { parts } = props.settings;
  return (
    <ol className="flex flex-col gap-9">
      {parts.map((part, index) => (
        <li key={part.id}>
          <p className="text-label text-muted-foreground">
            {m.survey_part_of({ place: formatCount(index + 1), total: formatCount(parts.length) })}
          </p>
          <h2 dir="auto" className="mt-0.5 mb-4 text-start text-xl wrap-words">
            {part.title}
          </h2>
          <PartBoundary kind={part.kind}>
            <PartOfSurvey value={part.id}>
              <PartOfResult {...props} part={part} />
            </PartOfSurvey>
          </PartBoundary>
        </li>
      ))}
    </ol>
  );
}

function PartOfResult({
  part,
  activityId,
  activity,
  own,
  result,
}: ResultProps<SurveySettings, SurveyAnswer> & { part: SurveyPart }) {
  const kind = usePart(partKind(part));
  const shown = partResult(result, part.id);
  if (shown.responses === 0) return <p className="text-muted-foreground">{m.no_answers_yet()}</p>;
  return (
    <kind.Result
      activityId={activityId}
      activity={partActivity(activity, part)}
      settings={part.settings}
      own={partOwn(own, own.answer, part.id)}
      result={shown}
    />
  );
}
