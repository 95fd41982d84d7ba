import type { SurveyAnswer, SurveySettings } from '@plenum/protocol';
import { expect, test } from 'vitest';
import { complete } from './arbitraries.ts';
import { survey } from './survey.ts';

const settings = complete('survey', {
  parts: [
    {
      id: 'heard',
      kind: 'single-choice',
      title: 'How did you hear about it?',
      settings: {
        options: [
          { id: 'letter', label: 'A letter' },
          { id: 'web', label: 'On the web' },
        ],
      },
    },
    { id: 'trees', kind: 'estimate', title: 'How many trees?', settings: { min: 0, max: 100 } },
    { id: 'word', kind: 'word-cloud', title: 'One word?', settings: { words: 2, hide: 'rude' } },
    { kind: 'open-text', title: 'Anything else?', settings: {} },
  ],
}) as SurveySettings;

const answer = (parts: Record<string, unknown>) => ({ parts }) as SurveyAnswer;
const someParts = { heard: { optionId: 'web' }, word: { words: ['Quiet', 'shit'] } };
const half = answer(someParts);
const whole = answer({ ...someParts, trees: { number: 42 }, p1: { texts: ['Slower cars'] } });

test('each part answered counts under its name, and that it was answered', () => {
  expect(survey.contributions(settings, half)).toEqual({
    heard: 1,
    'heard/web': 1,
    word: 1,
    'word/quiet': 1,
    'word/shit': 1,
  });
});

test('who answered all of them counts as complete', () => {
  expect(survey.contributions(settings, whole)).toMatchObject({
    'trees/42': 1,
    'p1/answered': 1,
    complete: 1,
  });
});

test('a word that says nothing leaves its part answered', () => {
  expect(survey.contributions(settings, answer({ word: { words: ['!!'] } }))).toEqual({ word: 1 });
});

test('how far people are is public, numbers are shown as bars under their part’s name', () => {
  expect(survey.view?.(settings)).toEqual({
    numbers: [{ prefix: 'trees/', from: 0, width: 5, bars: 21 }],
    progress: ['heard', 'trees', 'word', 'p1', 'complete'],
  });
});

test('texts belong to their part, and so do words that wait for a host', () => {
  expect(survey.texts?.(settings, whole)).toEqual({ p1: ['Slower cars'] });
  expect(survey.texts?.(settings, half)).toEqual({});
  expect(survey.hides?.(settings, half)).toEqual(['word/shit']);
});

test('the export has the columns of all parts, under the title of each', () => {
  expect(survey.columns(settings)).toEqual([
    { key: 'heard/answer', label: 'How did you hear about it?' },
    { key: 'trees/number', label: 'How many trees?' },
    { key: 'word/word_1', label: 'One word?: Word 1' },
    { key: 'word/word_2', label: 'One word?: Word 2' },
    { key: 'p1/text_1', label: 'Anything else?' },
  ]);
  expect(survey.cells(settings, half)).toEqual({
    'heard/answer': 'On the web',
    'trees/number': null,
    'word/word_1': 'Quiet',
    'word/word_2': 'shit',
    'p1/text_1': null,
  });
});
