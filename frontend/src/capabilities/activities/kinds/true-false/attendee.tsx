/** True or false on a phone: two large answers, one tap saves. */
import type { TrueFalseAnswer, TrueFalseSettings } from '@plenum/protocol';
import { Check } from 'lucide-react';
import { Badge } from '#/components/ui/badge.tsx';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import { AnswerOption } from '../../parts/answer-option.tsx';
import { ResultBars, resultBars, saidBars } from '../../parts/result-bars.tsx';
import { StatusBar } from '../../parts/save-status.tsx';
import type { AttendeeKind, AttendeeProps, OpenProps, ResultProps } from '../kind.ts';
import { trueOrFalse, wordOf } from './choices.ts';

const options = () => trueOrFalse.options(undefined);

export const attendee: AttendeeKind<TrueFalseSettings, TrueFalseAnswer> = {
  hint: () => m.true_false_hint(),
  announceOpen: (title) => m.true_false_new({ title }),
  describeAnswer: (_settings, { value }) => wordOf(value),
  describeResult: (_activity, result, answer) =>
    m.results_said({
      list: saidBars(resultBars(options(), result, { isSorted: false }), trueOrFalse.chosen(answer)),
    }),
  verdict(_settings, correct, answer) {
    const right = (correct as TrueFalseAnswer | null | undefined)?.value;
    if (right === undefined) return null;
    if (answer === null) return { is: 'none', text: m.quiz_none({ key: wordOf(right) }) };
    return answer.value === right
      ? { is: 'right', text: m.quiz_right() }
      : { is: 'wrong', text: m.quiz_wrong({ key: wordOf(right) }) };
  },
  Open,
  Closed,
  Result,
};

function Open({ own, respond, mayAnswer, titleId }: OpenProps<TrueFalseSettings, TrueFalseAnswer>) {
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div
        role="group"
        aria-labelledby={titleId}
        // Side by side while both words fit; one under the other in large text.
        className="grid grid-cols-[repeat(auto-fit,minmax(min(8rem,100%),1fr))] gap-2.5"
      >
        {[true, false].map((value) => (
          <Answer
            key={String(value)}
            label={wordOf(value)}
            isChosen={own.answer?.value === value}
            onChoose={mayAnswer ? () => own.answer?.value !== value && respond({ value }) : undefined}
          />
        ))}
      </div>
      <StatusBar own={own} mayAnswer={mayAnswer} />
    </>
  );
}

function Answer({
  label,
  isChosen,
  onChoose,
}: {
  label: string;
  isChosen: boolean;
  /** Absent: it cannot be chosen now, and is no button. */
  onChoose: (() => void) | undefined;
}) {
  const shape = cn(
    'flex min-h-32 flex-col items-center justify-center gap-2 rounded-xl border-[1.5px] px-3.5 py-4 text-2xl short:min-h-24',
    isChosen ? 'border-primary bg-accent ring-[0.5px] ring-primary' : 'border-border',
  );
  const content = (
    <>
      {/* Its room is kept: the word does not move when it is chosen. */}
      <span
        aria-hidden="true"
        className={cn(
          'grid size-7.5 place-items-center rounded-full',
          isChosen ? 'bg-primary text-primary-foreground' : 'border-2 border-input',
        )}
      >
        {isChosen && <Check className="size-4.5" strokeWidth={2.6} />}
      </span>
      <span className="max-w-full wrap-words">{label}</span>
    </>
  );
  if (onChoose === undefined) return <div className={shape}>{content}</div>;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={cn(
        shape,
        'shadow-xs transition-[background-color,border-color,transform] active:scale-[0.99] active:duration-[80ms]',
        !isChosen && 'bg-card hover:border-input',
      )}
    >
      {content}
    </button>
  );
}

function Closed({ own }: AttendeeProps<TrueFalseSettings, TrueFalseAnswer>) {
  const mine = trueOrFalse.chosen(own.answer);
  const lost = own.status === 'too-late' ? trueOrFalse.chosen(own.attempted) : [];
  return (
    <ul className="flex flex-col gap-2.5">
      {options().map(({ id, key, label }) => (
        <li key={id}>
          <AnswerOption
            optionKey={key}
            label={label}
            isChosen={mine.includes(id)}
            note={
              mine.includes(id) ? (
                <Badge variant="live">{m.your_answer()}</Badge>
              ) : lost.includes(id) ? (
                <Badge>{m.not_counted()}</Badge>
              ) : null
            }
          />
        </li>
      ))}
    </ul>
  );
}

function Result({ activity, result, own }: ResultProps<TrueFalseSettings, TrueFalseAnswer>) {
  return (
    <ResultBars
      // Two bars need no order but the one they were asked in.
      bars={resultBars(options(), result, { isSorted: false })}
      mineIds={trueOrFalse.chosen(own.answer)}
      rightIds={trueOrFalse.chosen(activity.correct)}
      className="mt-1"
    />
  );
}
