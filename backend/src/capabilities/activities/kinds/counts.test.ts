/** What each kind counts, and what its line of the export says: one story for each. */
import { type ActivityKind, kindSchemas } from '@plenum/protocol';
import { expect, test } from 'vitest';
import { complete } from './arbitraries.ts';
import { kindOf } from './index.ts';

const of = (kind: ActivityKind) => kindSchemas[kind].example.activity.settings;

test.each<[ActivityKind, settings: object, answer: object, counts: object, cells: object]>([
  [
    'single-choice',
    of('single-choice'),
    { optionId: 'buses' },
    { buses: 1 },
    { answer: 'Night buses every 20 minutes' },
  ],
  [
    'multiple-choice',
    of('multiple-choice'),
    { optionIds: ['bike', 'bus'] },
    { bike: 1, bus: 1 },
    { bus: true, bike: true, train: false, car: false },
  ],
  ['true-false', {}, { value: false }, { false: 1 }, { answer: false }],
  ['rating', {}, { ratings: { all: 4 } }, { 'all/4': 1 }, { all: 4 }],
  ['rating', of('rating'), { ratings: { useful: 5 } }, { 'useful/5': 1 }, { easy: null, useful: 5 }],
  ['rating', { scale: 'numbers', min: 0 }, { ratings: { all: 0 } }, { 'all/0': 1 }, { all: 0 }],
  [
    'ranking',
    { ...of('ranking'), places: 2 },
    { order: ['trips', 'air'] },
    { 'trips/1': 1, 'air/2': 1 },
    { air: 2, trips: 1, fares: null, noise: null },
  ],
  // Nothing for the lanes is no count, but a number.
  [
    'points',
    of('points'),
    { points: { trees: 70, buses: 30, lanes: 0 } },
    { trees: 70, buses: 30 },
    { trees: 70, buses: 30, lanes: 0 },
  ],
  [
    'points',
    { ...of('points'), total: 3 },
    { points: { trees: 3 } },
    { trees: 3 },
    { trees: 3, buses: 0, lanes: 0 },
  ],
  ['word-cloud', { words: 2 }, { words: ['“Quiet”'] }, { quiet: 1 }, { word_1: '“Quiet”', word_2: null }],
  ['estimate', of('estimate'), { number: 5_200 }, { '5200': 1 }, { number: 5_200 }],
  [
    'matrix',
    of('matrix'),
    { places: { buses: { x: 50, y: 50 } } },
    { 'buses/n': 1, 'buses/x': 50, 'buses/y': 50, 'buses/1': 1 },
    { 'buses/x': 50, 'buses/y': 50, 'street/x': null, 'street/y': null },
  ],
  [
    'matrix',
    of('matrix'),
    { places: { buses: { x: 49, y: 100 }, street: { x: 0, y: 49 } } },
    {
      'buses/n': 1,
      'buses/x': 49,
      'buses/y': 100,
      'buses/2': 1,
      'street/n': 1,
      'street/y': 49,
      'street/3': 1,
    },
    { 'buses/x': 49, 'buses/y': 100, 'street/x': 0, 'street/y': 49 },
  ],
  [
    'matrix',
    of('matrix'),
    { places: { street: { x: 100, y: 0 } } },
    { 'street/n': 1, 'street/x': 100, 'street/4': 1 },
    { 'buses/x': null, 'buses/y': null, 'street/x': 100, 'street/y': 0 },
  ],
  [
    'open-text',
    { texts: 2 },
    { texts: ['Slower cars'] },
    { answered: 1 },
    { text_1: 'Slower cars', text_2: null },
  ],
  ['quiz', of('quiz'), { optionIds: ['c'] }, { c: 1 }, { answer: 'About 30%' }],
])('%s %o: %o counts %o', (kind, input, answer, counts, cells) => {
  const settings = complete(kind, input);
  expect(kindOf(kind).problems(settings, answer)).toEqual([]);
  expect(kindOf(kind).contributions(settings, answer)).toEqual(counts);
  expect(kindOf(kind).cells(settings, answer)).toEqual(cells);
});

test.each<[ActivityKind, input: object, settings: object]>([
  ['multiple-choice', { options: [{ label: 'A' }, { label: 'B' }] }, { min: 1, max: 2 }],
  [
    'rating',
    {},
    { scale: 'stars', min: 1, max: 5, low: '', high: '', words: [], items: [{ id: 'all', label: '' }] },
  ],
  ['rating', { scale: 'stars', min: 0, words: ['a', 'b', 'c'] }, { min: 1, max: 5, words: [] }],
  ['rating', { scale: 'words', max: 10, words: ['a', 'b', 'c'] }, { min: 1, max: 3, words: ['a', 'b', 'c'] }],
  ['points', of('points'), { total: 100 }],
  ['word-cloud', {}, { words: 3, lengthMax: 25, stopWords: null, hide: 'rude' }],
  ['estimate', { min: 0, max: 10 }, { step: 1, unit: '' }],
  ['pin', {}, { image: null, pins: 1, areas: [] }],
  ['open-text', {}, { texts: 1, lengthMax: 140, upvotes: true }],
  ['quiz', of('quiz'), { choose: 'one', seconds: 20, points: 'speed', isDouble: false }],
])('what the host of a %s leaves out is filled in: %o', (kind, input, settings) => {
  expect(complete(kind, input)).toMatchObject(settings);
});

test('all options are ranked unless told; of many, as many as can be shown', () => {
  const options = (count: number) => Array.from({ length: count }, (_, index) => ({ label: `${index}` }));
  expect(complete('ranking', { options: options(4) })).toMatchObject({ places: 4 });
  expect(complete('ranking', { options: options(10) })).toMatchObject({ places: 10 });
  expect(complete('ranking', { options: options(20) })).toMatchObject({ places: 5 });
});

test('options without an id get one that nobody has', () => {
  const options = [{ label: 'A' }, { id: 'o1', label: 'B' }, { label: 'C' }, { id: 'o3', label: 'D' }];
  expect(complete('single-choice', { options })).toEqual({
    options: [
      { id: 'o2', label: 'A' },
      { id: 'o1', label: 'B' },
      { id: 'o4', label: 'C' },
      { id: 'o3', label: 'D' },
    ],
  });
});

test('an option keeps its picture', () => {
  const image = { id: '0199c0de-0000-7000-8000-000000000001', alt: 'A tram', width: 400, height: 300 };
  const options = [
    { id: 'a', label: 'A', image },
    { id: 'b', label: 'B' },
  ];
  expect(complete('single-choice', { options })).toEqual({ options });
});
