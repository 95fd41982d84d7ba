/** An estimate while it is written: the range, its steps, the unit, the right number. Pure. */
import type { EstimateAnswer, EstimateSettings } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import type { DraftRules } from '../kind.ts';
import { clean, decimalsOf, isTooFine, STEPS_MAX, stepsOf, valueOn } from './grid.ts';
import type { Read } from './number-field.tsx';

export interface EstimateDraft {
  readonly min: Read;
  readonly max: Read;
  readonly step: Read;
  readonly unit: string;
  readonly right: Read;
}

export const UNIT_MAX = 20;

export const draft: DraftRules<EstimateDraft, EstimateSettings> = {
  empty: () => ({ min: 0, max: 100, step: 1, unit: '', right: null }),
  of: ({ min, max, step, unit }, correct) => ({
    min,
    max,
    step,
    unit,
    right: (correct as EstimateAnswer | null)?.number ?? null,
  }),
  problem(own) {
    if (typeof own.min !== 'number') return m.host_estimate_min_missing();
    if (typeof own.max !== 'number') return m.host_estimate_max_missing();
    if (typeof own.step !== 'number' || own.step <= 0) return m.host_estimate_step_missing();
    const grid = settingsOf(own);
    if ([grid.min, grid.max, grid.step].some((number) => decimalsOf(number) === null)) {
      return m.host_estimate_decimals();
    }
    if (grid.min >= grid.max) return m.host_estimate_upside();
    if (isTooFine(grid) || stepsOf(grid) > STEPS_MAX) return m.host_estimate_step_small();
    if (stepsOf(grid) < 1) return m.host_estimate_step_large();
    const isRightWrong = own.right === 'unread' || (own.right !== null && valueOn(grid, own.right) === null);
    return isRightWrong ? m.host_estimate_correct_wrong() : null;
  },
  settingsOf,
  correctOf({ right }): EstimateAnswer | null {
    return typeof right === 'number' ? { number: clean(right) } : null;
  },
};

/** For the preview also of what cannot be stored yet. */
function settingsOf({ min, max, step, unit }: EstimateDraft): EstimateSettings {
  const numberOf = (read: Read, otherwise: number) => (typeof read === 'number' ? clean(read) : otherwise);
  const low = numberOf(min, 0);
  const given = numberOf(step, 1);
  return { min: low, max: numberOf(max, low + 100), step: given > 0 ? given : 1, unit: unit.trim() };
}
