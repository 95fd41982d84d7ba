/** [W9] Under load everybody is slowed down before anybody is refused, and let in again before anybody is hurried. */
import { expect, test } from 'vitest';
import { createSteering, type Load, NO_LOAD, nextLoad } from './steering.ts';

/** Runs the loads that follow each other while the loop is so late, a judgement every 100 ms. */
function after(seconds: number, lateMs: number, from: Load = NO_LOAD): Load[] {
  const loads = [from];
  let stoodMs = Number.POSITIVE_INFINITY;
  for (let ms = 0; ms < seconds * 1_000; ms += 100, stoodMs += 100) {
    const load = loads.at(-1) as Load;
    const next = nextLoad(load, lateMs, stoodMs);
    if (next.step === load.step && next.refused === load.refused) continue;
    loads.push(next);
    stoodMs = 0;
  }
  return loads;
}
const last = (loads: Load[]) => loads.at(-1) as Load;

test('[W9] a loop in time stands at step 0, however long', () => {
  expect(after(60, 20)).toEqual([NO_LOAD]);
});

test('[W9] late, but not drowning: everybody is slowed down step by step, nobody is refused, ever', () => {
  expect(after(60, 150)).toEqual([0, 1, 2, 3].map((step) => ({ step, refused: 0 })));
});

test('[W9] drowning: refusing begins after the last step, grows, and never refuses all', () => {
  const loads = after(60, 1_000);
  const firstRefused = loads.findIndex(({ refused }) => refused > 0);
  expect(loads.slice(0, firstRefused).map(({ step }) => step)).toEqual([0, 1, 2, 3]);
  expect(loads.slice(firstRefused).every(({ step }) => step === 3)).toBe(true);
  expect(last(loads).refused).toBeCloseTo(0.9);
});

test('[W9] when it is over: first nobody is refused any more, then everybody may come more often', () => {
  const loads = after(60, 10, { step: 3, refused: 0.9 });
  const firstFree = loads.findIndex(({ refused }) => refused === 0);
  expect(loads.slice(0, firstFree).every(({ step }) => step === 3)).toBe(true);
  expect(last(loads)).toEqual(NO_LOAD);
  expect(last(after(5, 10, { step: 3, refused: 0.9 })).refused, 'five seconds later').toBe(0);
});

test('[W9] what did not begin to refuse does not go on refusing: a loop that stays a little late refuses nobody in the end', () => {
  expect(last(after(60, 150, { step: 3, refused: 0.9 }))).toEqual({ step: 3, refused: 0 });
});

test('[W9] between late and calm the pace stays: it does not swing', () => {
  expect(after(60, 70, { step: 2, refused: 0 })).toEqual([{ step: 2, refused: 0 }]);
});

test('[W9] a silent database slows everybody down, and refuses nobody', () => {
  let silentMs = 0;
  const steering = createSteering({ silentMs: () => silentMs });
  expect(steering.slowdown()).toBe(1);
  silentMs = 2_001;
  expect(steering.slowdown()).toBe(2);
  expect(steering.refuses()).toBe(false);
});

test('[W9] an event loop that is kept busy is noticed, and forgiven', async () => {
  const loads: Load[] = [];
  const steering = createSteering({ silentMs: () => 0, onChange: (load) => loads.push(load) });
  steering.start();
  const block = setInterval(() => {
    for (const until = performance.now() + 200; performance.now() < until; );
  }, 1);
  await expect.poll(() => steering.slowdown(), { timeout: 10_000 }).toBe(2);
  clearInterval(block);
  await expect.poll(() => steering.slowdown(), { timeout: 20_000 }).toBe(1);
  steering.stop();
  expect(loads).toEqual([{ step: 1, refused: 0 }, NO_LOAD]);
});

test('[W9] who is sent away together is told to return at different times', () => {
  const { retryAfterSeconds } = createSteering({ silentMs: () => 0 });
  const told = new Set(Array.from({ length: 500 }, retryAfterSeconds));
  expect(told.size).toBe(10);
  expect(Math.min(...told)).toBeGreaterThanOrEqual(3);
});
