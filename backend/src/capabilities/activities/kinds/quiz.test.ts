import type { QuizSettings } from '@plenum/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complete } from './arbitraries.ts';
import { quiz } from './quiz.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, label: id.toUpperCase() }));
const question = (settings: Partial<QuizSettings> = {}) =>
  complete('quiz', { options, ...settings }) as QuizSettings;
const pick = (...optionIds: string[]) => ({ optionIds });

function points(settings: QuizSettings, answer: string, elapsedMs = 0, streak = 0) {
  return quiz.points?.(settings, pick('a'), pick(answer), elapsedMs, streak);
}

describe('[A2] points by speed', () => {
  test.each([
    [0, 1_000],
    [5_000, 875],
    [10_000, 750],
    [19_999, 500],
    [20_000, 500],
    // Counted at the close, or before the announced opening by a clock that was set back: at the edge, not beyond.
    [20_400, 500],
    [-100, 1_000],
  ])('right after %d of 20,000 ms: %d', (elapsedMs, expected) => {
    expect(points(question(), 'a', elapsedMs)).toBe(expected);
  });

  test('never more for who was slower, always whole, always from 500 to 1000', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5, max: 300 }),
        fc.nat({ max: 400_000 }),
        fc.nat({ max: 400_000 }),
        (seconds, one, other) => {
          const settings = question({ seconds });
          const [fast, slow] = [Math.min(one, other), Math.max(one, other)].map(
            (ms) => points(settings, 'a', ms) as number,
          ) as [number, number];
          expect(fast).toBeGreaterThanOrEqual(slow);
          for (const given of [fast, slow]) {
            expect(Number.isInteger(given) && given >= 500 && given <= 1_000).toBe(true);
          }
        },
      ),
    );
  });
});

describe('points', () => {
  test('flat: the same for all who are right', () => {
    expect(points(question({ points: 'flat' }), 'a', 19_000)).toBe(1_000);
  });

  test('none: practice gives nothing and takes nothing, right or wrong', () => {
    expect(points(question({ points: 'none' }), 'a')).toBeNull();
    expect(points(question({ points: 'none' }), 'b')).toBeNull();
  });

  test('wrong is 0, whatever the streak', () => {
    expect(points(question({ isDouble: true }), 'b', 0, 7)).toBe(0);
  });

  test.each([
    [0, 1_000],
    [1, 1_100],
    [2, 1_200],
    [3, 1_300],
    [4, 1_300],
    [100, 1_300],
  ])('after %d right ones in a row: %d', (streak, expected) => {
    expect(points(question(), 'a', 0, streak)).toBe(expected);
  });

  test('double doubles the bonus too', () => {
    expect(points(question({ isDouble: true }), 'a', 10_000, 2)).toBe(1_900);
  });
});

test('of several right options exactly all must be picked', () => {
  const settings = question({ choose: 'several' });
  expect(quiz.isRight?.(settings, pick('a', 'b'), pick('b', 'a'))).toBe(true);
  expect(quiz.isRight?.(settings, pick('a', 'b'), pick('a'))).toBe(false);
  expect(quiz.isRight?.(settings, pick('a', 'b'), pick('a', 'b', 'c'))).toBe(false);
});

test('only where speed counts does the opening wait until every phone knows of it', () => {
  expect(quiz.timing?.(question())).toEqual({ opensInMs: 4_000, closesInMs: 20_000 });
  expect(quiz.timing?.(question({ points: 'flat', seconds: 5 }))).toEqual({
    opensInMs: 0,
    closesInMs: 5_000,
  });
  expect(quiz.timing?.(question({ points: 'none' }))).toEqual({ opensInMs: 0, closesInMs: 20_000 });
});

test('the export says what was picked in words', () => {
  expect(quiz.cells(question({ choose: 'several' }), pick('c', 'a'))).toEqual({ answer: 'A; C' });
});
