/**
 * The flush under everything at once: eight writers on one event, sleeping between their statements, killed in the middle,
 * sending again what they do not know, while hosts act. `HARNESS_SEEDS=200` runs for minutes; `HARNESS_SEED` runs one seed again.
 */
import { expect, test } from 'vitest';
import { runHarness } from './harness.contract.ts';
import { judge } from './harness-judge.contract.ts';

const SEEDS = Number(process.env.HARNESS_SEEDS ?? 5);
const FIRST = Number(process.env.HARNESS_SEED ?? 1);
const seeds = Array.from({ length: process.env.HARNESS_SEED ? 1 : SEEDS }, (_, n) => FIRST + n);
const met = { kills: 0, acks: 0, codes: {} as Record<string, number>, told: new Set<unknown>() };

test.each(seeds)(
  '[F1][F2][F3][A5][W5][W12] whatever interleaves, what is told and what is stored agree in every state (seed %i)',
  async (seed) => {
    const history = await runHarness({ seed });
    met.kills += history.kills;
    for (const [code, n] of Object.entries(history.codes)) met.codes[code] = (met.codes[code] ?? 0) + n;
    for (const { outcomes } of history.acts) {
      met.acks += outcomes.length;
      for (const { status, refused } of outcomes) met.told.add(status ?? refused);
    }
    expect(judge(history)).toEqual([]);
  },
);

test('and everything that may go wrong did', () => {
  expect(met.kills, 'killed backends').toBeGreaterThan(0);
  expect(met.codes, 'flushes that judged an old state').toHaveProperty('PL001');
  expect(met.codes, 'deadlocks').not.toHaveProperty('40P01');
  for (const answer of ['saved', 'withdrawn', 'superseded', 'activity_closed', 'event_ended'])
    expect(met.told).toContain(answer);
});
