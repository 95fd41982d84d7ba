import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OwnAnswerView } from '#/live/use-own-answer.ts';
import { SaveStatus, StatusBar } from './save-status.tsx';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function own(change: Partial<OwnAnswerView>): OwnAnswerView {
  return {
    answer: null,
    status: 'none',
    why: null,
    code: null,
    isInFeed: false,
    attempted: null,
    attemptedAt: null,
    isTakenBack: false,
    resultKey: null,
    ...change,
  };
}
const shown = () => document.querySelector('[data-slot="save-status"]')?.textContent;
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test('before the first tap it says what a tap does and what it gives away', () => {
  render(<SaveStatus own={own({})} />);
  expect(shown()).toBe('One tap saves it. Your answer is anonymous.');
});

test('"Saving…" appears only when it takes longer than 400 ms', () => {
  render(<SaveStatus own={own({ status: 'saving', answer: {} })} />);
  wait(399);
  expect(shown()).toBe('');
  wait(2);
  expect(shown()).toBe('Saving…');
});

test('a request that hangs is called waiting', () => {
  render(<SaveStatus own={own({ status: 'saving', answer: {} })} />);
  wait(4_001);
  expect(shown()).toBe('Waiting to send. You can still change it.');
});

test('what is stored is saved, in words with an icon', () => {
  render(<SaveStatus own={own({ status: 'saved', answer: {} })} />);
  expect(shown()).toBe('Saved. Tap another answer to change it.');
  expect(screen.getByText('Saved.').tagName).toBe('B');
  expect(document.querySelector('svg')).not.toBeNull();
});

test('without a network it waits, at once', () => {
  render(<SaveStatus own={own({ status: 'waiting', why: 'offline', answer: {} })} />);
  expect(shown()).toBe('Waiting to send. You can still change it.');
});

test('what is simply not its turn yet is not called waiting', () => {
  render(<SaveStatus own={own({ status: 'waiting', why: 'queued', answer: {} })} />);
  expect(shown()).toBe('');
});

test('taken back is said, once it is stored', () => {
  render(<SaveStatus own={own({ isTakenBack: true })} />);
  expect(shown()).toBe('Taken back. You can answer again.');
});

test('a refusal says why', () => {
  render(<SaveStatus own={own({ status: 'refused', code: 'event_paused' })} />);
  expect(shown()).toBe('Not saved. The event is paused. You can answer when it goes on.');
});

test('what happened stays in sight; what only explains a tap never lies over the answers', () => {
  const isSticky = () => document.querySelector('[data-slot="save-status"]')?.closest('.sticky') !== null;
  const { rerender } = render(<StatusBar own={own({})} mayAnswer />);
  expect(isSticky()).toBe(false);
  rerender(<StatusBar own={own({ status: 'saved', answer: {} })} mayAnswer />);
  expect(isSticky()).toBe(true);
});
