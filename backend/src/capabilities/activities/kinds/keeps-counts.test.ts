/** Which edits an activity may have after its first answer: those after which every answer still means what it meant. */
import type { ActivityKind } from '@plenum/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersTo, complete } from './arbitraries.ts';
import { kindOf } from './index.ts';

const ab = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
];
const reworded = [
  { id: 'b', label: 'Better' },
  { id: 'a', label: 'Alternative' },
];
const abc = [...ab, { id: 'c', label: 'C' }];
const ac = abc.filter(({ id }) => id !== 'b');
const area = { id: 'a', label: 'A', x: 10, y: 10, radius: 50 };
const image = { id: '0199c0de-0000-7000-8000-000000000001', width: 400, height: 300 };
const axes = { x: { low: 'l', high: 'h' }, y: { low: 'l', high: 'h' } };
const words = ['no', 'so so', 'yes'];
const part = (settings: object, id = 'p') => ({ id, kind: 'multiple-choice', title: 'x', settings });

const keeps = (kind: ActivityKind, before: object, after: object) =>
  kindOf(kind).keepsCounts(complete(kind, before), complete(kind, after));

describe('may change: wording, order, more room', () => {
  test.each<[ActivityKind, what: string, object, object]>([
    ['single-choice', 'wording and order', { options: ab }, { options: reworded }],
    ['single-choice', 'one option more', { options: ab }, { options: abc }],
    ['multiple-choice', 'one option and one pick more', { options: ab, max: 1 }, { options: abc, max: 2 }],
    ['multiple-choice', 'fewer picks at least', { options: ab, min: 2 }, { options: ab, min: 1 }],
    ['rating', 'from stars to numbers', {}, { scale: 'numbers' }],
    ['rating', 'other words', { scale: 'words', words }, { scale: 'words', words: ['nein', 'na ja', 'ja'] }],
    ['rating', 'one statement more', { items: ab }, { items: abc }],
    ['ranking', 'one option more, places as before', { options: ab }, { options: abc, places: 2 }],
    ['points', 'one option more', { options: ab }, { options: abc }],
    ['word-cloud', 'more and longer words, hidden at first', {}, { words: 5, lengthMax: 40, hide: 'all' }],
    ['estimate', 'another unit', { min: 0, max: 9 }, { min: 0, max: 9, unit: 'trees' }],
    ['matrix', 'names of the axes', { items: ab, ...axes }, { items: abc, ...axes, x: axes.y }],
    [
      'pin',
      'another pin and a better name',
      { areas: [area] },
      { pins: 2, areas: [{ ...area, label: 'Z' }] },
    ],
    ['pin', 'a description', { image }, { image: { ...image, alt: 'The old town' } }],
    ['open-text', 'more and longer texts', {}, { texts: 2, lengthMax: 500, upvotes: false }],
    ['survey', 'what its part may', { parts: [part({ options: ab })] }, { parts: [part({ options: abc })] }],
    [
      'quiz',
      'time and points',
      { options: ab },
      { options: ab, seconds: 60, points: 'flat', isDouble: true },
    ],
    ['quiz', 'several instead of one', { options: ab }, { options: ab, choose: 'several' }],
  ])('%s: %s', (kind, _what, before, after) => {
    expect(keeps(kind, before, after)).toBe(true);
  });
});

describe('may not change: what answers refer to', () => {
  test.each<[ActivityKind, what: string, object, object]>([
    ['single-choice', 'an option fewer', { options: abc }, { options: ab }],
    ['single-choice', 'another option', { options: ab }, { options: ac }],
    ['multiple-choice', 'an option fewer', { options: abc }, { options: ab }],
    ['multiple-choice', 'fewer picks at most', { options: ab }, { options: ab, max: 1 }],
    ['multiple-choice', 'more picks at least', { options: ab }, { options: ab, min: 2 }],
    ['rating', 'a longer scale', { scale: 'numbers' }, { scale: 'numbers', max: 10 }],
    ['rating', 'a scale from zero', { scale: 'numbers' }, { scale: 'numbers', min: 0 }],
    ['rating', 'a word more', { scale: 'words', words }, { scale: 'words', words: [...words, 'very'] }],
    ['rating', 'a statement fewer', { items: abc }, { items: ab }],
    ['ranking', 'one place more', { options: abc, places: 1 }, { options: abc, places: 2 }],
    ['ranking', 'another option', { options: ab }, { options: ac }],
    ['points', 'another total', { options: ab }, { options: ab, total: 10 }],
    ['points', 'an option fewer', { options: abc }, { options: ab }],
    ['word-cloud', 'stop words', {}, { stopWords: 'en' }],
    ['word-cloud', 'fewer words', {}, { words: 1 }],
    ['word-cloud', 'shorter words', {}, { lengthMax: 5 }],
    ['estimate', 'a wider range', { min: 0, max: 9 }, { min: 0, max: 10 }],
    ['estimate', 'a finer step', { min: 0, max: 9 }, { min: 0, max: 9, step: 0.5 }],
    ['matrix', 'a thing fewer', { items: abc, ...axes }, { items: ab, ...axes }],
    ['pin', 'a pin fewer', { pins: 2 }, { pins: 1 }],
    ['pin', 'an area that moves', { areas: [area] }, { areas: [{ ...area, x: 11 }] }],
    ['pin', 'an area more', {}, { areas: [area] }],
    ['pin', 'a picture', {}, { image }],
    ['open-text', 'shorter texts', {}, { lengthMax: 100 }],
    [
      'survey',
      'a part more',
      { parts: [part({ options: ab })] },
      { parts: [part({ options: ab }), part({ options: ab }, 'q')] },
    ],
    [
      'survey',
      'what its part may not',
      { parts: [part({ options: abc })] },
      { parts: [part({ options: ab })] },
    ],
    [
      'survey',
      'another kind of part',
      { parts: [part({ options: ab })] },
      { parts: [{ ...part({ options: ab }), kind: 'single-choice' }] },
    ],
    ['quiz', 'one instead of several', { options: ab, choose: 'several' }, { options: ab }],
    ['quiz', 'an option fewer', { options: abc }, { options: ab }],
  ])('%s: %s', (kind, _what, before, after) => {
    expect(keeps(kind, before, after)).toBe(false);
  });
});

// Pairs of unrelated activities seldom agree; pairs that differ in one field often do.
const NEAR: [ActivityKind, fc.Arbitrary<object>][] = [
  [
    'multiple-choice',
    fc.record({
      options: fc.constantFrom(ab, abc, reworded),
      min: fc.constantFrom(1, 2),
      max: fc.constantFrom(2),
    }),
  ],
  [
    'rating',
    fc.record({
      scale: fc.constantFrom('stars', 'numbers', 'words'),
      min: fc.constantFrom(0, 1),
      max: fc.constantFrom(3, 4),
      words: fc.constant(words),
      items: fc.constantFrom(ab, abc),
    }),
  ],
  ['ranking', fc.record({ options: fc.constantFrom(ab, abc, ac), places: fc.constantFrom(1, 2) })],
  ['points', fc.record({ options: fc.constantFrom(ab, abc, ac), total: fc.constantFrom(10, 100) })],
  [
    'word-cloud',
    fc.record({
      words: fc.constantFrom(1, 3, 5),
      lengthMax: fc.constantFrom(5, 25),
      stopWords: fc.constantFrom(null, 'en'),
    }),
  ],
  [
    'pin',
    fc.record({
      image: fc.constantFrom(null, image),
      pins: fc.constantFrom(1, 2),
      areas: fc.constantFrom([], [area], [{ ...area, label: 'Z' }]),
    }),
  ],
  ['open-text', fc.record({ texts: fc.constantFrom(1, 2), lengthMax: fc.constantFrom(10, 60) })],
  [
    'quiz',
    fc.record({
      options: fc.constantFrom(ab, abc, ac),
      choose: fc.constantFrom('one', 'several'),
      seconds: fc.constantFrom(5, 20),
    }),
  ],
];

test.each(NEAR)(
  '[A5] %s: where counts are kept, every answer still fits and counts the same',
  (kind, inputs) => {
    const { contributions, problems } = kindOf(kind);
    let kept = 0;
    fc.assert(
      fc.property(
        fc.tuple(inputs, inputs).chain(([before, after]) => {
          const settings = complete(kind, before);
          return fc.record({
            before: fc.constant(settings),
            after: fc.constant(complete(kind, after)),
            answer: answersTo(kind, settings),
          });
        }),
        ({ before, after, answer }) => {
          if (!kindOf(kind).keepsCounts(before, after)) return;
          kept++;
          expect(problems(after, answer)).toEqual([]);
          expect(contributions(after, answer)).toEqual(contributions(before, answer));
        },
      ),
      { numRuns: 200 },
    );
    expect(kept).toBeGreaterThan(10);
  },
);
