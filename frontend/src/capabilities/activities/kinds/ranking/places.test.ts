import { expect, test } from 'vitest';
import { openActivity } from '../../parts/test-answers.ts';
import { attendee } from './attendee.tsx';
import { draft, mostPlaces } from './draft.ts';
import { fitsOrder, orderOf, placed } from './order.ts';
import { along, formatAverage, formatPlace, leftOverNote, leftOverPlace, rankedOptions } from './places.ts';

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, label: `Option ${id}` }));
const all = { options, places: 4 };
const top = { options, places: 1 };
const result = (counts: Record<string, number>, responses: number) => ({ counts, responses, final: true });

/** Ten orders: six a b c d, four b a d c. */
const ten = result({ 'a/1': 6, 'a/2': 4, 'b/1': 4, 'b/2': 6, 'c/3': 6, 'c/4': 4, 'd/3': 4, 'd/4': 6 }, 10);

test('the room’s order is that of the average places', () => {
  const ranked = rankedOptions(all, ten);
  expect(ranked.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect(ranked.map(({ average }) => average)).toEqual([1.4, 1.6, 3.4, 3.6]);
  expect(ranked.map(({ first }) => first)).toEqual([6, 4, 0, 0]);
  expect(ranked.map(({ place }) => place)).toEqual([1, 2, 3, 4]);
});

test('ties share a place, and the next place is left out', () => {
  const tied = result({ 'a/1': 5, 'a/2': 5, 'b/1': 5, 'b/2': 5, 'c/3': 10, 'd/4': 10 }, 10);
  expect(rankedOptions(all, tied).map(({ place }) => place)).toEqual([1, 1, 3, 4]);
});

test('what somebody left out counts as the middle of the places left over', () => {
  expect(leftOverPlace(top)).toBe(3);
  const ranked = rankedOptions(top, result({ 'b/1': 6, 'c/1': 4 }, 10));
  expect(ranked.map(({ id, average }) => [id, average])).toEqual([
    ['b', 1.8],
    ['c', 2.2],
    ['a', 3],
    ['d', 3],
  ]);
});

test('an option nobody placed comes last', () => {
  const ranked = rankedOptions({ options, places: 2 }, result({ 'a/1': 5, 'a/2': 1, 'b/2': 5, 'c/1': 1 }, 6));
  expect(ranked.at(-1)?.id).toBe('d');
});

test('how what was left out counts is said in words, and only where something can be', () => {
  expect(leftOverNote(all)).toBeNull();
  expect(leftOverNote({ options, places: 2 })).toBe(
    'People placed 2 of 4. What someone left out counts as place 3.5, the middle of the places left over.',
  );
});

test('under five answers there are counts only, in the host’s order', () => {
  const few = rankedOptions(all, result({ 'd/1': 4, 'a/2': 4, 'b/3': 4, 'c/4': 4 }, 4));
  expect(few.map(({ id, place, average, first }) => [id, place, average, first])).toEqual([
    ['a', null, null, 0],
    ['b', null, null, 0],
    ['c', null, null, 0],
    ['d', null, null, 4],
  ]);
});

test('the scale runs from first to last', () => {
  expect([1, 2.5, 4].map((place) => along(place, 4))).toEqual([0, 0.5, 1]);
  expect(along(1, 1)).toBe(0);
});

test('averages have one decimal, places are ordinals', () => {
  expect(formatAverage(2)).toBe('2.0');
  expect([1, 2, 3, 4, 11, 12, 13, 21].map(formatPlace)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
  ]);
});

test('the result is told in a sentence, mine named', () => {
  const said = attendee.describeResult(openActivity('ranking', all), ten, { order: ['b', 'a', 'c', 'd'] });
  expect(said).toContain('1st: Option a, average place 1.4, first for 6, you said 2nd.');
});

test('everything in order starts as it was written; a list of the first few starts empty', () => {
  expect(orderOf(all, null)).toEqual(['a', 'b', 'c', 'd']);
  expect(orderOf(top, null)).toEqual([]);
});

test('moving one keeps the order of the others', () => {
  expect(placed(['a', 'b', 'c', 'd'], 'd', 0)).toEqual(['d', 'a', 'b', 'c']);
  expect(placed(['a', 'b', 'c', 'd'], 'a', 2)).toEqual(['b', 'c', 'a', 'd']);
});

test('an order with an option that is gone, or that lacks one, does not fit', () => {
  expect(fitsOrder(all, { order: ['d', 'c', 'b', 'a'] })).toBe(true);
  expect(fitsOrder(all, { order: ['d', 'c', 'b'] })).toBe(false);
  expect(fitsOrder(all, { order: ['d', 'c', 'b', 'gone'] })).toBe(false);
  expect(fitsOrder({ options, places: 2 }, { order: ['d'] })).toBe(true);
});

test('what is written comes back as it was stored', () => {
  for (const settings of [all, top]) expect(draft.settingsOf(draft.of(settings, null))).toEqual(settings);
  const correct = { order: ['d', 'c', 'b', 'a'] };
  expect(draft.correctOf(draft.of(all, correct))).toEqual(correct);
});

test('a right order that no longer fits is not stored', () => {
  const own = draft.of(all, { order: ['d', 'c', 'b', 'a'] });
  expect(draft.correctOf({ ...own, options: options.slice(1) })).toBeNull();
});

test('a result shows a hundred buckets: many options have fewer places', () => {
  expect([2, 10, 12, 20].map(mostPlaces)).toEqual([2, 10, 8, 5]);
});

test('at least two and at most twenty can be ranked', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: 'x' }));
  const problem = (count: number) => draft.problem({ ...draft.empty(), options: rows(count) });
  expect(problem(1)).toBe('Write at least 2 options.');
  expect(problem(20)).toBeNull();
  expect(problem(21)).toBe('A ranking has 20 options at most.');
});
