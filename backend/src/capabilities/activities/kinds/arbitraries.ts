/**
 * Any activity of a kind and any answer to it, for tests: settings as a host may send them, answers that fit.
 * All of it survives the normalisation at the door (S5) and keeps to its limits (W16), so it can be sent over the wire as well.
 */
import {
  type ActivityKind,
  type EstimateSettings,
  type MatrixSettings,
  type MultipleChoiceSettings,
  type OpenTextSettings,
  type Option,
  type PartKind,
  type PinSettings,
  type PointsSettings,
  partKinds,
  type QuizSettings,
  RATING_SCALES,
  type RankingSettings,
  type RatingSettings,
  STOP_WORD_LANGUAGES,
  type SurveySettings,
  type WordCloudSettings,
} from '@plenum/protocol';
import fc from 'fast-check';
import { graphemes } from '#/http/body.ts';
import { forSome, id, ids, image, options, sent, some, text } from './arbitrary-parts.ts';
import { fold } from './fold.ts';
import { kindOf } from './index.ts';

export interface ArbitraryActivity {
  readonly kind: ActivityKind;
  /** As a host sends them: with and without ids and defaults. */
  readonly input: unknown;
  /** The same, complete. */
  readonly settings: unknown;
  /** Answers that fit them. */
  readonly answers: fc.Arbitrary<unknown>;
}

/** Settings as they are stored. @throws if they make no sense */
export function complete(kind: ActivityKind, input: unknown): unknown {
  const checked = kindOf(kind).settings(input);
  if ('errors' in checked) throw new Error(`${kind}: ${JSON.stringify(checked.errors)}`);
  return checked.settings;
}

/** Leaves room for a title and the rest below 4,096. */
const SETTINGS_BYTES_MAX = 3_200;

export function arbitraryActivity(kind: ActivityKind): fc.Arbitrary<ArbitraryActivity> {
  return inputs[kind]
    .map((input) => {
      const settings = complete(kind, input);
      return { kind, input, settings, answers: answersTo(kind, settings) };
    })
    .filter(({ settings }) => Buffer.byteLength(JSON.stringify(settings)) <= SETTINGS_BYTES_MAX);
}

/** Any answer that fits these (complete) settings. */
export function answersTo(kind: ActivityKind, settings: unknown): fc.Arbitrary<unknown> {
  return answers[kind](settings as never);
}

const along = fc.integer({ min: 0, max: 1_000 });

const ratingInput = fc
  .record(
    {
      scale: fc.constantFrom(...RATING_SCALES),
      min: fc.constantFrom(0, 1),
      max: fc.integer({ min: 3, max: 10 }),
      low: text(20),
      high: text(20),
      words: fc.array(text(10), { minLength: 3, maxLength: 10 }),
      // 9 × 11 values is as large as it gets.
      items: options(9, 1),
    },
    { requiredKeys: [] },
  )
  .map((input) =>
    input.scale === 'words' && !input.words ? { ...input, words: ['no', 'so so', 'yes'] } : input,
  );

const rankingInput = options(20).chain((list) =>
  fc.record(
    {
      options: fc.constant(list),
      places: fc.integer({ min: 1, max: Math.min(list.length, Math.floor(100 / list.length)) }),
    },
    { requiredKeys: ['options'] },
  ),
);

const multipleChoiceInput = options(50).chain((list) =>
  fc
    .tuple(fc.integer({ min: 1, max: list.length }), fc.integer({ min: 1, max: list.length }), fc.boolean())
    .map(([one, other, isTold]) =>
      isTold ? { options: list, min: Math.min(one, other), max: Math.max(one, other) } : { options: list },
    ),
);

/** A grid by its units: 0 to 6 decimals, so that 0.1 + 0.2 and the like come up. */
const estimateInput = fc
  .record({
    decimals: fc.integer({ min: 0, max: 6 }),
    first: fc.integer({ min: -1e6, max: 1e6 }),
    step: fc.oneof(fc.constantFrom(1, 2, 5, 10, 25), fc.integer({ min: 1, max: 1_000 })),
    steps: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1e6 })),
    rest: fc.nat({ max: 999 }),
    unit: fc.option(text(20), { nil: undefined }),
  })
  .map(({ decimals, first, step, steps, rest, unit }) => ({
    min: first / 10 ** decimals,
    max: (first + step * steps + (steps < 1e6 ? rest % step : 0)) / 10 ** decimals,
    step: step / 10 ** decimals,
    ...(unit !== undefined && { unit }),
  }));

const axis = fc.record({ low: text(20), high: text(20) });

const partInputs = Object.keys(partKinds) as PartKind[];

const surveyInput = fc.uniqueArray(fc.tuple(id, fc.constantFrom(...partInputs)), {
  minLength: 1,
  maxLength: 4,
  selector: ([partId]) => partId,
});

const inputs: Record<ActivityKind, fc.Arbitrary<unknown>> = {
  'single-choice': fc.record({ options: options(50) }),
  'multiple-choice': multipleChoiceInput,
  'true-false': fc.constant({}),
  rating: ratingInput,
  ranking: rankingInput,
  points: fc.record(
    { options: options(20), total: fc.integer({ min: 2, max: 1_000 }) },
    { requiredKeys: ['options'] },
  ),
  'word-cloud': sent<WordCloudSettings>({
    words: fc.integer({ min: 1, max: 5 }),
    lengthMax: fc.integer({ min: 5, max: 40 }),
    stopWords: fc.option(fc.constantFrom(...STOP_WORD_LANGUAGES)),
    hide: fc.constantFrom('none', 'rude', 'all'),
  }),
  estimate: estimateInput,
  matrix: fc.record({ items: options(10, 1), x: axis, y: axis }),
  pin: fc.record(
    {
      image: fc.option(image),
      pins: fc.integer({ min: 1, max: 5 }),
      areas: fc.array(
        fc.record({ label: text(12), x: along, y: along, radius: fc.integer({ min: 10, max: 1_000 }) }),
        { maxLength: 10 },
      ),
    },
    { requiredKeys: [] },
  ),
  'open-text': sent<OpenTextSettings>({
    texts: fc.integer({ min: 1, max: 5 }),
    lengthMax: fc.integer({ min: 10, max: 500 }),
    upvotes: fc.boolean(),
  }),
  // Its parts are the kinds above.
  survey: surveyInput.chain((parts) =>
    fc.tuple(...parts.map(([, kind]) => inputs[kind])).map((settings) => ({
      parts: parts.map(([partId, kind], index) => ({
        id: partId,
        kind,
        title: `Part ${index + 1}`,
        settings: settings[index],
      })),
    })),
  ),
  quiz: fc.record(
    {
      options: options(20),
      choose: fc.constantFrom('one', 'several'),
      seconds: fc.integer({ min: 5, max: 300 }),
      points: fc.constantFrom('none', 'flat', 'speed'),
      isDouble: fc.boolean(),
    },
    { requiredKeys: ['options'] },
  ),
};

/** Of each kind's own settings; who calls knows that they are. */
const answers: Record<ActivityKind, (settings: never) => fc.Arbitrary<unknown>> = {
  'single-choice': (settings: { options: Option[] }) =>
    fc.record({ optionId: fc.constantFrom(...ids(settings.options)) }),
  'multiple-choice': ({ options: list, min, max }: MultipleChoiceSettings) =>
    fc.record({ optionIds: some(ids(list), min, max) }),
  'true-false': () => fc.record({ value: fc.boolean() }),
  rating: ({ items, min, max }: RatingSettings) =>
    fc.record({ ratings: forSome(ids(items), fc.integer({ min, max })) }),
  ranking: ({ options: list, places }: RankingSettings) =>
    fc.record({ order: some(ids(list), places, places) }),
  points: ({ options: list, total }: PointsSettings) =>
    fc
      .array(fc.nat({ max: total }), { minLength: list.length - 1, maxLength: list.length - 1 })
      .map((cuts) => {
        const edges = [0, ...cuts.sort((one, other) => one - other), total];
        const shares = list.map((option, index) => [
          option.id,
          (edges[index + 1] as number) - (edges[index] as number),
        ]);
        return { points: Object.fromEntries(shares) };
      }),
  'word-cloud': ({ words, lengthMax }: WordCloudSettings) =>
    fc
      .uniqueArray(
        text(lengthMax).filter((word) => graphemes(word) <= lengthMax),
        {
          minLength: 1,
          maxLength: words,
          selector: (word) => fold(word) || word,
        },
      )
      .map((list) => ({ words: list })),
  estimate: ({ min, max, step }: EstimateSettings) =>
    fc
      .nat({ max: Math.floor((max - min) / step + 1e-9) })
      // As a client would, dust and all.
      .map((steps) => ({ number: Math.min(max, min + steps * step) })),
  matrix: ({ items }: MatrixSettings) => {
    const hundred = fc.integer({ min: 0, max: 100 });
    return fc.record({ places: forSome(ids(items), fc.record({ x: hundred, y: hundred })) });
  },
  pin: ({ pins }: PinSettings) =>
    fc.record({ pins: fc.array(fc.record({ x: along, y: along }), { minLength: 1, maxLength: pins }) }),
  'open-text': ({ texts, lengthMax }: OpenTextSettings) =>
    fc.record({ texts: fc.uniqueArray(text(Math.min(lengthMax, 60)), { minLength: 1, maxLength: texts }) }),
  survey: ({ parts }: SurveySettings) =>
    some(
      parts.map((part) => part.id),
      1,
      parts.length,
    ).chain((chosen) => {
      const those = parts.filter((part) => chosen.includes(part.id));
      return fc
        .tuple(...those.map(({ kind, settings }) => answersTo(kind, settings)))
        .map((own) => ({ parts: Object.fromEntries(those.map((part, index) => [part.id, own[index]])) }));
    }),
  quiz: ({ options: list, choose }: QuizSettings) =>
    fc.record({ optionIds: some(ids(list), 1, choose === 'one' ? 1 : list.length) }),
};
