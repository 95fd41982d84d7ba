import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropDraft } from '../../parts/local-drafts.ts';
import { nothingAnswered, openActivity } from '../../parts/test-answers.ts';
import { attendee } from './attendee.tsx';

const KEY = 'p1:1:a1';
beforeEach(() => {
  localStorage.clear();
  dropDraft(KEY);
});
afterEach(cleanup);

const settings = (count: number, max: number) => ({
  options: Array.from({ length: count }, (_, index) => ({ id: `o${index}`, label: `Place ${index + 1}` })),
  min: 1,
  max,
});

function draw(given: ReturnType<typeof settings>, sent: unknown[] = [], mayAnswer = true) {
  render(
    <attendee.Open
      activityId="a1"
      activity={openActivity('multiple-choice', given)}
      settings={given}
      own={nothingAnswered()}
      draftKey={KEY}
      respond={(answer) => sent.push(answer)}
      takeBack={() => {}}
      mayAnswer={mayAnswer}
      titleId="title"
      result={undefined}
    />,
  );
  return sent;
}
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const isChosen = (name: string) =>
  screen.getByRole('button', { name: new RegExp(`^${name}`) }).getAttribute('aria-pressed') === 'true';

test('each tap switches one option, and Send carries what is chosen', () => {
  const sent = draw(settings(4, 3));
  press('Place 3');
  press('Place 1');
  press('Place 2');
  press('Place 2');
  press('Send my 2 answers');
  expect(sent).toEqual([{ optionIds: ['o0', 'o2'] }]);
});

test('one more than may be chosen changes nothing and says why, where it was tapped', () => {
  draw(settings(4, 2));
  press('Place 1');
  press('Place 2');
  press('Place 3');
  expect(isChosen('Place 3')).toBe(false);
  expect(screen.getByRole('button', { name: /^Place 3/ }).textContent).toContain(
    '2 of 2 chosen. Tap one to free a place.',
  );
  press('Place 1');
  expect(screen.getByRole('button', { name: /^Place 3/ }).textContent).toBe('Place 3');
});

test('a find field helps from twelve options on, and what is chosen stays named', () => {
  draw(settings(12, 3));
  press('Place 5');
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '12' } });
  expect(screen.queryByRole('button', { name: 'Place 5' })).toBeNull();
  expect(document.body.textContent).toContain('1 of 3 chosen: Place 5');
  cleanup();
  draw(settings(11, 3));
  expect(screen.queryByRole('searchbox')).toBeNull();
});

test('while nothing can be answered it is readable, and nothing can be pressed', () => {
  draw(settings(4, 2), [], false);
  expect(screen.getByText('Place 1')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('right is who chose exactly the right ones; labels say which', () => {
  const given = settings(4, 3);
  const correct = { optionIds: ['o0', 'o1'] };
  expect(attendee.verdict(given, correct, { optionIds: ['o1', 'o0'] })?.is).toBe('right');
  expect(attendee.verdict(given, correct, { optionIds: ['o0'] })?.text).toBe(
    'Not this time. The answer was Place 1, Place 2.',
  );
  expect(attendee.verdict(given, correct, null)?.is).toBe('none');
  expect(attendee.verdict(given, null, null)).toBeNull();
});

test('percentages are of people, and are said so', () => {
  const given = settings(2, 2);
  const result = { counts: { o0: 9, o1: 6 }, responses: 10, final: true };
  const activity = openActivity('multiple-choice', given);
  expect(attendee.describeResult(activity, result, { optionIds: ['o1'] })).toBe(
    'Results: Place 1 90%. Place 2 60%, your answer.',
  );
  render(
    <attendee.Result {...{ activity, result, settings: given }} activityId="a1" own={nothingAnswered()} />,
  );
  expect(document.body.textContent).toContain('Percent of 10 people. Everybody may choose several.');
});

test('how it opens is one sentence', () => {
  expect(attendee.announceOpen('Where?', settings(6, 3))).toBe('New question: Where? Choose up to 3 of 6.');
  expect(attendee.announceOpen('Where?', settings(6, 6))).toBe('New question: Where? Choose any number.');
});
