/** Survey: each part answered counts as its own kind counts, under `<part>/`; besides, who answered what. */
import {
  type PartKind,
  partKinds,
  type SurveyAnswer,
  type SurveyPart,
  type SurveySettings,
} from '@plenum/protocol';
import type { TSchema } from 'typebox';
import Compile from 'typebox/compile';
import type { FieldError } from '#/errors.ts';
import { estimate } from './estimate.ts';
import type { Cell, Column, Kind } from './kind.ts';
import { matrix } from './matrix.ts';
import { multipleChoice } from './multiple-choice.ts';
import { openText } from './open-text.ts';
import { judged, valueAt, withIds } from './options.ts';
import { points } from './points.ts';
import { ranking } from './ranking.ts';
import { rating } from './rating.ts';
import { singleChoice } from './single-choice.ts';
import { trueFalse } from './true-false.ts';
import { wordCloud } from './word-cloud.ts';

type AnyKind = Kind<unknown, unknown, unknown>;
type PartInput = Omit<SurveyPart, 'id'> & { id?: string };

// As in index.ts: each is exact about its own.
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
  'open-text': openText,
} as unknown as Record<PartKind, AnyKind>;

/** The schema of a survey lets any answer stand at any part: which belongs where only its settings know. */
const shapes = new Map(
  Object.entries(partKinds).map(([kind, { answer }]) => [kind, Compile(answer as TSchema)]),
);

/** The bucket of who answered all; no part may be called so. */
const COMPLETE = 'complete';

export const survey: Kind<SurveySettings, SurveyAnswer> = {
  settings(input) {
    const { parts } = input as { parts: PartInput[] };
    const { items, errors } = withIds(parts, '/settings/parts', { letter: 'p', reserved: [COMPLETE] });
    const checked = items.map((part, index) => {
      const own = kinds[part.kind].settings(part.settings);
      if ('settings' in own) return { ...part, settings: own.settings };
      errors.push(
        ...own.errors.map(({ path, message }) => ({ path: `/settings/parts/${index}${path}`, message })),
      );
      return part;
    });
    return judged(errors, () => ({ parts: checked }));
  },

  // Parts may change places and titles. One more would make everybody who had answered all of it incomplete.
  keepsCounts: (before, after) =>
    before.parts.length === after.parts.length &&
    before.parts.every(({ id, kind, settings }) => {
      const part = after.parts.find((other) => other.id === id);
      return part?.kind === kind && kinds[kind].keepsCounts(settings, part.settings);
    }),

  problems: ({ parts }, answer) =>
    Object.entries(answer.parts).flatMap(([id, own]) => {
      const part = parts.find((one) => one.id === id);
      const path = `/answer/parts/${id}`;
      if (!part) return [{ path, message: 'is no part of this survey' }];
      return partProblems(part, own, path);
    }),

  contributions: ({ parts }, answer) =>
    Object.fromEntries([
      ...answered(parts, answer).flatMap(([part, own]) => [
        [part.id, 1] as const,
        ...Object.entries(kinds[part.kind].contributions(part.settings, own)).map(
          ([bucket, weight]) => [`${part.id}/${bucket}`, weight] as const,
        ),
      ]),
      ...(answered(parts, answer).length === parts.length ? [[COMPLETE, 1] as const] : []),
    ]),

  view({ parts }) {
    const numbers = parts.flatMap((part) =>
      (kinds[part.kind].view?.(part.settings).numbers ?? []).map((view) => ({
        ...view,
        prefix: `${part.id}/${view.prefix}`,
      })),
    );
    return { ...(numbers.length > 0 && { numbers }), progress: [...parts.map(({ id }) => id), COMPLETE] };
  },
  texts: ({ parts }, answer) =>
    Object.fromEntries(
      answered(parts, answer).flatMap(([part, own]) => {
        const texts = kinds[part.kind].texts?.(part.settings, own);
        return texts ? [[part.id, texts[''] ?? []] as const] : [];
      }),
    ),
  named: ({ parts }) => parts.flatMap(({ id, kind }) => (kinds[kind].named ? [`${id}/`] : [])),
  hides: ({ parts }, answer) =>
    answered(parts, answer).flatMap(([part, own]) =>
      (kinds[part.kind].hides?.(part.settings, own) ?? []).map((bucket) => `${part.id}/${bucket}`),
    ),

  columns: ({ parts }) => parts.flatMap(partColumns),
  cells: ({ parts }, answer) =>
    Object.fromEntries(
      parts.flatMap((part) => {
        const own = valueAt(answer.parts, part.id);
        const cells: Readonly<Record<string, Cell>> =
          own === undefined ? {} : kinds[part.kind].cells(part.settings, own);
        return kinds[part.kind]
          .columns(part.settings)
          .map(({ key }) => [`${part.id}/${key}`, valueAt(cells, key) ?? null] as const);
      }),
    ),
};

/** The parts that were answered, in the order of the survey. */
function answered(parts: readonly SurveyPart[], answer: SurveyAnswer): [SurveyPart, unknown][] {
  return parts.flatMap((part) => {
    const own = valueAt(answer.parts, part.id);
    return own === undefined ? [] : [[part, own] satisfies [SurveyPart, unknown]];
  });
}

function partProblems({ kind, settings }: SurveyPart, own: unknown, path: string): FieldError[] {
  if (!shapes.get(kind)?.Check(own)) return [{ path, message: `is no answer to a part of kind ${kind}` }];
  return kinds[kind].problems(settings, own).map((problem) => ({
    ...problem,
    path: path + problem.path.slice('/answer'.length),
  }));
}

function partColumns({ id, kind, title, settings }: SurveyPart): Column[] {
  const columns = kinds[kind].columns(settings);
  return columns.map(({ key, label }) => ({
    key: `${id}/${key}`,
    label: columns.length === 1 ? title : `${title}: ${label}`,
  }));
}
