import { expect, test } from 'vitest';
import { guessColumns } from './columns.ts';
import { judge, type Row, rowsOf } from './rows.ts';

const HEADINGS = ['Question', 'Kind', 'A', 'B', 'C', 'D', 'Right', 'Seconds'];

function judged(...cells: string[][]) {
  const table = { rows: [HEADINGS, ...cells] };
  const { columns, firstRow } = guessColumns(table);
  return rowsOf(table, columns, firstRow, new Map()).map((row) => judge(row));
}
const only = (...cells: string[]) => judged(cells)[0];

test('a row of the quiz spreadsheet becomes a question with its time and its right answer', () => {
  expect(only('Which?', 'Quiz', 'one', 'two', 'three', '', '2', '30')?.activity).toEqual({
    kind: 'quiz',
    title: 'Which?',
    settings: {
      options: [
        { id: 'o1', label: 'one' },
        { id: 'o2', label: 'two' },
        { id: 'o3', label: 'three' },
      ],
      seconds: 30,
      choose: 'one',
    },
    correct: { optionIds: ['o2'] },
  });
});

test.each([
  ['1,3', ['o1', 'o3']],
  ['A', ['o1']],
  ['a, c', ['o1', 'o3']],
  ['A and C', ['o1', 'o3']],
  ['two', ['o2']],
  ['one; three', ['o1', 'o3']],
])('right answers written as “%s”', (right, optionIds) => {
  expect(only('Which?', 'Quiz', 'one', 'two', 'three', '', right, '')?.activity?.correct).toEqual({
    optionIds,
  });
});

test('an empty column in between counts where the right answer is a number, and is no option', () => {
  const { activity } = only('Which?', 'Quiz', 'one', '', 'three', '', '3', '') ?? {};
  expect(activity?.settings).toMatchObject({ options: [{ label: 'one' }, { id: 'o2', label: 'three' }] });
  expect(activity?.correct).toEqual({ optionIds: ['o2'] });
});

test('a number that is no place but an option is that option', () => {
  expect(only('2 + 5?', 'Quiz', '6', '7', '8', '', '7', '')?.activity?.correct).toEqual({
    optionIds: ['o2'],
  });
});

test('what is named as right and is none of them waits to be put right', () => {
  const wrong = only('Which?', 'Quiz', 'one', 'two', '', '', 'E', '');
  expect(wrong?.error).toEqual({ is: 'correct', text: 'E' });
  expect(judge({ ...(wrong?.row as Row), correct: '2' }).activity?.correct).toEqual({ optionIds: ['o2'] });
});

test('a choice needs two options, a question its text, a kind a name we know', () => {
  expect(only('Which?', 'Choice', 'one', '', '', '', '', '')?.error).toEqual({ is: 'options' });
  expect(only('', 'Choice', 'one', 'two', '', '', '', '')?.error).toEqual({ is: 'question' });
  expect(only('Which?', 'Blitz', 'one', 'two', '', '', '', '')?.error).toEqual({ is: 'kind' });
});

test('kinds are known by many names, in both languages', () => {
  const kinds = ['Wortwolke', 'RANK', 'Wahr/Falsch', 'Open-ended', '100 Punkte'].map(
    (kind) => only('Which?', kind, 'one', 'two', '', '', '', '')?.activity?.kind,
  );
  expect(kinds).toEqual(['word-cloud', 'ranking', 'true-false', 'open-text', 'points']);
});

test('a table without kinds: right answers make a quiz, options a choice, nothing an open question', () => {
  const kinds = judged(
    ['With', '', 'one', 'two', '', '', '1', ''],
    ['Without', '', 'one', 'two', '', '', '', ''],
    ['Open', '', '', '', '', '', '', ''],
  ).map(({ activity }) => activity?.kind);
  expect(kinds).toEqual(['quiz', 'single-choice', 'open-text']);
});

test('a choice with several right ones lets people choose several', () => {
  expect(only('Which?', 'Choice', 'one', 'two', 'three', '', '1,2', '')?.activity).toMatchObject({
    kind: 'multiple-choice',
    correct: { optionIds: ['o1', 'o2'] },
  });
});

test('a question that is too long is cut after a word, and says so', () => {
  const one = only(`${'word '.repeat(45)}end?`, 'Open', '', '', '', '', '', '');
  expect(one?.warning).toEqual({ is: 'question-cut', after: 'word' });
  expect(one?.activity?.title.length).toBeLessThanOrEqual(200);
});

test('a time that cannot be is the nearest that can, and says so', () => {
  const { warning, activity } = only('Which?', 'Quiz', 'one', 'two', '', '', '1', '900') ?? {};
  expect(warning).toEqual({ is: 'seconds', seconds: 300 });
  expect(activity?.settings).toMatchObject({ seconds: 300 });
  expect(only('Which?', 'Quiz', 'one', 'two', '', '', '1', '20 s')?.warning).toBeNull();
});

test('true or false and a number that is right', () => {
  expect(only('True?', 'True/false', '', '', '', '', 'falsch', '')?.activity?.correct).toEqual({
    value: false,
  });
  expect(only('How many?', 'Estimate', '0', '5000', '', '', '4218', '')?.activity).toMatchObject({
    settings: { min: 0, max: 5_000 },
    correct: { number: 4_218 },
  });
});

test('rows keep the numbers they have in the file, also behind empty ones', () => {
  expect(judged(['First'], [], ['Third']).map(({ row }) => row.number)).toEqual([2, 4]);
});

/** Templates of quiz tools number a hundred rows in advance; each of the empty ones was an error to put right. */
test('a row that says nothing in any column that is imported is none', () => {
  const headings = ['', 'Question', 'Answer 1', 'Answer 2', 'Correct answer'];
  const rows = [headings, ['1', 'Which?', 'one', 'two', '2'], ['2', '', '', '', ''], ['3', '', '', '', '']];
  const { columns, firstRow } = guessColumns({ rows });
  expect(rowsOf({ rows }, columns, firstRow, new Map()).map(({ number }) => number)).toEqual([2]);
  const long = Array.from({ length: 600 }, (_, index) => [`${index}`, index < 500 ? 'Which?' : '']);
  expect(guessColumns({ rows: [headings, ...long] }).isCut).toBe(false);
});
