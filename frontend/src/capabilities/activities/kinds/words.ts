/** The kinds as hosts read them, in the order in which they can be picked. */
import type { ActivityKind } from '@plenum/protocol';
import { CircleQuestionMark } from 'lucide-react';
import * as m from '#/paraglide/messages.js';
import { estimateWords } from './estimate/words.ts';
import type { KindWords } from './kind.ts';
import { matrixWords } from './matrix/words.ts';
import { multipleChoiceWords } from './multiple-choice/words.ts';
import { openTextWords } from './open-text/words.ts';
import { pinWords } from './pin/words.ts';
import { pointsWords } from './points/words.ts';
import { quizWords } from './quiz/words.ts';
import { rankingWords } from './ranking/words.ts';
import { ratingWords } from './rating/words.ts';
import { singleChoiceWords } from './single-choice/words.ts';
import { surveyWords } from './survey/words.ts';
import { trueFalseWords } from './true-false/words.ts';
import { wordCloudWords } from './word-cloud/words.ts';

export const kindWords: Partial<Record<ActivityKind, KindWords>> = {
  'single-choice': singleChoiceWords,
  'multiple-choice': multipleChoiceWords,
  'true-false': trueFalseWords,
  ranking: rankingWords,
  rating: ratingWords,
  points: pointsWords,
  estimate: estimateWords,
  matrix: matrixWords,
  pin: pinWords,
  quiz: quizWords,
  'word-cloud': wordCloudWords,
  'open-text': openTextWords,
  survey: surveyWords,
};

/** The kinds a host can add. */
export const pickableKinds = Object.keys(kindWords) as ActivityKind[];

const unknown: KindWords = {
  icon: CircleQuestionMark,
  short: m.host_kind_unknown,
  long: m.host_kind_unknown,
  text: m.host_kind_unknown_text,
  newHeading: m.host_kind_unknown,
  size: () => '',
};

/** Also of a kind that only a newer page knows. */
export function wordsOf(kind: string): KindWords {
  return (Object.hasOwn(kindWords, kind) && kindWords[kind as ActivityKind]) || unknown;
}
