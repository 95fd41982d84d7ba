/** Numbers of an estimate in words: with their unit, as a range, and what is wrong with one. Pure. */
import type { EstimateSettings } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import { clean, neighboursOn, valueOn } from './grid.ts';
import { formatNumber } from './typed.ts';

export function withUnit({ unit }: EstimateSettings, number: number): string {
  return unit === '' ? formatNumber(number) : m.estimate_with_unit({ number: formatNumber(number), unit });
}

/** "A whole number from 0 to 100,000." */
export function rangeSaid({ min, max, step }: EstimateSettings): string {
  const ends = { min: formatNumber(min), max: formatNumber(max) };
  if (step === 1 && Number.isInteger(min)) return m.estimate_whole(ends);
  // 0.01 and the like are decimals that people type anyway.
  return isPowerOfTen(step) && step < 1
    ? m.estimate_range(ends)
    : m.estimate_steps({ ...ends, step: formatNumber(step) });
}

/** Why a number cannot be sent, as a request; `null` = it can. */
export function numberProblem(settings: EstimateSettings, number: number): string | null {
  if (valueOn(settings, number) !== null) return null;
  const { min, max, step } = settings;
  if (number < min || number > max) {
    return m.estimate_outside({ min: formatNumber(min), max: formatNumber(max) });
  }
  if (step === 1 && Number.isInteger(min)) return m.estimate_not_whole();
  const [below, above] = neighboursOn(settings, number);
  return m.estimate_off_steps({
    step: formatNumber(step),
    below: formatNumber(below),
    above: formatNumber(above),
  });
}

/** How far apart, without the dust of binary fractions. */
export function offBy(own: number, right: number): number {
  return clean(Math.abs(own - right));
}

/** The right number, from what the wire leaves open. */
export function rightOf(correct: unknown): number | null {
  return (correct as { number?: number } | null | undefined)?.number ?? null;
}

function isPowerOfTen(number: number): boolean {
  return Number.isInteger(Number(Math.log10(number).toFixed(9)));
}
