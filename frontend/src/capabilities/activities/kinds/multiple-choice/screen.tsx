/** Multiple choice on the projector: options as cards, then bars of people. */
import type { MultipleChoiceSettings, ResultEntity } from '@plenum/protocol';
import { Rich } from '#/components/rich.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { pickedIdsOf } from '../../parts/choices.ts';
import { optionsOf } from '../../parts/options.ts';
import { resultBars } from '../../parts/result-bars.tsx';
import { listOf, pick, ScreenBars, ScreenOptions } from '../../parts/screen-options.tsx';
import type { ScreenKind, ScreenProps } from '../kind.ts';

export const screen: ScreenKind<MultipleChoiceSettings> = {
  list: ({ correct }, settings, result) =>
    result === undefined
      ? listOf(optionsOf(settings), 'options')
      : listOf(barsOf(settings, result), 'bars', correct !== undefined),
  foot: ({ settings: { options, max }, result }) =>
    result && (
      <Rich
        parts={
          max < options.length
            ? m.screen_of_people_up_to.parts({ ...counted(result.responses), max: formatCount(max) })
            : m.screen_of_people.parts(counted(result.responses))
        }
      />
    ),
  Open,
  Result,
};

function barsOf(settings: MultipleChoiceSettings, result: ResultEntity) {
  return resultBars(optionsOf(settings), result, { isSorted: result.final, isOfPeople: true });
}

function Open({ activity, settings, indexes }: ScreenProps<MultipleChoiceSettings>) {
  return (
    <ScreenOptions
      options={pick(optionsOf(settings), indexes)}
      isClosed={activity.state === 'closed'}
      hasKeys={false}
    />
  );
}

function Result({
  activity,
  settings,
  result,
  indexes,
}: ScreenProps<MultipleChoiceSettings> & { result: ResultEntity }) {
  return (
    <ScreenBars
      bars={pick(barsOf(settings, result), indexes)}
      rightIds={pickedIdsOf(activity.correct)}
      hasKeys={false}
    />
  );
}
