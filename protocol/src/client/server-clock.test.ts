import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createApi } from './api.ts';
import { createServerClock, estimateClock } from './server-clock.ts';
import { disconnected, json, VirtualEnvironment } from './virtual-environment.ts';

test('the true offset is always within the stated error, however unfair the network', () => {
  const sample = fc.record({ start: fc.nat(10_000), out: fc.nat(2_000), back: fc.nat(2_000) });
  fc.assert(
    fc.property(
      fc.array(sample, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: -9e6, max: 9e6 }),
      (given, offset) => {
        const samples = given.map(({ start, out, back }) => ({
          sentAt: start,
          receivedAt: start + out + back,
          serverNowMs: start + out + offset,
        }));
        const estimate = estimateClock(samples);
        // Half a millisecond is lost by rounding.
        expect(Math.abs((estimate?.offsetMs ?? Number.NaN) - offset)).toBeLessThanOrEqual(
          (estimate?.errorMs ?? 0) + 0.5,
        );
      },
    ),
  );
});

test('a clock that was set back during a question is no sample', () => {
  expect(estimateClock([{ sentAt: 10, receivedAt: 5, serverNowMs: 7 }])).toBeNull();
});

test('measures a few times, believes the quickest, and keeps what it knows when the network goes', async () => {
  const trips = [900, 40, 300, 700];
  const environment = new VirtualEnvironment(async () => {
    const trip = trips.shift() ?? 0;
    await new Promise<void>((resolve) => environment.setTimer(resolve, trip / 2));
    const nowMs = environment.now() + 120_000;
    await new Promise<void>((resolve) => environment.setTimer(resolve, trip / 2));
    return json({ nowMs });
  });
  const clock = createServerClock(createApi({ environment }), { environment });
  expect(clock.now()).toBe(environment.now());
  const measured = clock.measure();
  await environment.advance(5_000);
  expect(await measured).toEqual({ offsetMs: 120_000, errorMs: 20 });
  expect(clock.now()).toBe(environment.now() + 120_000);
  environment.serve = disconnected;
  expect(await clock.measure()).toEqual({ offsetMs: 120_000, errorMs: 20 });
});
