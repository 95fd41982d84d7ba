/** What holds for every kind, whatever a host sets and people answer. */
import { ACTIVITY_KINDS, type ActivityKind, correctSchema, kindSchemas } from '@plenum/protocol';
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import Compile from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { type ArbitraryActivity, arbitraryActivity, complete } from './arbitraries.ts';
import { BUCKET_BYTES_MAX, BUCKETS_MAX } from './buckets.ts';
import { kindOf } from './index.ts';
import type { Contributions } from './kind.ts';

/** Kinds whose buckets are people's words, their numbers, places on a picture, or other kinds'. */
const UNBOUNDED: ActivityKind[] = ['word-cloud', 'estimate', 'pin', 'survey'];

/** An activity, and some answers to it. */
function answered(kind: ActivityKind, max = 8): fc.Arbitrary<ArbitraryActivity & { some: unknown[] }> {
  return arbitraryActivity(kind).chain((activity) =>
    fc.array(activity.answers, { minLength: 1, maxLength: max }).map((some) => ({ ...activity, some })),
  );
}

function add(tally: Map<string, number>, contributions: Contributions, sign: 1 | -1): void {
  for (const [bucket, weight] of Object.entries(contributions)) {
    const sum = (tally.get(bucket) ?? 0) + sign * weight;
    if (sum === 0) tally.delete(bucket);
    else tally.set(bucket, sum);
  }
}

describe.each(ACTIVITY_KINDS)('%s', (kind) => {
  const pure = kindOf(kind);
  const schemas = kindSchemas[kind];
  const fitsAnswer = Compile(schemas.answer as TSchema);
  const fitsSettings = Compile(schemas.settings as TSchema);

  test('the example of the protocol fits', () => {
    const { activity, answer } = schemas.example;
    const settings = complete(kind, activity.settings);
    expect(pure.problems(settings, answer)).toEqual([]);
    expect(Object.keys(pure.contributions(settings, answer))).not.toEqual([]);
    const correct = 'correct' in activity ? activity.correct : undefined;
    if (correct !== undefined) {
      expect((pure.correctProblems ?? pure.problems)(settings, correct)).toEqual([]);
      expect(pure.isRight?.(settings, correct, answer)).toBeTypeOf('boolean');
    }
  });

  test('knows what is right exactly where the protocol has a shape for it', () => {
    expect(pure.isRight !== undefined).toBe(correctSchema(kind) !== null);
  });

  test('complete settings are complete: once more changes nothing', () => {
    fc.assert(
      fc.property(arbitraryActivity(kind), ({ input, settings }) => {
        expect(fitsSettings.Check(input)).toBe(true);
        expect(fitsSettings.Check(settings), 'and can be sent again').toBe(true);
        expect(complete(kind, settings)).toEqual(settings);
        expect(pure.keepsCounts(settings, structuredClone(settings))).toBe(true);
      }),
    );
  });

  test('an answer that fits has no problems, and counts whole numbers above zero under names a tally can hold', () => {
    fc.assert(
      fc.property(answered(kind), ({ settings, some }) => {
        const buckets = new Set<string>();
        for (const answer of some) {
          expect(fitsAnswer.Check(answer)).toBe(true);
          expect(pure.problems(settings, answer)).toEqual([]);
          for (const [bucket, weight] of Object.entries(pure.contributions(settings, answer))) {
            expect(Number.isSafeInteger(weight) && weight > 0, `${bucket}: ${weight}`).toBe(true);
            expect(bucket).not.toBe('');
            expect(Buffer.byteLength(bucket)).toBeLessThanOrEqual(BUCKET_BYTES_MAX);
            expect(bucket.isWellFormed() && !bucket.includes('\0')).toBe(true);
            buckets.add(bucket);
          }
        }
        if (!UNBOUNDED.includes(kind)) expect(buckets.size).toBeLessThanOrEqual(BUCKETS_MAX);
      }),
    );
  });

  test('[A1] changing an answer subtracts the old and adds the new: the tally is the sum over what is stored', () => {
    fc.assert(
      fc.property(
        arbitraryActivity(kind).chain(({ settings, answers }) =>
          fc.record({
            settings: fc.constant(settings),
            acts: fc.array(
              fc.record({
                participant: fc.nat({ max: 4 }),
                answer: fc.option(answers, { nil: null, freq: 4 }),
              }),
              { maxLength: 30 },
            ),
          }),
        ),
        ({ settings, acts }) => {
          const stored = new Map<number, unknown>();
          const tally = new Map<string, number>();
          for (const { participant, answer } of acts) {
            const before = stored.get(participant);
            if (before !== undefined) add(tally, pure.contributions(settings, before), -1);
            if (answer === null) stored.delete(participant);
            else {
              stored.set(participant, answer);
              add(tally, pure.contributions(settings, answer), 1);
            }
          }
          const recounted = new Map<string, number>();
          for (const answer of stored.values()) add(recounted, pure.contributions(settings, answer), 1);
          expect(Object.fromEntries(tally)).toEqual(Object.fromEntries(recounted));
          expect([...tally.values()].every((weight) => weight > 0)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the same answer counts the same however often it is asked, and survives JSON', () => {
    fc.assert(
      fc.property(answered(kind, 2), ({ settings, some }) => {
        for (const answer of some) {
          const kept = JSON.parse(JSON.stringify(answer));
          const keptSettings = JSON.parse(JSON.stringify(settings));
          expect(pure.contributions(keptSettings, kept)).toEqual(pure.contributions(settings, answer));
        }
      }),
      { numRuns: 50 },
    );
  });

  test('every cell has a column and every column a cell', () => {
    fc.assert(
      fc.property(answered(kind, 3), ({ settings, some }) => {
        const keys = pure.columns(settings).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const answer of some)
          expect(Object.keys(pure.cells(settings, answer)).sort()).toEqual([...keys].sort());
      }),
      { numRuns: 50 },
    );
  });

  test('hides only what it counts', () => {
    fc.assert(
      fc.property(answered(kind, 3), ({ settings, some }) => {
        for (const answer of some) {
          const counted = Object.keys(pure.contributions(settings, answer));
          expect(counted).toEqual(expect.arrayContaining([...(pure.hides?.(settings, answer) ?? [])]));
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a participant’s own answer is right, where answers can be', () => {
    if (!pure.isRight || pure.correctProblems) return;
    fc.assert(
      fc.property(answered(kind, 2), ({ settings, some }) => {
        for (const answer of some)
          expect(pure.isRight?.(settings, answer, structuredClone(answer))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
