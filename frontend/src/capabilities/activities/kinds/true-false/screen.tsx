/** True or false on the projector: two cards, then two bars. */
import type { ResultEntity, TrueFalseSettings } from '@plenum/protocol';
import { resultBars } from '../../parts/result-bars.tsx';
import { pick, ScreenBars, ScreenOptions } from '../../parts/screen-options.tsx';
import type { ScreenKind, ScreenProps } from '../kind.ts';
import { trueOrFalse } from './choices.ts';

const options = () => trueOrFalse.options(undefined);

export const screen: ScreenKind<TrueFalseSettings> = {
  list: () => ({ texts: options().map(({ label }) => label) }),
  Open,
  Result,
};

function Open({ activity, indexes }: ScreenProps<TrueFalseSettings>) {
  return <ScreenOptions options={pick(options(), indexes)} isClosed={activity.state === 'closed'} />;
}

function Result({ activity, result, indexes }: ScreenProps<TrueFalseSettings> & { result: ResultEntity }) {
  const bars = resultBars(options(), result, { isSorted: false });
  return <ScreenBars bars={pick(bars, indexes)} rightIds={trueOrFalse.chosen(activity.correct)} />;
}
