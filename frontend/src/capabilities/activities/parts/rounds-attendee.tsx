/** Two rounds on a phone, once both may be seen. Loaded by phones that are asked a second time. */
import type { ActivityEntity, ResultEntity } from '@plenum/protocol';
import type { ResultProps } from '../kinds/kind.ts';
import type { Choices } from './choices.ts';
import { pairsOf, saidPairs } from './paired-bars.ts';
import { PairedBars } from './paired-bars-list.tsx';

interface Compared {
  readonly choices: Choices;
  /** The first round's result. */
  readonly before: ResultEntity;
}

export const pairedAttendee = {
  describe(
    { choices, before }: Compared,
    { settings }: ActivityEntity,
    after: ResultEntity,
    answer: unknown,
  ) {
    return saidPairs(pairsOf(choices, settings, before, after), choices.chosen(answer));
  },
  Result,
};

function Result({
  choices,
  before,
  activity,
  settings,
  result,
  own,
  firstAnswer,
}: ResultProps & Compared & { firstAnswer: unknown }) {
  return (
    <PairedBars
      pairs={pairsOf(choices, settings, before, result)}
      totals={{ before: before.responses, after: result.responses }}
      maySeveral={choices.maySeveral(settings)}
      beforeIds={choices.chosen(firstAnswer)}
      afterIds={choices.chosen(own.answer)}
      rightIds={choices.chosen(activity.correct)}
    />
  );
}
