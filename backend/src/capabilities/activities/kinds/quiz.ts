/** Quiz question: every option picked counts one. Points are a matter of the reveal, not of the tally. */
import type { QuizAnswer, QuizSettings } from '@plenum/protocol';
import type { Kind } from './kind.ts';
import { countProblems, idProblems, judged, keepsIds, labelsOf, ones, sameSet, withIds } from './options.ts';
import type { OptionInput } from './single-choice.ts';

type Input = Partial<Omit<QuizSettings, 'options'>> & { options: OptionInput[] };

const POINTS = 1_000;
const BONUS = 100;
const BONUS_TIMES_MAX = 3;
/** Everybody who asks every 3 s has learnt of it by then. */
const LEAD_MS = 4_000;

export const quiz: Kind<QuizSettings, QuizAnswer> = {
  settings(input) {
    const { options, choose = 'one', seconds = 20, points = 'speed', isDouble = false } = input as Input;
    const { items, errors } = withIds(options, '/settings/options');
    return judged(errors, () => ({ options: items, choose, seconds, points, isDouble }));
  },

  // Time and points may change, they count nothing; so may one choice become several, not the other way round.
  keepsCounts: (before, after) =>
    keepsIds(before.options, after.options) && (before.choose === after.choose || after.choose === 'several'),

  problems: ({ options, choose }, { optionIds }) => [
    ...idProblems(options, optionIds, '/answer/optionIds'),
    ...countProblems(optionIds.length, 1, choose === 'one' ? 1 : options.length, '/answer/optionIds'),
  ],
  contributions: (_settings, { optionIds }) => ones(optionIds),
  isRight: (_settings, correct, answer) => sameSet(correct.optionIds, answer.optionIds),

  timing: ({ points, seconds }) => ({
    opensInMs: points === 'speed' ? LEAD_MS : 0,
    closesInMs: seconds * 1_000,
  }),

  /**
   * A wrong answer gets 0. A right one gets
   *
   *   base   1000 with `flat`; with `speed` 1000 × (1 − elapsed ÷ time ÷ 2): 1000 at once, 500 at the last moment
   *   bonus  100 for each right answer in a row before this one, 300 at most
   *
   * together rounded to a whole number, twice as much where `isDouble`. Practice (`none`) gets `null`.
   */
  points(settings, correct, answer, elapsedMs, streak) {
    if (settings.points === 'none') return null;
    if (!sameSet(correct.optionIds, answer.optionIds)) return 0;
    // An answer in flight at the opening or the close was counted: it is at the edge, not beyond.
    const limit = settings.seconds * 1_000;
    const elapsed = Math.min(limit, Math.max(0, elapsedMs));
    // One division, so that half a point is half a point for whoever computes it again.
    const base = settings.points === 'flat' ? POINTS : (POINTS * (2 * limit - elapsed)) / (2 * limit);
    const bonus = BONUS * Math.min(BONUS_TIMES_MAX, streak);
    return Math.round(base + bonus) * (settings.isDouble ? 2 : 1);
  },

  columns: () => [{ key: 'answer', label: 'Answer' }],
  cells: ({ options }, { optionIds }) => ({ answer: labelsOf(options, optionIds) }),
};
