/** Multiple choice on the projector: options as cards, then bars of people. */
import type { MultipleChoiceSettings, ResultEntity } from '@plenum/protocol';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { pickedIdsOf } from '../../parts/choices.ts';
import { optionsOf } from '../../parts/options.ts';
import { PERCENT_FROM_RESPONSES, resultBars } from '../../parts/result-bars.tsx';
import { listOf, pick, ScreenBars, ScreenOptions } from '../../parts/screen-options.tsx';
import type { ScreenKind, ScreenProps } from '../kind.ts';

export const screen: ScreenKind<MultipleChoiceSettings> = {
  list: (_activity, settings, result) =>
    result === undefined ? listOf(optionsOf(settings), 'options') : listOf(barsOf(settings, result), 'bars'),
  Open,
  Result,
};

function barsOf(settings: MultipleChoiceSettings, result: ResultEntity) {
  return resultBars(optionsOf(settings), result, { isSorted: result.final, isOfPeople: true });
}

function Open({ activity, settings, indexes }: ScreenProps<MultipleChoiceSettings>) {
  return (
    <ScreenOptions options={pick(optionsOf(settings), indexes)} isClosed={activity.state === 'closed'} />
  );
}

function Result({
  activity,
  settings,
  result,
  indexes,
}: ScreenProps<MultipleChoiceSettings> & { result: ResultEntity }) {
  const { options, max } = settings;
  const people = counted(result.responses);
  return (
    <>
      {/* In the margin above the question: it takes no room from the bars. */}
      {result.responses >= PERCENT_FROM_RESPONSES && (
        <p className="absolute start-[calc(var(--u)*5)] top-[calc(var(--u)*1.2)] text-[calc(var(--u)*1.9)] font-medium text-muted-foreground">
          {max < options.length
            ? m.screen_of_people_up_to({ ...people, max: formatCount(max) })
            : m.screen_of_people(people)}
        </p>
      )}
      <ScreenBars bars={pick(barsOf(settings, result), indexes)} rightIds={pickedIdsOf(activity.correct)} />
    </>
  );
}
