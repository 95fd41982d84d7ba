/** Whole percentages that add up to 100, by largest remainder: rounding each alone gives 99 or 101. Pure. */

/**
 * @param counts  Whole numbers ≥ 0.
 * @returns Whole percentages in the same order; they add to 100, or are all 0 when nothing was counted. Of equal
 *   remainders the earlier one is rounded up.
 */
export function percentages(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => 0);
  const whole = counts.map((count) => Math.floor((count * 100) / total));
  const missing = 100 - whole.reduce((sum, percent) => sum + percent, 0);
  const byRemainder = counts
    .map((count, index) => ({ index, remainder: (count * 100) % total }))
    .sort((one, two) => two.remainder - one.remainder || one.index - two.index);
  for (const { index } of byRemainder.slice(0, missing)) whole[index] = (whole[index] as number) + 1;
  return whole;
}
