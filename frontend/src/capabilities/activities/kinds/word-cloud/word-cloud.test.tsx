import type { ResultEntity, WordCloudAnswer } from '@plenum/protocol';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OwnAnswerOf } from '../kind.ts';
import { attendee } from './attendee.tsx';
import { fold } from './fold.ts';
import { alikePairs, areAlike, distance, hostWords } from './host-words.ts';
import { prefixed } from './use-show-words.ts';
import { fitOf, placeWords, wordsThatFit } from './word-rows.ts';
import { otherWords, wordBars, wordProblem } from './words-of.ts';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const settings = { words: 3, lengthMax: 25, stopWords: null, hide: 'rude' } as const;

function own(words: string[] | null, change: Partial<OwnAnswerOf<WordCloudAnswer>> = {}) {
  return {
    answer: words && { words },
    status: words ? 'saved' : 'none',
    why: null,
    code: null,
    isInFeed: true,
    attempted: null,
    attemptedAt: null,
    isTakenBack: false,
    resultKey: null,
    ...change,
  } as OwnAnswerOf<WordCloudAnswer>;
}

function draw(mine: OwnAnswerOf<WordCloudAnswer>, key: string, sent: unknown[] = [], mayAnswer = true) {
  const props = {
    activityId: 'a',
    activity: {} as never,
    settings,
    own: mine,
    draftKey: key,
    respond: (answer: unknown) => void sent.push(answer),
    takeBack: () => void sent.push(null),
    mayAnswer,
    titleId: 't',
    result: undefined,
  };
  return <attendee.Open {...props} />;
}
const type = (text: string) =>
  fireEvent.change(screen.getByLabelText('Your word'), { target: { value: text } });
const send = () => fireEvent.submit(screen.getByLabelText('Your word'));

test('each word is sent with all before it, as one answer', () => {
  const sent: unknown[] = [];
  render(draw(own(['quiet']), 'k1', sent));
  expect(document.body.textContent).toContain('2 words left · up to 25 characters');
  type(' too  fast ');
  send();
  expect(sent).toEqual([{ words: ['quiet', 'too fast'] }]);
  expect(screen.getByLabelText<HTMLInputElement>('Your word').value).toBe('');
});

test('the same word in another spelling is said at once and not sent', () => {
  const sent: unknown[] = [];
  render(draw(own(['quiet']), 'k2', sent));
  type('Quiet!');
  expect(screen.getByRole('alert').textContent).toBe('You have “quiet” already.');
  send();
  expect(sent).toEqual([]);
});

test('removing one word sends the others, removing the last takes the answer back', () => {
  const sent: unknown[] = [];
  const { rerender } = render(draw(own(['quiet', 'green']), 'k3', sent));
  fireEvent.click(screen.getByRole('button', { name: 'Remove “quiet”' }));
  rerender(draw(own(['green']), 'k3', sent));
  fireEvent.click(screen.getByRole('button', { name: 'Remove “green”' }));
  expect(sent).toEqual([{ words: ['green'] }, null]);
});

test('words that were stored stay saved while a new one waits', () => {
  const { rerender } = render(draw(own(['quiet']), 'k4'));
  rerender(draw(own(['quiet', 'green'], { status: 'waiting', why: 'offline' }), 'k4'));
  const rows = screen.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows).toEqual(['quietSaved', 'greenWaiting to send']);
});

test('a word that was refused comes back into the field', () => {
  const { rerender } = render(draw(own(['quiet']), 'k5'));
  rerender(
    draw(
      own(['quiet'], { status: 'refused', code: 'event_paused', attempted: { words: ['quiet', 'green'] } }),
      'k5',
    ),
  );
  expect(screen.getByLabelText<HTMLInputElement>('Your word').value).toBe('green');
});

test('while nothing can be answered, words are read and have no buttons', () => {
  render(draw(own(['quiet']), 'k6', [], false));
  expect(screen.getByText('quiet')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.queryByLabelText('Your word')).toBeNull();
});

test('what is too long, or has no letter, is told', () => {
  expect(wordProblem('x'.repeat(26), [], 25)).toBe('That is 26 characters; 25 fit.');
  // A family is one character to people.
  expect(wordProblem('👨‍👩‍👧‍👦'.repeat(25), [], 25)).toBeNull();
  expect(wordProblem('…', [], 25)).toContain('at least one letter');
});

test('spellings that mean the same meet', () => {
  expect(['Quiet', 'quiet ', '“quiet”', 'ｑｕｉｅｔ', 'qui\u00adet!'].map(fold)).toEqual(
    Array(5).fill('quiet'),
  );
  expect(fold('e – bike')).toBe('e-bike');
  expect(fold('C#')).toBe('c#');
});

const result: ResultEntity = {
  counts: { quiet: 5, cars: 3, green: 3, car: 1 },
  other: 2,
  responses: 8,
  final: true,
};

test('a result is its words, the most said first, in percent of people', () => {
  const bars = wordBars(result);
  expect(bars.map(({ id, count, percent }) => [id, count, percent])).toEqual([
    ['quiet', 5, 63],
    ['cars', 3, 38],
    ['green', 3, 38],
    ['car', 1, 13],
  ]);
  expect(otherWords(result, bars.slice(0, 2))).toBe(3 + 1 + 2);
  expect(attendee.describeResult({} as never, result, { words: ['Quiet'] })).toContain(
    'quiet 63%, your answer. cars 38%.',
  );
});

test('hosts see what was merged into a word and what is set aside, in a survey those of the part alone', () => {
  const shown = {
    'p1/car': ['p1/cars', 2],
    'p1/rude': [null, 4],
    'p2/other': [null, 1],
    'p1/gone': [null, 0],
  } satisfies Record<string, [string | null, number]>;
  const words = hostWords({ ...result, counts: { cars: 5, quiet: 5 } }, shown, 'p1/');
  expect(words.shown).toEqual([
    { word: 'cars', count: 5, merged: [{ word: 'car', as: 'cars', count: 2 }] },
    { word: 'quiet', count: 5, merged: [] },
  ]);
  expect(words.hidden.map(({ word }) => word)).toEqual(['rude']);
  expect(prefixed({ car: 'cars', rude: null }, 'p1/')).toEqual({ 'p1/car': 'p1/cars', 'p1/rude': null });
});

test('near spellings are suggested, the rarer into the more common; short and different words are not', () => {
  expect(distance('neighbors', 'neighbours')).toBe(1);
  expect(distance('qiuet', 'quiet')).toBe(1);
  expect(distance('', 'abc')).toBe(3);
  expect(areAlike('car', 'cars')).toBe(true);
  expect(areAlike('cat', 'car')).toBe(false);
  expect(areAlike('2024', '2025')).toBe(false);
  const words = [
    { word: 'neighbours', count: 5 },
    { word: 'green', count: 3 },
    { word: 'neighbors', count: 1 },
  ];
  expect(alikePairs(words)).toEqual([[words[2], words[0]]]);
});

const many = Array.from({ length: 30 }, (_, index) => ({ word: `word-${index}`, count: 60 - index }));

test('on the projector the most said stand in the middle, and every row fits', () => {
  const rows = placeWords([], many);
  const middle = rows[Math.floor(rows.length / 2)];
  expect(middle).toContain('word-0');
  expect(rows.flat().sort()).toEqual(many.map(({ word }) => word).sort());
  expect(fitOf(rows, many)).toBeGreaterThan(0);
  expect(fitOf(rows, many)).toBeLessThanOrEqual(1);
});

test('a word keeps its row whatever the votes say, and what is new pushes nobody out', () => {
  const before = placeWords([], many.slice(0, 20));
  const after = placeWords(before, [{ word: 'fresh', count: 99 }, ...many.slice(1, 20).toReversed()]);
  const rowOf = (rows: readonly (readonly string[])[], word: string) =>
    rows.find((row) => row.includes(word))?.filter((other) => other !== 'fresh' && other !== 'word-0');
  for (const { word } of many.slice(1, 20)) {
    expect(rowOf(after, word)).toEqual(rowOf(before, word));
  }
  expect(after.flat()).toContain('fresh');
});

test('three words stand in one row, and drawing again changes nothing', () => {
  const rows = placeWords([], many.slice(0, 3));
  expect(rows).toHaveLength(1);
  expect(placeWords(rows, many.slice(0, 3))).toEqual(rows);
});

test('no word becomes too small to read: the least said are counted together instead', () => {
  const long = Array.from({ length: 40 }, (_, index) => ({ word: 'x'.repeat(25) + index, count: 10 }));
  const shown = wordsThatFit(long, 40);
  expect(shown.length).toBeGreaterThanOrEqual(3);
  expect(shown.length).toBeLessThan(40);
  expect(fitOf(placeWords([], shown), shown) * 7.5).toBeGreaterThan(1.9);
});
