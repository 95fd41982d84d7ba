import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { answered, nothingAnswered, openActivity } from '../../parts/test-answers.ts';
import { attendee } from './attendee.tsx';
import { draft } from './draft.ts';

afterEach(cleanup);

function draw(own: Parameters<typeof attendee.Open>[0]['own'], mayAnswer = true) {
  const sent: unknown[] = [];
  render(
    <attendee.Open
      activityId="a1"
      activity={openActivity('true-false', {})}
      settings={{}}
      own={own}
      draftKey="p1:1:a1"
      respond={(answer) => sent.push(answer)}
      takeBack={() => {}}
      mayAnswer={mayAnswer}
      titleId="title"
      result={undefined}
    />,
  );
  return sent;
}

test('one tap saves', () => {
  const sent = draw(nothingAnswered());
  fireEvent.click(screen.getByRole('button', { name: 'False' }));
  expect(sent).toEqual([{ value: false }]);
});

test('the chosen one is pressed, and tapping it again sends nothing', () => {
  const sent = draw(answered({ value: true }));
  const button = screen.getByRole('button', { name: 'True' });
  expect(button.getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(button);
  expect(sent).toEqual([]);
});

test('while nothing can be answered there is nothing to press', () => {
  draw(nothingAnswered(), false);
  expect(screen.getByText('True')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('the verdict names the right word; “false” is an answer like any other', () => {
  expect(attendee.verdict({}, { value: false }, { value: false })?.is).toBe('right');
  expect(attendee.verdict({}, { value: false }, { value: true })?.text).toBe(
    'Not this time. The answer was False.',
  );
  expect(attendee.verdict({}, { value: false }, null)?.is).toBe('none');
  expect(attendee.verdict({}, undefined, { value: true })).toBeNull();
});

test('the result is told in a sentence, mine named', () => {
  const result = { counts: { true: 6, false: 4 }, responses: 10, final: true };
  expect(attendee.describeResult(openActivity('true-false', {}), result, { value: false })).toBe(
    'Results: True 60%. False 40%, your answer.',
  );
});

test('what is right comes back as it was stored', () => {
  for (const correct of [{ value: true }, { value: false }, null])
    expect(draft.correctOf(draft.of({}, correct))).toEqual(correct);
});
