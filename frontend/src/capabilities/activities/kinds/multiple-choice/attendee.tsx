/** Multiple choice on a phone: square boxes, as many as may be chosen, sent with a button. */

import type { MultipleChoiceAnswer, MultipleChoiceSettings } from '@plenum/protocol';
import { sameJson } from '@plenum/protocol/client';
import { Badge } from '#/components/ui/badge.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { AnswerOption, answersLayout } from '../../parts/answer-option.tsx';
import { pickedIdsOf } from '../../parts/choices.ts';
import { optionsOf } from '../../parts/options.ts';
import { ResultBars, resultBars, saidBars } from '../../parts/result-bars.tsx';
import type { AttendeeKind, AttendeeProps, ResultProps } from '../kind.ts';
import { Open } from './attendee-open.tsx';
import { picksHint } from './picks.ts';

export const attendee: AttendeeKind<MultipleChoiceSettings, MultipleChoiceAnswer> = {
  hint: picksHint,
  announceOpen(title, settings) {
    const { options, min, max } = settings;
    const inputs = { title, hint: picksHint(settings), count: formatCount(options.length) };
    const isOfAll = max < options.length || (min === max && max > 1);
    return isOfAll ? m.choice_new(inputs) : m.choice_new_plain(inputs);
  },
  describeAnswer: labels,
  describeResult: ({ settings }, result, answer) =>
    m.results_said({
      list: saidBars(
        resultBars(optionsOf(settings), result, { isSorted: true, isOfPeople: true }),
        pickedIdsOf(answer),
      ),
    }),
  verdict(settings, correct, answer) {
    const right = pickedIdsOf(correct);
    if (right.length === 0) return null;
    const key = labels(settings, { optionIds: right });
    if (answer === null) return { is: 'none', text: m.quiz_none({ key }) };
    return sameJson([...answer.optionIds].sort(), [...right].sort())
      ? { is: 'right', text: m.quiz_right() }
      : { is: 'wrong', text: m.quiz_wrong({ key }) };
  },
  Open,
  Closed,
  Result,
};

function labels(settings: MultipleChoiceSettings, { optionIds }: MultipleChoiceAnswer): string {
  return optionsOf(settings)
    .filter(({ id }) => optionIds.includes(id))
    .map(({ label }) => label)
    .join(', ');
}

function Closed({ settings, own }: AttendeeProps<MultipleChoiceSettings, MultipleChoiceAnswer>) {
  const mine = pickedIdsOf(own.answer);
  const lost = own.status === 'too-late' ? pickedIdsOf(own.attempted) : [];
  return (
    <ul className={answersLayout(settings.options)}>
      {optionsOf(settings).map(({ id, label, image }) => (
        <li key={id}>
          <AnswerOption
            optionKey={null}
            label={label}
            image={image}
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

function Result({
  activity,
  settings,
  result,
  own,
}: ResultProps<MultipleChoiceSettings, MultipleChoiceAnswer>) {
  return (
    <>
      <ResultBars
        bars={resultBars(optionsOf(settings), result, { isSorted: result.final, isOfPeople: true })}
        mineIds={pickedIdsOf(own.answer)}
        rightIds={pickedIdsOf(activity.correct)}
        className="mt-1"
      />
      <p className="mt-5 text-sm text-muted-foreground">{m.choice_of_people(counted(result.responses))}</p>
    </>
  );
}
