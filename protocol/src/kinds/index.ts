/** The kinds there are on the wire. Adding one: a file here and its line below; decisions/0009 walks through it. */
import { type TSchema, Type } from 'typebox';
import { estimate } from './estimate.ts';
import { matrix } from './matrix.ts';
import { multipleChoice } from './multiple-choice.ts';
import { openText } from './open-text.ts';
import type { KindSchemas } from './parts.ts';
import { pin } from './pin.ts';
import { points } from './points.ts';
import { quiz } from './quiz.ts';
import { ranking } from './ranking.ts';
import { rating } from './rating.ts';
import { singleChoice } from './single-choice.ts';
import { survey } from './survey.ts';
import { trueFalse } from './true-false.ts';
import { wordCloud } from './word-cloud.ts';

export const kindSchemas = {
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  rating,
  ranking,
  points,
  'word-cloud': wordCloud,
  estimate,
  matrix,
  pin,
  'open-text': openText,
  survey,
  quiz,
} as const satisfies Record<string, KindSchemas>;

export type ActivityKind = keyof typeof kindSchemas;
export const ACTIVITY_KINDS = Object.keys(kindSchemas) as ActivityKind[];

/** What is right, as a kind sees it: an answer, unless it says otherwise. */
export function correctSchema(kind: ActivityKind): TSchema | null {
  const { answer, correct }: KindSchemas = kindSchemas[kind];
  return correct === undefined ? answer : correct;
}

const all = Object.values<KindSchemas>(kindSchemas);
/** Whether it fits the activity is the kind's to say; this much holds for any. */
export const AnyAnswer = Type.Union(all.map(({ answer }) => answer));
export const AnySettings = Type.Union(all.map(({ settings }) => settings));
export const AnyCorrect = Type.Union(ACTIVITY_KINDS.map(correctSchema).filter((schema) => schema !== null));

/** Requests by kind, self-contained, under the same names for createActivity and putResponse. */
export const activityExamples = Object.fromEntries(
  ACTIVITY_KINDS.map((kind) => [kind, { kind, ...kindSchemas[kind].example.activity }]),
);
export const answerExamples = Object.fromEntries(
  ACTIVITY_KINDS.map((kind) => [kind, { answer: kindSchemas[kind].example.answer, seq: 1 }]),
);

export type { EstimateAnswer, EstimateSettings } from './estimate.ts';
export type { MatrixAnswer, MatrixAxis, MatrixSettings } from './matrix.ts';
export type { MultipleChoiceAnswer, MultipleChoiceSettings } from './multiple-choice.ts';
export type { OpenTextAnswer, OpenTextSettings } from './open-text.ts';
export * from './parts.ts';
export { PIN_GRID, type PinAnswer, type PinArea, type PinCorrect, type PinSettings } from './pin.ts';
export type { PointsAnswer, PointsSettings } from './points.ts';
export { QUIZ_POINTS, type QuizAnswer, type QuizPoints, type QuizSettings } from './quiz.ts';
export type { RankingAnswer, RankingSettings } from './ranking.ts';
export { RATING_SCALES, type RatingAnswer, type RatingScale, type RatingSettings } from './rating.ts';
export type { SingleChoiceAnswer, SingleChoiceSettings } from './single-choice.ts';
export {
  oneOfKinds,
  type PartKind,
  partKinds,
  type SurveyAnswer,
  type SurveyPart,
  type SurveySettings,
} from './survey.ts';
export type { TrueFalseAnswer, TrueFalseSettings } from './true-false.ts';
export {
  STOP_WORD_LANGUAGES,
  type StopWordLanguage,
  type WordCloudAnswer,
  type WordCloudSettings,
} from './word-cloud.ts';
