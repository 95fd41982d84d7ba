import type {
  ActivityEntity,
  LeaderboardEntity,
  QuizSettings,
  ResultEntity,
  TeamRow,
} from '@plenum/protocol';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LiveEvent } from '#/live/live-event.tsx';
import { attendee } from './attendee.tsx';
import { cardLayout } from './cards.ts';
import { draft, type QuizDraft, withChoose, withRight } from './draft.ts';
import { host } from './host.tsx';
import { isRight, keysOf, pointsSentence, questionNumber, wholeMs } from './rules.ts';
import { gained, teamLines } from './teams.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const settings = (more: Partial<QuizSettings> = {}): QuizSettings => ({
  options: ['a', 'b', 'c'].map((id) => ({ id, label: `About ${id}` })),
  choose: 'one',
  seconds: 20,
  points: 'speed',
  isDouble: false,
  ...more,
});

describe('what phones are told before', () => {
  test.each([
    [settings(), '1,000 points at once, falling to 500.'],
    [settings({ isDouble: true }), 'Double points: 2,000 at once, falling to 1,000.'],
    [settings({ points: 'flat' }), '1,000 points for the right answer.'],
    [settings({ points: 'none' }), 'Practice: this one gives no points.'],
  ])('%#', (of, sentence) => expect(pointsSentence(of)).toBe(sentence));
});

describe('the verdict', () => {
  test('of several right ones exactly all must be picked', () => {
    const correct = { optionIds: ['a', 'c'] };
    expect(isRight(correct, { optionIds: ['c', 'a'] })).toBe(true);
    expect(isRight(correct, { optionIds: ['a'] })).toBe(false);
    expect(isRight(correct, { optionIds: ['a', 'b', 'c'] })).toBe(false);
  });

  test('names what was right by its letters, and says when nothing was answered', () => {
    const several = settings({ choose: 'several' });
    const correct = { optionIds: ['a', 'c'] };
    expect(attendee.verdict(several, correct, { optionIds: ['b'] })?.text).toBe(
      'Not this time. The answers were A and C.',
    );
    expect(attendee.verdict(settings(), { optionIds: ['c'] }, null)).toEqual({
      is: 'none',
      text: 'No answer this time. The answer was C.',
    });
    expect(keysOf(several, correct.optionIds)).toBe('A and C');
  });

  test('is none where the host marked nothing as right', () => {
    expect(attendee.verdict(settings(), undefined, { optionIds: ['a'] })).toBeNull();
  });
});

test('the result is said with the own answer, percentages of people where several can be picked', () => {
  const result: ResultEntity = { counts: { a: 10, b: 5, c: 5 }, responses: 10, final: true };
  const activity = { settings: settings({ choose: 'several' }) } as unknown as ActivityEntity;
  expect(attendee.describeResult(activity, result, { optionIds: ['b'] })).toBe(
    'Results: About a 100%. About b 50%, your answer. About c 50%.',
  );
});

test('questions are counted in the order in which they opened, other kinds not', () => {
  const one = (opensAt: number, kind = 'quiz') => ({ kind, opensAt, position: 0 }) as ActivityEntity;
  const activities = new Map([
    ['late', one(30)],
    ['poll', one(15, 'single-choice')],
    ['first', one(10)],
    ['second', one(20)],
  ]);
  expect(['first', 'second', 'late'].map((id) => questionNumber(activities, id))).toEqual([1, 2, 3]);
});

test('the whole time runs from the announced opening to the close, also when the host closes sooner', () => {
  expect(wholeMs({ opensAt: 4_000, closesAt: 24_000 }, 20)).toBe(20_000);
  expect(wholeMs({ opensAt: null, closesAt: 9_000 }, 20)).toBe(20_000);
});

describe('writing one', () => {
  const own = (more: Partial<QuizDraft> = {}): QuizDraft => ({
    ...draft.of(settings(), { optionIds: ['c'] }),
    ...more,
  });

  test('a stored question comes back as it was stored', () => {
    const stored = settings({ choose: 'several', seconds: 45, points: 'flat', isDouble: true });
    const correct = { optionIds: ['a', 'c'] };
    expect(draft.settingsOf(draft.of(stored, correct))).toEqual(stored);
    expect(draft.correctOf(draft.of(stored, correct))).toEqual(correct);
  });

  test('the time is a whole number of 5 to 300 seconds', () => {
    expect(draft.problem(own())).toBeNull();
    for (const seconds of ['4', '301', '', '1e2', '20.5']) {
      expect(draft.problem(own({ seconds })), seconds).toBe('Give 5 to 300 seconds.');
    }
  });

  test('an answer that is no more is not right any more', () => {
    expect(draft.correctOf(own({ rightIds: ['gone'] }))).toBeNull();
  });

  test('of practice nothing doubles', () => {
    expect(draft.settingsOf(own({ points: 'none', isDouble: true })).isDouble).toBe(false);
  });

  test('one right answer takes the place of the other; of several the first stays', () => {
    expect(withRight(own(), 'a').rightIds).toEqual(['a']);
    const several = withRight(withChoose(own(), 'several'), 'b');
    expect(several.rightIds).toEqual(['c', 'b']);
    expect(withRight(several, 'c').rightIds).toEqual(['b']);
    expect(withChoose(several, 'one').rightIds).toEqual(['b']);
  });

  test('what is right is marked beside the answer, and missing it is said', () => {
    // Pictures are uploaded to the event; nothing is asked for here.
    vi.stubGlobal('fetch', () => new Promise(() => {}));
    render(
      <QueryClientProvider client={new QueryClient()}>
        <LiveEvent eventId="0199a3c0-7e00-7000-8000-000000000001" audience="host">
          <Form />
        </LiveEvent>
      </QueryClientProvider>,
    );
    expect(screen.getByText('Mark the right answer, or people get no points.')).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Answer B is right' }));
    expect(screen.queryByText('Mark the right answer, or people get no points.')).toBeNull();
    fireEvent.click(screen.getByRole('radio', { name: 'Several' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Answer C is right' }));
    expect(document.querySelector('output')?.textContent).toBe('b,c');
  });
});

function Form() {
  const [own, setOwn] = useState(() => draft.of(settings(), null));
  return (
    <>
      <host.SettingsForm own={own} onChange={setOwn} locked="no" isNew={false} />
      <output>{own.rightIds.join(',')}</output>
    </>
  );
}

describe('teams', () => {
  const row = (n: number): TeamRow => ({
    place: n,
    teamId: `t${n}`,
    name: `Team ${n}`,
    points: 100 - n,
    members: 3,
  });
  const board = (questions: number, points: number): LeaderboardEntity => ({
    activityId: `q${questions}`,
    questions,
    players: 3,
    top: [],
    teams: [{ ...row(1), points }],
  });

  test('up to eight all are listed', () => {
    const teams = Array.from({ length: 8 }, (_, index) => row(index + 1));
    expect(teamLines(teams, 't8').map(({ row: { teamId } }) => teamId)).toHaveLength(8);
  });

  test('of more the best five, a gap, and the own one with both neighbours', () => {
    const teams = Array.from({ length: 20 }, (_, index) => row(index + 1));
    const lines = teamLines(teams, 't12');
    expect(lines.map(({ row: { place } }) => place)).toEqual([1, 2, 3, 4, 5, 11, 12, 13]);
    expect(lines[5]?.gap).toBe(5);
  });

  test('what a question brought is known only to whoever saw the total before', () => {
    expect(gained(board(2, 1_595), board(1, 1_480), 't1')).toBe(115);
    expect(gained(board(1, 900), undefined, 't1')).toBe(900);
    expect(gained(board(3, 1_595), undefined, 't1')).toBeNull();
    expect(gained(board(3, 1_595), board(1, 1_480), 't1')).toBeNull();
  });
});

describe('on the projector', () => {
  const labels = (count: number, length: number) => Array.from({ length: count }, () => 'x'.repeat(length));

  test('four short answers are as large as they get, eight stand on one page', () => {
    expect(cardLayout(['About 5%', 'About 15%', 'About 30%', 'About 45%'])).toEqual({
      size: 3.5,
      perPage: 8,
    });
    expect(cardLayout(labels(8, 12)).perPage).toBe(8);
    expect(cardLayout(labels(20, 12)).perPage).toBe(8);
  });

  test('long answers step down, then turn pages; nothing is cut', () => {
    expect(cardLayout(labels(4, 60)).size).toBeLessThan(3.5);
    expect(cardLayout(labels(8, 140)).perPage).toBeLessThan(8);
  });
});
