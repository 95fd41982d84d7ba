import { expect, test } from 'vitest';
import { draft } from './draft.ts';
import { fitsPicks, found, picksCounter, picksHint, picksMissing, switched } from './picks.ts';

const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, label: `Option ${id}` }));
const of = (min: number, max: number, count = 4) => ({ options: options.slice(0, count), min, max });

test('how many one may choose is said in a few words', () => {
  expect(picksHint(of(1, 3))).toBe('Choose up to 3');
  expect(picksHint(of(2, 3))).toBe('Choose 2 to 3');
  expect(picksHint(of(2, 2))).toBe('Choose 2');
  expect(picksHint(of(2, 4))).toBe('Choose 2 or more');
  expect(picksHint(of(1, 4))).toBe('Choose any number');
  expect(picksHint(of(1, 1))).toBe('Choose one');
  expect(picksHint(of(1, 2, 2))).toBe('Choose one or both');
});

test('the counter names a limit only where there is one', () => {
  expect(picksCounter(of(1, 3), 2)).toBe('2 of 3 chosen');
  expect(picksCounter(of(1, 4), 2)).toBe('2 chosen');
});

test('a tap switches one option; where no place is free it changes nothing', () => {
  expect(switched(of(1, 2), ['b'], 'a')).toEqual(['a', 'b']);
  expect(switched(of(1, 2), ['a', 'b'], 'a')).toEqual(['b']);
  expect(switched(of(1, 2), ['a', 'b'], 'c')).toBeNull();
});

test('the same choice is the same answer, whatever was tapped first', () => {
  expect(switched(of(1, 3), ['c'], 'a')).toEqual(switched(of(1, 3), ['a'], 'c'));
});

test('fewer than the least cannot be sent, and it is said how many are missing', () => {
  expect(picksMissing(of(2, 3), 0)).toBe('Choose at least 2.');
  expect(picksMissing(of(2, 3), 1)).toBe('Choose 1 more.');
  expect(picksMissing(of(2, 3), 2)).toBeNull();
});

test('a draft for an option that is gone, or over the limit, does not fit', () => {
  expect(fitsPicks(of(1, 2), { optionIds: ['a', 'b'] })).toBe(true);
  expect(fitsPicks(of(1, 2), { optionIds: ['a', 'gone'] })).toBe(false);
  expect(fitsPicks(of(1, 2), { optionIds: ['a', 'b', 'c'] })).toBe(false);
});

test('finding filters without reordering, whatever case and accents', () => {
  const places = ['Marktplatz', 'Ärztehaus', 'An der Brücke'].map((label) => ({ id: label, label, key: '' }));
  const labels = (words: string) => found(places, words).map(({ label }) => label);
  expect(labels('BRUCKE')).toEqual(['An der Brücke']);
  expect(labels('ar')).toEqual(['Marktplatz', 'Ärztehaus']);
  expect(labels(' ')).toHaveLength(3);
  expect(labels('nothing like it')).toEqual([]);
});

test('what is written comes back as it was stored', () => {
  const settings = of(1, 3);
  const own = draft.of(settings, { optionIds: ['a', 'c'] });
  expect(draft.settingsOf(own)).toEqual(settings);
  expect(draft.correctOf(own)).toEqual({ optionIds: ['a', 'c'] });
});

test('all means all, also of options that are written later', () => {
  const own = draft.of(of(1, 4), null);
  const more = { ...own, options: [...own.options, { id: 'e', label: 'Option e' }] };
  expect(draft.settingsOf(more)).toMatchObject({ min: 1, max: 5 });
});

test('limits never pass the number of options, and an option that goes was not right any more', () => {
  const own = draft.of(of(3, 3), { optionIds: ['a', 'b'] });
  const fewer = { ...own, options: own.options.slice(1, 3) };
  expect(draft.settingsOf(fewer)).toMatchObject({ min: 2, max: 2 });
  expect(draft.correctOf(fewer)).toEqual({ optionIds: ['b'] });
});

test('a single option is not enough, and empty rows do not count', () => {
  const own = draft.empty();
  expect(draft.problem(own)).toBe('Write at least 2 options.');
  const rows = [
    { id: 'a', label: 'A' },
    { id: 'b', label: ' B ' },
    { id: 'c', label: ' ' },
  ];
  expect(draft.problem({ ...own, options: rows })).toBeNull();
  expect(draft.settingsOf({ ...own, options: rows }).options).toEqual([
    { id: 'a', label: 'A' },
    { id: 'b', label: 'B' },
  ]);
});
