/** Single choice on a phone: answers as buttons, one tap saves. */
import type { SingleChoiceAnswer, SingleChoiceSettings } from '@plenum/protocol';
import { Badge } from '#/components/ui/badge.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { AnswerOption, answersLayout } from '../../parts/answer-option.tsx';
import { optionIdOf, optionIdsOf, optionsOf } from '../../parts/options.ts';
import { ResultBars, resultBars, saidBars } from '../../parts/result-bars.tsx';
import { StatusBar } from '../../parts/save-status.tsx';
import type { AttendeeKind, AttendeeProps, OpenProps, ResultProps } from '../kind.ts';

export const attendee: AttendeeKind<SingleChoiceSettings, SingleChoiceAnswer> = {
  hint: () => m.choose_one(),
  announceOpen: (title, { options }) => m.question_new({ title, count: formatCount(options.length) }),
  describeAnswer: (settings, { optionId }) =>
    optionsOf(settings).find(({ id }) => id === optionId)?.label ?? '',
  describeResult: ({ settings }, result, answer) =>
    m.results_said({
      list: saidBars(resultBars(optionsOf(settings), result, { isSorted: true }), optionIdsOf(answer)),
    }),
  verdict(settings, correct, answer) {
    const right = optionsOf(settings).find(({ id }) => id === optionIdOf(correct));
    if (right === undefined) return null;
    if (answer === null) return { is: 'none', text: m.quiz_none({ key: right.key }) };
    return answer.optionId === right.id
      ? { is: 'right', text: m.quiz_right() }
      : { is: 'wrong', text: m.quiz_wrong({ key: right.key }) };
  },
  Open,
  Closed,
  Result,
};

function Open({
  settings,
  own,
  respond,
  mayAnswer,
  titleId,
}: OpenProps<SingleChoiceSettings, SingleChoiceAnswer>) {
  const chosen = optionIdOf(own.answer);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be the page's heading. */}
      <div role="group" aria-labelledby={titleId} className={answersLayout(settings.options)}>
        {optionsOf(settings).map(({ id, key, label, image }) => (
          <AnswerOption
            key={id}
            optionKey={key}
            label={label}
            image={image}
            isChosen={id === chosen}
            onChoose={mayAnswer ? () => id !== chosen && respond({ optionId: id }) : undefined}
          />
        ))}
      </div>
      <StatusBar own={own} mayAnswer={mayAnswer} />
    </>
  );
}

function Closed({ settings, own }: AttendeeProps<SingleChoiceSettings, SingleChoiceAnswer>) {
  const mineId = optionIdOf(own.answer);
  const lostId = own.status === 'too-late' ? optionIdOf(own.attempted) : null;
  return (
    <ul className={answersLayout(settings.options)}>
      {optionsOf(settings).map(({ id, key, label, image }) => (
        <li key={id}>
          <AnswerOption
            optionKey={key}
            label={label}
            image={image}
            isChosen={id === mineId}
            note={
              id === mineId ? (
                <Badge variant="live">{m.your_answer()}</Badge>
              ) : id === lostId ? (
                <Badge>{m.not_counted()}</Badge>
              ) : null
            }
          />
        </li>
      ))}
    </ul>
  );
}

function Result({ activity, settings, result, own }: ResultProps<SingleChoiceSettings, SingleChoiceAnswer>) {
  return (
    <ResultBars
      bars={resultBars(optionsOf(settings), result, { isSorted: result.final })}
      mineIds={optionIdsOf(own.answer)}
      rightIds={optionIdsOf(activity.correct)}
      className="mt-1"
    />
  );
}
