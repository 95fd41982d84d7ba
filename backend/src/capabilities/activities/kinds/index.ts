/**
 * The kinds there are. Adding one: a file here and its line below, one in protocol/src/kinds, a folder in the frontend; decisions/0009
 * walks through it.
 */
import { type ActivityKind, correctSchema, kindSchemas } from '@plenum/protocol';
import type { TSchema } from 'typebox';
import Compile from 'typebox/compile';
import { AppError, type FieldError } from '#/errors.ts';
import { estimate } from './estimate.ts';
import type { Contributions, Kind } from './kind.ts';
import { matrix } from './matrix.ts';
import { multipleChoice } from './multiple-choice.ts';
import { openText } from './open-text.ts';
import { pin } from './pin.ts';
import { points } from './points.ts';
import { quiz } from './quiz.ts';
import { ranking } from './ranking.ts';
import { rating } from './rating.ts';
import { singleChoice } from './single-choice.ts';
import { survey } from './survey.ts';
import { trueFalse } from './true-false.ts';
import { wordCloud } from './word-cloud.ts';

export type { Cell, Column, Contributions, View } from './kind.ts';

type AnyKind = Kind<unknown, unknown, unknown>;

// Each kind is exact about its own settings and answers; whoever looks one up by name knows neither.
const kinds = {
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
} as unknown as Record<ActivityKind, AnyKind>;

export function kindOf(name: ActivityKind): AnyKind {
  return kinds[name];
}

interface Checks {
  readonly settings: (value: unknown) => boolean;
  readonly answer: (value: unknown) => boolean;
  readonly correct: (value: unknown) => boolean;
}
/** A request fits the schema of some kind; here it must fit this one's. Compiled when first used. */
const compiled = new Map<ActivityKind, Checks>();

function checksOf(name: ActivityKind): Checks {
  let checks = compiled.get(name);
  if (!checks) {
    const check = (schema: TSchema) => {
      const validator = Compile(schema);
      return (value: unknown) => validator.Check(value);
    };
    const { settings, answer } = kindSchemas[name];
    const correct = correctSchema(name);
    checks = {
      settings: check(settings),
      answer: check(answer),
      correct: correct === null ? () => false : check(correct),
    };
    compiled.set(name, checks);
  }
  return checks;
}

/** Settings complete, as they are stored. @throws request_invalid */
export function settingsOf(name: ActivityKind, input: unknown): unknown {
  if (!checksOf(name).settings(input)) refuse('/settings', `are not those of the kind ${name}`);
  const checked = kinds[name].settings(input);
  if ('errors' in checked) throw new AppError('request_invalid', { errors: checked.errors });
  return checked.settings;
}

/** @throws request_invalid: nothing can be right here, or this cannot. */
export function requireCorrect(name: ActivityKind, settings: unknown, correct: unknown): void {
  if (correct == null) return;
  if (!checksOf(name).correct(correct)) refuse('/correct', `cannot be right for the kind ${name}`);
  const { correctProblems, problems } = kinds[name];
  const errors = correctProblems
    ? correctProblems(settings, correct)
    : problems(settings, correct).map(({ path, message }) => ({
        path: path.replace(/^\/answer/, '/correct'),
        message,
      }));
  if (errors.length > 0) throw new AppError('request_invalid', { errors });
}

function refuse(path: string, message: string): never {
  throw new AppError('request_invalid', { errors: [{ path, message }] });
}

/** What SQL may know of an activity: `activity.traits`; see the migration `kinds`. */
export function traitsOf(name: ActivityKind, settings: unknown): Record<string, unknown> {
  const { view, texts, named, timing } = kinds[name];
  return {
    ...view?.(settings),
    ...(texts && { texts: true }),
    ...((named?.(settings).length ?? 0) > 0 && { words: named?.(settings) }),
    ...(timing && { timing: timing(settings) }),
  };
}

/** What an answer means: its contributions, and what else it brings (texts, buckets to hide at first); or why it does not fit. */
export type Judged =
  | { readonly contributions: Contributions; readonly extra: Record<string, unknown> | null }
  | { readonly errors: FieldError[] };

export function judge(name: ActivityKind, settings: unknown, answer: unknown): Judged {
  if (!checksOf(name).answer(answer)) {
    return { errors: [{ path: '/answer', message: `is not an answer of the kind ${name}` }] };
  }
  const kind = kinds[name];
  const errors = kind.problems(settings, answer);
  if (errors.length > 0) return { errors };
  const hides = kind.hides?.(settings, answer) ?? [];
  const extra = {
    ...(kind.texts && { texts: kind.texts(settings, answer) }),
    ...(hides.length > 0 && { hides }),
  };
  return {
    contributions: kind.contributions(settings, answer),
    extra: Object.keys(extra).length > 0 ? extra : null,
  };
}
