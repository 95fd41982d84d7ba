/** What people and programs send that is no answer, or no activity. */
import { type ActivityKind, kindSchemas } from '@plenum/protocol';
import type { TSchema } from 'typebox';
import Compile from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { complete } from './arbitraries.ts';
import { kindOf } from './index.ts';

const abc = { options: ['a', 'b', 'c'].map((id) => ({ id, label: id })) };

describe('an answer that does not fit is told what is wrong and where', () => {
  test.each<[string, ActivityKind, object, object, path: string, message: string]>([
    ['a foreign option', 'single-choice', abc, { optionId: 'x' }, '/answer/optionId', 'is no option'],
    [
      'a name objects have',
      'single-choice',
      abc,
      { optionId: 'constructor' },
      '/answer/optionId',
      'is no option',
    ],
    [
      'a foreign option among others',
      'multiple-choice',
      abc,
      { optionIds: ['a', 'b', 'x'] },
      '/answer/optionIds/2',
      'is no option',
    ],
    [
      'too many picks',
      'multiple-choice',
      { ...abc, max: 2 },
      { optionIds: ['a', 'b', 'c'] },
      '/answer/optionIds',
      'must be at most 2, is 3',
    ],
    [
      'too few picks',
      'multiple-choice',
      { ...abc, min: 2 },
      { optionIds: ['a'] },
      '/answer/optionIds',
      'must be at least 2, is 1',
    ],
    [
      'the same pick twice',
      'multiple-choice',
      abc,
      { optionIds: ['a', 'a'] },
      '/answer/optionIds/1',
      'stands there twice',
    ],
    ['a foreign statement', 'rating', {}, { ratings: { x: 3 } }, '/answer/ratings/x', 'is no option'],
    ['too many stars', 'rating', {}, { ratings: { all: 6 } }, '/answer/ratings/all', 'must be 1 to 5, is 6'],
    ['no stars', 'rating', {}, { ratings: { all: 0 } }, '/answer/ratings/all', 'must be 1 to 5, is 0'],
    ['a duplicate rank', 'ranking', abc, { order: ['a', 'b', 'a'] }, '/answer/order/2', 'stands there twice'],
    [
      'a foreign option in the order',
      'ranking',
      abc,
      { order: ['a', 'x', 'b'] },
      '/answer/order/1',
      'is no option',
    ],
    [
      'an order that ends early',
      'ranking',
      abc,
      { order: ['a', 'b'] },
      '/answer/order',
      'must be exactly 3, is 2',
    ],
    [
      'an order that goes on',
      'ranking',
      { ...abc, places: 1 },
      { order: ['a', 'b'] },
      '/answer/order',
      'must be exactly 1, is 2',
    ],
    [
      'points that do not add up',
      'points',
      abc,
      { points: { a: 50, b: 47 } },
      '/answer/points',
      'must add up to 100, is 97',
    ],
    [
      'points for a foreign option',
      'points',
      abc,
      { points: { a: 50, x: 50 } },
      '/answer/points/x',
      'is no option',
    ],
    [
      'too many words',
      'word-cloud',
      { words: 1 },
      { words: ['a', 'b'] },
      '/answer/words',
      'must be at most 1, is 2',
    ],
    [
      'a long word',
      'word-cloud',
      { lengthMax: 5 },
      { words: ['abcde', 'abcdef'] },
      '/answer/words/1',
      'at most 5 characters',
    ],
    [
      'the same word twice',
      'word-cloud',
      {},
      { words: ['Quiet', ' “quiet!”'] },
      '/answer/words/1',
      'is the same',
    ],
    [
      'a number below',
      'estimate',
      { min: 0, max: 10 },
      { number: -1 },
      '/answer/number',
      'must be from 0 to 10',
    ],
    [
      'a number above',
      'estimate',
      { min: 0, max: 10 },
      { number: 1e12 },
      '/answer/number',
      'must be from 0 to 10',
    ],
    [
      'a number between the steps',
      'estimate',
      { min: 1, max: 10, step: 3 },
      { number: 5 },
      '/answer/number',
      '1 plus a multiple of 3',
    ],
    [
      'a foreign thing on the matrix',
      'matrix',
      kindSchemas.matrix.example.activity.settings,
      { places: { x: { x: 1, y: 1 } } },
      '/answer/places/x',
      'is no option',
    ],
    [
      'too many pins',
      'pin',
      {},
      {
        pins: [
          { x: 1, y: 1 },
          { x: 2, y: 2 },
        ],
      },
      '/answer/pins',
      'must be at most 1, is 2',
    ],
    ['too many texts', 'open-text', {}, { texts: ['a', 'b'] }, '/answer/texts', 'must be at most 1, is 2'],
    [
      'a long text',
      'open-text',
      { lengthMax: 10 },
      { texts: ['👨‍👩‍👧‍👦'.repeat(11)] },
      '/answer/texts/0',
      'at most 10 characters',
    ],
    [
      'an unknown part',
      'survey',
      kindSchemas.survey.example.activity.settings,
      { parts: { x: { value: true } } },
      '/answer/parts/x',
      'is no part',
    ],
    [
      'another kind’s answer to a part',
      'survey',
      kindSchemas.survey.example.activity.settings,
      { parts: { heard: { value: true } } },
      '/answer/parts/heard',
      'is no answer to a part of kind single-choice',
    ],
    [
      'a foreign option in a part',
      'survey',
      kindSchemas.survey.example.activity.settings,
      { parts: { heard: { optionId: 'x' } } },
      '/answer/parts/heard/optionId',
      'is no option',
    ],
    [
      'two picks where one is right',
      'quiz',
      abc,
      { optionIds: ['a', 'b'] },
      '/answer/optionIds',
      'must be exactly 1, is 2',
    ],
    ['a foreign pick in a quiz', 'quiz', abc, { optionIds: ['x'] }, '/answer/optionIds/0', 'is no option'],
  ])('%s (%s)', (_name, kind, input, answer, path, message) => {
    const found = kindOf(kind).problems(complete(kind, input), answer);
    expect(found).toContainEqual({ path, message: expect.stringContaining(message) });
  });

  // JSON knows no NaN and no infinity, but 1e400 becomes one.
  test.each<[string, ActivityKind, unknown]>([
    ['1e400', 'estimate', JSON.parse('{"number":1e400}')],
    ['-1e400', 'estimate', JSON.parse('{"number":-1e400}')],
    ['a number as text', 'estimate', { number: '5' }],
    ['NaN as text', 'estimate', { number: 'NaN' }],
    ['null', 'estimate', { number: null }],
    ['1e400 stars', 'rating', JSON.parse('{"ratings":{"all":1e400}}')],
    ['half a star', 'rating', { ratings: { all: 2.5 } }],
    ['stars as text', 'rating', { ratings: { all: '5' } }],
    ['no rating', 'rating', { ratings: {} }],
    ['points below zero', 'points', { points: { a: -50, b: 150 } }],
    ['half points', 'points', { points: { a: 0.5, b: 99.5 } }],
    ['1e400 points', 'points', JSON.parse('{"points":{"a":1e400}}')],
    ['points as text', 'points', { points: { a: '100' } }],
    ['a word of 10,000 characters', 'word-cloud', { words: ['x'.repeat(10_000)] }],
    ['six words', 'word-cloud', { words: ['1', '2', '3', '4', '5', '6'] }],
    ['no words', 'word-cloud', { words: [] }],
    ['a text of 100,000 characters', 'open-text', { texts: ['x'.repeat(100_000)] }],
    ['200 options', 'multiple-choice', { optionIds: Array.from({ length: 200 }, (_, index) => `o${index}`) }],
    ['no options', 'multiple-choice', { optionIds: [] }],
    ['a pick twice', 'multiple-choice', { optionIds: ['a', 'a'] }],
    ['a rank twice', 'ranking', { order: ['a', 'a'] }],
    ['an option of 10,000 characters', 'single-choice', { optionId: 'x'.repeat(10_000) }],
    ['an option with a slash', 'single-choice', { optionId: 'a/b' }],
    ['true as text', 'true-false', { value: 'true' }],
    ['a pin beside the picture', 'pin', { pins: [{ x: 1_001, y: 0 }] }],
    ['a pin between the points', 'pin', { pins: [{ x: 0.5, y: 0 }] }],
    ['a place beside the matrix', 'matrix', { places: { a: { x: 101, y: 0 } } }],
    ['a survey without parts', 'survey', { parts: {} }],
    ['something more', 'single-choice', { optionId: 'a', weight: 1000 }],
  ])('%s is refused by the schema already (%s)', (_name, kind, answer) => {
    expect(Compile(kindSchemas[kind].answer as TSchema).Check(answer)).toBe(false);
  });

  test('200 options are refused by the schema already, of every kind that has options', () => {
    const options = Array.from({ length: 200 }, (_, index) => ({ label: `${index}` }));
    for (const kind of ['single-choice', 'multiple-choice', 'ranking', 'points', 'quiz'] as const)
      expect(Compile(kindSchemas[kind].settings as TSchema).Check({ options })).toBe(false);
  });
});

describe('settings that make no sense are told what is wrong and where', () => {
  const labels = (count: number) => Array.from({ length: count }, (_, index) => ({ label: `${index}` }));

  test.each<[string, ActivityKind, object, path: string, message: string]>([
    [
      'an id twice',
      'single-choice',
      { options: [...abc.options, { id: 'a', label: 'x' }] },
      '/settings/options/3/id',
      'must differ',
    ],
    [
      'an id no JSON key can be',
      'points',
      { options: [...abc.options, { id: '__proto__', label: 'x' }] },
      '/settings/options/3/id',
      'is reserved',
    ],
    ['more picks than options', 'multiple-choice', { ...abc, max: 4 }, '/settings/max', 'at most 3'],
    [
      'more picks at least than at most',
      'multiple-choice',
      { ...abc, min: 3, max: 2 },
      '/settings/min',
      'at most 2',
    ],
    [
      'too few words',
      'rating',
      { scale: 'words', words: ['no', 'yes'] },
      '/settings/words',
      'at least 3, is 2',
    ],
    ['no words', 'rating', { scale: 'words' }, '/settings/words', 'at least 3, is 0'],
    [
      'more values than can be shown',
      'rating',
      { scale: 'numbers', max: 10, items: labels(11) },
      '/settings/items',
      'at most 10',
    ],
    ['more places than options', 'ranking', { ...abc, places: 4 }, '/settings/places', 'at most 3'],
    [
      'more places than can be shown',
      'ranking',
      { options: labels(20), places: 6 },
      '/settings/places',
      'at most 5',
    ],
    ['a range upside down', 'estimate', { min: 5, max: 5 }, '/settings/max', 'must be above 5'],
    ['too many steps', 'estimate', { min: 0, max: 1_000_001 }, '/settings/step', 'must be larger'],
    ['a step beyond the range', 'estimate', { min: 0, max: 1, step: 2 }, '/settings/step', 'at most 1'],
    [
      'seven decimals',
      'estimate',
      { min: 0, max: 1, step: 0.0000001 },
      '/settings/step',
      'at most 6 decimals',
    ],
    [
      'a step that large numbers cannot have',
      'estimate',
      { min: 1e11, max: 1e11 + 1, step: 0.000001 },
      '/settings/step',
      'too fine',
    ],
    [
      'areas with one id',
      'pin',
      {
        areas: [
          { id: 'a', label: 'x', x: 1, y: 1, radius: 10 },
          { id: 'a', label: 'y', x: 1, y: 1, radius: 10 },
        ],
      },
      '/settings/areas/1/id',
      'must differ',
    ],
    [
      'a part called as the count of who answered all',
      'survey',
      { parts: [{ id: 'complete', kind: 'true-false', title: 'x', settings: {} }] },
      '/settings/parts/0/id',
      'is reserved',
    ],
    [
      'wrong settings of a part',
      'survey',
      {
        parts: [
          { kind: 'true-false', title: 'x', settings: {} },
          { kind: 'multiple-choice', title: 'y', settings: { ...abc, max: 4 } },
        ],
      },
      '/settings/parts/1/settings/max',
      'at most 3',
    ],
  ])('%s (%s)', (_name, kind, input, path, message) => {
    expect(kindOf(kind).settings(input)).toMatchObject({
      errors: expect.arrayContaining([{ path, message: expect.stringContaining(message) }]),
    });
  });
});
