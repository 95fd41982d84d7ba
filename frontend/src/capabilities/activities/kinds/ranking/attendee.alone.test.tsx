import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropDraft } from '../../parts/local-drafts.ts';
import { nothingAnswered, openActivity } from '../../parts/test-answers.ts';
import { attendee } from './attendee.tsx';

const said = vi.hoisted(() => vi.fn());
vi.mock('#/components/live-regions.tsx', () => ({ announce: said, useAnnounced: () => {} }));

const KEY = 'p1:1:a1';
beforeEach(() => {
  localStorage.clear();
  dropDraft(KEY);
  said.mockClear();
});
afterEach(cleanup);

const options = ['Clean air', 'Shorter trips', 'Lower fares', 'Less noise'].map((label, index) => ({
  id: `o${index}`,
  label,
}));

function draw(places: number, mayAnswer = true) {
  const sent: unknown[] = [];
  const settings = { options, places };
  render(
    <attendee.Open
      activityId="a1"
      activity={openActivity('ranking', settings)}
      settings={settings}
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
const press = (name: string) => {
  const button = screen.getByRole('button', { name });
  button.focus();
  fireEvent.click(button);
};
const focused = () =>
  document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;

test('the arrows make the order, Send carries it, and where it went is said', () => {
  const sent = draw(4);
  press('Shorter trips: move down');
  expect(said).toHaveBeenLastCalledWith('Shorter trips, place 3 of 4.');
  press('Less noise: move up');
  press('Send my order');
  expect(sent).toEqual([{ order: ['o0', 'o2', 'o3', 'o1'] }]);
});

test('the order as it stands can be sent without moving anything', () => {
  const sent = draw(4);
  press('Send my order');
  expect(sent).toEqual([{ order: ['o0', 'o1', 'o2', 'o3'] }]);
});

test('the focus travels with the option, and at the end goes to its other arrow', () => {
  draw(4);
  press('Lower fares: move down');
  expect(focused()).toBe('Lower fares: move up');
  press('Lower fares: move up');
  expect(focused()).toBe('Lower fares: move up');
  press('Lower fares: move up');
  press('Lower fares: move up');
  expect(focused()).toBe('Lower fares: move down');
});

test('for the first few a tap puts an option on the list, and nothing needs dragging', () => {
  const sent = draw(2);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send my order' }).disabled).toBe(true);
  press('Less noise');
  expect(said).toHaveBeenLastCalledWith('Less noise, place 1 of 2.');
  press('Clean air');
  press('Send my order');
  expect(sent).toEqual([{ order: ['o3', 'o0'] }]);
});

test('a full list takes no more and says so; what is taken off can be placed again', () => {
  draw(2);
  press('Less noise');
  press('Clean air');
  press('Lower fares');
  expect(said).toHaveBeenLastCalledWith('Your list is full. Take one off first.');
  press('Less noise: take off the list');
  expect(focused()).toBe('Less noise');
  expect(document.body.textContent).toContain('1 of 2 placed');
});

test('while nothing can be answered it is readable, and nothing can be pressed', () => {
  draw(4, false);
  expect(screen.getByText('Clean air')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('the drag library says nothing of its own, and offers no button around buttons', () => {
  draw(4);
  expect(document.body.textContent).not.toMatch(/draggable|space bar/i);
  expect(screen.getAllByRole('listitem').every((row) => row.getAttribute('role') !== 'button')).toBe(true);
});
