/** Single choice on the projector: options as cards, then bars. */
import type { ResultEntity, SingleChoiceSettings } from '@plenum/protocol';
import { optionIdsOf, optionsOf } from '../../parts/options.ts';
import { resultBars } from '../../parts/result-bars.tsx';
import { listOf, pick, ScreenBars, ScreenOptions } from '../../parts/screen-options.tsx';
import type { ScreenKind, ScreenProps } from '../kind.ts';

export const screen: ScreenKind<SingleChoiceSettings> = {
  list({ correct }, settings, result) {
    const options = optionsOf(settings);
    const items = result === undefined ? options : resultBars(options, result, { isSorted: result.final });
    return result === undefined ? listOf(items, 'options') : listOf(items, 'bars', correct !== undefined);
  },
  Open,
  Result,
};

function Open({ activity, settings, indexes }: ScreenProps<SingleChoiceSettings>) {
  return (
    <ScreenOptions options={pick(optionsOf(settings), indexes)} isClosed={activity.state === 'closed'} />
  );
}

function Result({
  activity,
  settings,
  result,
  indexes,
}: ScreenProps<SingleChoiceSettings> & { result: ResultEntity }) {
  const bars = resultBars(optionsOf(settings), result, { isSorted: result.final });
  return <ScreenBars bars={pick(bars, indexes)} rightIds={optionIdsOf(activity.correct)} />;
}
