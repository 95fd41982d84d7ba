import { expect, test } from 'vitest';
import { type Draft, draftOf, emptyDraft, merged, problemOf, toCreate, toUpdate } from './host-draft.ts';
import { draft as rules, type SingleChoiceDraft } from './kinds/single-choice/draft.ts';

const own: SingleChoiceDraft = {
  options: [
    { id: 'a', label: 'Crossings' },
    { id: 'b', label: 'Buses' },
  ],
  correctId: null,
};
const saved: Draft = {
  kind: 'single-choice',
  title: 'What first?',
  own,
  resultVisibility: 'host-only',
  explanation: '',
  hostNotes: '',
};
const written = (change: Partial<SingleChoiceDraft>): Draft => ({ ...saved, own: { ...own, ...change } });

test('a new draft lacks its question, then what its kind asks for', () => {
  const empty = emptyDraft('single-choice', rules);
  expect(problemOf(empty, rules)).toEqual({ lacks: 'question' });
  expect(problemOf({ ...empty, title: 'What first?' }, rules)).toEqual({
    lacks: 'own',
    text: 'Write at least 2 options.',
  });
  expect(problemOf(saved, rules)).toBeNull();
});

test('what is stored comes back as the same draft', () => {
  const { own: _, ...texts } = saved;
  const stored = { ...texts, settings: { options: own.options }, correct: { optionId: 'b' } };
  expect(draftOf(stored, rules)).toEqual(written({ correctId: 'b' }));
});

test('only what changed is sent, and nothing when nothing did', () => {
  expect(toUpdate(saved, saved, rules)).toBeNull();
  expect(toUpdate({ ...saved, title: 'What next? ' }, saved, rules)).toEqual({ title: 'What next?' });
  expect(toUpdate({ ...saved, hostNotes: 'Ask the back' }, saved, rules)).toEqual({
    hostNotes: 'Ask the back',
  });
  expect(toUpdate(saved, { ...saved, hostNotes: 'Ask the back' }, rules)).toEqual({ hostNotes: null });
  expect(toUpdate(written({ correctId: 'b' }), saved, rules)).toEqual({ correct: { optionId: 'b' } });
});

test('an empty row is a row not written yet: it changes nothing', () => {
  const longer = written({ options: [...own.options, { id: 'c', label: '  ' }] });
  expect(toUpdate(longer, saved, rules)).toBeNull();
});

test('a draft that cannot be stored is not sent', () => {
  expect(toUpdate({ ...saved, title: ' ' }, saved, rules)).toBeNull();
  expect(toUpdate(written({ options: own.options.slice(1) }), saved, rules)).toBeNull();
});

test('removing the right option removes the right answer with it, in one change', () => {
  const solved = { options: [...own.options, { id: 'c', label: 'Trees' }], correctId: 'c' };
  expect(toUpdate(written({ ...solved, options: own.options }), written(solved), rules)).toEqual({
    settings: { options: own.options },
    correct: null,
  });
});

test('a new activity holds what was written and nothing else', () => {
  expect(toCreate(saved, rules, 'id')).toEqual({
    id: 'id',
    kind: 'single-choice',
    title: 'What first?',
    settings: { options: own.options },
    resultVisibility: 'host-only',
  });
});

test('a picture comes with the question, changes alone, and goes as null', () => {
  const image = { id: '0198a1b2-0000-7000-8000-000000000000', width: 4, height: 3 };
  const pictured = { ...saved, image };
  const { own: _, ...texts } = pictured;
  const stored = { ...texts, settings: { options: own.options }, correct: null };
  expect(draftOf(stored, rules)).toEqual(pictured);
  expect(draftOf({ ...stored, image: null }, rules)).toEqual(saved);
  expect(toUpdate(pictured, saved, rules)).toEqual({ image });
  expect(toUpdate(saved, pictured, rules)).toEqual({ image: null });
  expect(toCreate(pictured, rules, 'id')).toMatchObject({ image });
});

/** Two hosts had the same activity open; the notes that one wrote were put back by the next letter of the other. */
test('what a co-host stored meanwhile stays, and so does what is being written here', () => {
  const mine = { ...saved, title: 'What next? ' };
  const theirs = { ...written({ correctId: 'b' }), title: 'What next?', hostNotes: 'Ask the back' };
  const both = merged(mine, mine, theirs, rules);
  expect(both).toEqual({ ...theirs, title: 'What next? ' });
  expect(toUpdate(both, theirs, rules)).toBeNull();
});

test('where two hosts write the same field, a host keeps what they see', () => {
  const mine = { ...written({ options: [...own.options, { id: 'c', label: 'Trees' }] }), title: 'Mine?' };
  const theirs = { ...written({ correctId: 'b' }), title: 'Theirs?', explanation: 'Because.' };
  expect(merged(mine, saved, theirs, rules)).toEqual({ ...mine, explanation: 'Because.' });
});

test('an empty row stays while nobody else changed the options, and a picture goes when a co-host took it away', () => {
  const longer = written({ options: [...own.options, { id: 'c', label: '' }] });
  expect(merged(longer, saved, { ...saved, hostNotes: 'Slowly' }, rules)).toEqual({
    ...longer,
    hostNotes: 'Slowly',
  });
  const image = { id: '0198a1b2-0000-7000-8000-000000000000', width: 4, height: 3 };
  expect(merged({ ...saved, image }, { ...saved, image }, saved, rules)).toEqual(saved);
});
