import { expect, test } from 'vitest';
import { fieldOf, guessColumns } from './columns.ts';

const fields = (...rows: string[][]) => guessColumns({ rows }).columns.map(({ field }) => field);

test('headings are known in English and German', () => {
  expect(['Question', 'Type', 'A', 'Answer 2', 'Correct answers', 'Time limit'].map(fieldOf)).toEqual([
    'question',
    'kind',
    'option:0',
    'option:1',
    'correct',
    'seconds',
  ]);
  expect(
    ['Frage', 'Fragetyp', 'Antwort 3', 'richtig', 'Sekunden', 'Erklärung', 'Abschnitt'].map(fieldOf),
  ).toEqual(['question', 'kind', 'option:2', 'correct', 'seconds', 'explanation', 'section']);
  expect(['Notiz', 'Bild', '', 'Budget'].map(fieldOf)).toEqual([null, null, null, null]);
});

test('what nobody knows is left out', () => {
  expect(fields(['Frage', 'A', 'B', 'Notiz'], ['Was?', 'x', 'y', 'z'])).toEqual([
    'question',
    'option:0',
    'option:1',
    'skip',
  ]);
});

test('the common quiz spreadsheet, with its explanations above the headings', () => {
  const rows = [
    ['Quiz template'],
    ['Add questions, at least two answer alternatives, time limit and choose correct answers.'],
    [],
    [
      '',
      'Question - max 120 characters',
      'Answer 1 - max 75 characters',
      'Answer 2 - max 75 characters',
      'Answer 3 - max 75 characters',
      'Answer 4 - max 75 characters',
      'Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs',
      'Correct answer(s) - choose at least one',
    ],
    ['1', 'Which ocean is the largest?', 'Atlantic', 'Pacific', '', '', '20', '2'],
  ];
  const { columns, firstRow } = guessColumns({ rows });
  expect(firstRow).toBe(4);
  expect(columns.map(({ field }) => field)).toEqual([
    'skip',
    'question',
    'option:0',
    'option:1',
    'option:2',
    'option:3',
    'seconds',
    'correct',
  ]);
});

test('without headings the first column is the question, the others its options', () => {
  expect(fields(['How was it?', 'Good', 'Bad'], ['And now?', 'Home', 'On'])).toEqual([
    'question',
    'option:0',
    'option:1',
  ]);
  expect(fields(['Question everything, or only some of it?'], ['What else?'])).toEqual(['question']);
});

test('two columns cannot be the same: the second is left out', () => {
  expect(fields(['Question', 'Title', 'A'], ['a', 'b', 'c'])).toEqual(['question', 'skip', 'option:0']);
});
