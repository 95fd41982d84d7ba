import type { RatingAnswer, RatingSettings } from '@plenum/protocol';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { OwnAnswerOf } from '../kind.ts';
import { attendee } from './attendee.tsx';
import { draft } from './draft.ts';
import { itemResults } from './scale.ts';
import { screen as projector, rowsPerPage } from './screen.tsx';

const settings: RatingSettings = {
  scale: 'numbers',
  min: 1,
  max: 5,
  low: 'not at all',
  high: 'very much',
  words: [],
  items: [
    { id: 'easy', label: 'It was easy to follow' },
    { id: 'useful', label: 'It was useful to me' },
  ],
};
const stars: RatingSettings = {
  ...settings,
  scale: 'stars',
  low: '',
  high: '',
  items: [{ id: 'all', label: '' }],
};

afterEach(cleanup);

function own(answer: RatingAnswer | null): OwnAnswerOf<RatingAnswer> {
  return {
    answer,
    status: answer === null ? 'none' : 'saved',
    why: null,
    code: null,
    isInFeed: true,
    attempted: null,
    attemptedAt: null,
    isTakenBack: false,
    resultKey: null,
  };
}

function open(given: RatingSettings, answer: RatingAnswer | null = null, mayAnswer = true) {
  const sent: RatingAnswer[] = [];
  render(
    <attendee.Open
      activityId="a1"
      activity={{ kind: 'rating', title: 'How was it?', settings: given } as never}
      settings={given}
      own={own(answer)}
      draftKey="p1:1:a1"
      mayAnswer={mayAnswer}
      titleId="t"
      result={undefined}
      respond={(next) => sent.push(next)}
      takeBack={() => {}}
    />,
  );
  return sent;
}

test('one tap saves, with everything that was rated so far', () => {
  const sent = open(settings, { ratings: { easy: 4 } });
  const useful = screen.getByRole('group', { name: 'It was useful to me' });
  fireEvent.click(within(useful).getByRole('button', { name: '3' }));
  expect(sent).toEqual([{ ratings: { easy: 4, useful: 3 } }]);
});

test('the values are buttons that say whether they are chosen, and the ends what they mean', () => {
  open(settings, { ratings: { easy: 1 } });
  const easy = screen.getByRole('group', { name: 'It was easy to follow' });
  const buttons = within(easy).getAllByRole('button');
  expect(buttons.map((button) => button.getAttribute('aria-label'))).toEqual([
    '1 not at all',
    '2',
    '3',
    '4',
    '5 very much',
  ]);
  expect(buttons.map((button) => button.getAttribute('aria-pressed'))).toEqual([
    'true',
    'false',
    'false',
    'false',
    'false',
  ]);
});

test('the chosen value again sends nothing', () => {
  const sent = open(stars, { ratings: { all: 4 } });
  fireEvent.click(screen.getByRole('button', { name: '4 stars' }));
  expect(sent).toEqual([]);
});

test('what cannot be answered yet is readable and has no buttons', () => {
  open(settings, { ratings: { easy: 4 } }, false);
  expect(screen.queryByRole('button')).toBeNull();
  expect(document.body.textContent).toContain('It was easy to follow');
  expect(document.body.textContent).toContain('Your answer: 4');
});

test('after a tap its statement says what became of it', () => {
  open(settings, { ratings: { easy: 4 } });
  const easy = screen.getByRole('group', { name: 'It was easy to follow' });
  fireEvent.click(within(easy).getByRole('button', { name: '4' }));
  expect(document.querySelectorAll('[data-slot="save-status"]')).toHaveLength(1);
  expect(document.body.textContent).toContain('Saved. Tap another number to change it.');
});

const result = {
  counts: { 'easy/4': 3, 'easy/5': 3, 'useful/1': 2, 'useful/5': 1 },
  responses: 6,
  final: true,
};

test('mean and percentages are of those who rated the statement, from five answers on', () => {
  const [easy, useful] = itemResults(settings, result);
  expect(easy).toMatchObject({ answers: 6, mean: 4.5 });
  expect(easy?.columns.map(({ percent }) => percent)).toEqual([0, 0, 0, 50, 50]);
  expect(useful).toMatchObject({ answers: 3, mean: null });
  expect(useful?.columns.map(({ percent }) => percent)).toEqual([null, null, null, null, null]);
});

test('columns of two statements share one scale: half is half as high as all', () => {
  const [half, all] = itemResults(settings, {
    ...result,
    counts: { 'easy/1': 5, 'easy/2': 5, 'useful/5': 8 },
  });
  expect([5 / (half?.full ?? 0), 8 / (all?.full ?? 0)]).toEqual([0.5, 1]);
});

test('the result is heard as sentences', () => {
  const activity = { kind: 'rating', settings } as never;
  expect(attendee.describeResult(activity, result, { ratings: { easy: 4 } })).toBe(
    'Results: It was easy to follow: mean 4.5 of 5, from 6 answers. You said 4. It was useful to me 3 answers.',
  );
});

test('the projector shows two statements as columns, more as rows, and long ones on more pages', () => {
  const many = {
    ...settings,
    items: Array.from({ length: 9 }, (_, i) => ({ id: `i${i}`, label: `Statement ${i}` })),
  };
  const asked = { title: 'How was it?' } as never;
  const room = {} as never;
  expect(projector.list(asked, settings, result, room)).toMatchObject({ perPage: 2 });
  expect(projector.list(asked, many, result, room).perPage).toBe(5);
  const long = 'word '.repeat(28);
  expect(rowsPerPage([long, long, long, long], 'How was it?')).toBe(2);
  // One long statement among short ones costs its own room only.
  expect(rowsPerPage(['a', 'b', 'c', long], 'How was it?')).toBe(4);
});

test('what a host wrote comes back as it was stored', () => {
  const words = ['Never', 'Sometimes', 'Always'];
  for (const given of [settings, stars, { ...stars, scale: 'words' as const, max: 3, words }]) {
    const own = draft.of(given, null);
    expect(draft.problem(own)).toBeNull();
    expect(draft.settingsOf(own)).toEqual(given);
  }
});

test('a scale of words needs three, and statements must leave room for every count', () => {
  const own = draft.empty();
  expect(draft.problem({ ...own, scale: 'words' })).toBe('Write at least 3 words.');
  const items = Array.from({ length: 12 }, (_, i) => ({ id: `i${i}`, label: `Statement ${i}` }));
  expect(draft.problem({ ...own, stars: 10, items })).toBe(
    'With this scale there is room for 10 statements.',
  );
});
