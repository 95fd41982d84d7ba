/** Numeric estimate: the number itself counts one, written as a plain decimal, so that equal numbers meet and SQL can read them. */
import type { EstimateAnswer, EstimateSettings } from '@plenum/protocol';
import type { FieldError } from '#/errors.ts';
import type { Kind } from './kind.ts';
import { barsOf, clean, DECIMALS_MAX, decimalsOf, stepsOf, unitsPerOne, valueOn } from './numbers.ts';
import { judged } from './options.ts';

interface Input {
  min: number;
  max: number;
  step?: number;
  unit?: string;
}
const STEPS_MAX = 1_000_000;

export const estimate: Kind<EstimateSettings, EstimateAnswer> = {
  settings(input) {
    const given = input as Input;
    const settings = {
      min: clean(given.min),
      max: clean(given.max),
      step: clean(given.step ?? 1),
      unit: given.unit ?? '',
    };
    return judged(gridErrors(settings), () => settings);
  },

  keepsCounts: (before, after) =>
    before.min === after.min && before.max === after.max && before.step === after.step,

  problems(settings, { number }) {
    if (valueOn(settings, number) !== null) return [];
    const { min, max, step } = settings;
    const isOutside = number < min || number > max;
    const message = isOutside ? `must be from ${min} to ${max}` : `must be ${min} plus a multiple of ${step}`;
    return [{ path: '/answer/number', message }];
  },
  contributions: (settings, { number }) => ({ [String(valueOn(settings, number))]: 1 }),
  isRight: (settings, correct, answer) =>
    valueOn(settings, correct.number) === valueOn(settings, answer.number),
  view: (settings) => ({ numbers: [{ prefix: '', ...barsOf(settings) }] }),

  columns: ({ unit }) => [{ key: 'number', label: unit === '' ? 'Number' : `Number (${unit})` }],
  cells: (settings, { number }) => ({ number: valueOn(settings, number) }),
};

function gridErrors(grid: EstimateSettings): FieldError[] {
  const { min, max } = grid;
  const long = (['min', 'max', 'step'] as const).filter((field) => decimalsOf(grid[field]) === null);
  if (long.length > 0) {
    return long.map((field) => ({
      path: `/settings/${field}`,
      message: `must have at most ${DECIMALS_MAX} decimals`,
    }));
  }
  if (min >= max) return [{ path: '/settings/max', message: `must be above ${min}` }];
  if (unitsPerOne(grid) === null) {
    return [{ path: '/settings/step', message: 'is too fine for numbers this large' }];
  }
  const steps = stepsOf(grid);
  if (steps < 1) return [{ path: '/settings/step', message: `must be at most ${clean(max - min)}` }];
  if (steps > STEPS_MAX) {
    return [
      { path: '/settings/step', message: `must be larger: there are more than ${STEPS_MAX} steps to max` },
    ];
  }
  return [];
}
