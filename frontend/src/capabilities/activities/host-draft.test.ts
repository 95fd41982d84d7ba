import { expect, test } from 'vitest';
import {
  type Draft,
  emptyDraft,
  movedOption,
  pastedOptions,
  problemOf,
  toCreate,
  toUpdate,
  withPasted,
} from './host-draft.ts';

const saved: Draft = {
  title: 'What first?',
  options: [
    { id: 'a', label: 'Crossings' },
    { id: 'b', label: 'Buses' },
  ],
  resultVisibility: 'host-only',
  correctId: null,
  explanation: '',
  hostNotes: '',
};

test('a new draft lacks its question, then its options', () => {
  expect(problemOf(emptyDraft())).toBe('question-missing');
  expect(problemOf({ ...emptyDraft(), title: 'What first?' })).toBe('options-missing');
  expect(problemOf(saved)).toBeNull();
});

test('only what changed is sent, and nothing when nothing did', () => {
  expect(toUpdate(saved, saved)).toBeNull();
  expect(toUpdate({ ...saved, title: 'What next? ' }, saved)).toEqual({ title: 'What next?' });
  expect(toUpdate({ ...saved, hostNotes: 'Ask the back' }, saved)).toEqual({ hostNotes: 'Ask the back' });
  expect(toUpdate(saved, { ...saved, hostNotes: 'Ask the back' })).toEqual({ hostNotes: null });
});

test('an empty row is a row not written yet: it changes nothing', () => {
  expect(toUpdate({ ...saved, options: [...saved.options, { id: 'c', label: '  ' }] }, saved)).toBeNull();
});

test('a draft that cannot be stored is not sent', () => {
  expect(toUpdate({ ...saved, title: ' ' }, saved)).toBeNull();
  expect(toUpdate({ ...saved, options: saved.options.slice(1) }, saved)).toBeNull();
});

test('removing the right option removes the right answer with it, in one change', () => {
  const solved = { ...saved, options: [...saved.options, { id: 'c', label: 'Trees' }], correctId: 'c' };
  expect(toUpdate({ ...solved, options: saved.options }, solved)).toEqual({
    settings: { options: saved.options },
    correct: null,
  });
});

test('a new activity holds what was written and nothing else', () => {
  expect(toCreate(saved, 'id')).toEqual({
    id: 'id',
    kind: 'single-choice',
    title: 'What first?',
    settings: { options: saved.options },
    resultVisibility: 'host-only',
  });
});

test('moving past the end moves nothing', () => {
  expect(movedOption(saved.options, 0, 1).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(movedOption(saved.options, 0, -1)).toBe(saved.options);
});

test('a pasted list loses its bullets and numbers, not its words', () => {
  expect(pastedOptions('1. Crossings\n- Buses\r\n• Trees\n\n(d) Lanes\n30 km/h zones')).toEqual([
    'Crossings',
    'Buses',
    'Trees',
    'Lanes',
    '30 km/h zones',
  ]);
});

test('a pasted list keeps to the limits', () => {
  expect(pastedOptions('x\n'.repeat(80))).toHaveLength(50);
  expect(pastedOptions('y'.repeat(200))[0]).toHaveLength(140);
});

test('pasted options fill the empty rows first', () => {
  const options = withPasted(
    [
      { id: 'a', label: 'Crossings' },
      { id: 'b', label: '' },
    ],
    ['Buses', 'Trees'],
  );
  expect(options.map(({ label }) => label)).toEqual(['Crossings', 'Buses', 'Trees']);
});
