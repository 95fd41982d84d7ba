import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OwnAnswerOf } from '../kinds/kind.ts';
import { dropDraft, readDraft, writeDraft } from './local-drafts.ts';
import { SendBar } from './send-bar.tsx';
import { useLocalAnswer } from './use-local-answer.ts';

interface Picks {
  picks: string[];
}
const KEY = 'p1:1:a1';

beforeEach(() => {
  localStorage.clear();
  dropDraft(KEY);
});
afterEach(cleanup);

function own(answer: Picks | null, change: Partial<OwnAnswerOf<Picks>> = {}): OwnAnswerOf<Picks> {
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
    ...change,
  };
}
const of = (...picks: string[]): Picks => ({ picks });

/** A kind in small: a button per letter, at least one, and Send. */
function Letters({ own, onSend }: { own: OwnAnswerOf<Picks>; onSend?: (answer: Picks) => void }) {
  const local = useLocalAnswer(KEY, own, ({ picks }) => !picks.includes('gone'));
  const picks = local.answer?.picks ?? [];
  const toggle = (letter: string) =>
    local.set({ picks: picks.includes(letter) ? picks.filter((one) => one !== letter) : [...picks, letter] });
  return (
    <>
      <output>{picks.join('')}</output>
      {['A', 'B'].map((letter) => (
        <button key={letter} type="button" onClick={() => toggle(letter)}>
          {letter}
        </button>
      ))}
      <SendBar
        own={own}
        mayAnswer
        isChanged={local.isChanged}
        label={`Send my ${picks.length} answers`}
        missing={picks.length === 0 ? 'Choose at least one.' : null}
        counter={`${picks.length} chosen`}
        onSend={() => local.answer !== null && onSend?.(local.answer)}
      />
    </>
  );
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const shown = () => document.querySelector('output')?.textContent;
const page = () => document.body.textContent;

test('before anything is chosen, Send says what is missing', () => {
  render(<Letters own={own(null)} />);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send my 0 answers' }).disabled).toBe(true);
  expect(page()).toContain('Choose at least one.');
});

test('nothing is sent before Send, and Send carries what was chosen', () => {
  const sent: Picks[] = [];
  render(<Letters own={own(null)} onSend={(answer) => sent.push(answer)} />);
  press('B');
  expect(sent).toEqual([]);
  expect(page()).toContain('1 chosen');
  press('Send my 1 answers');
  expect(sent).toEqual([of('B')]);
});

test('once it is sent the button goes, and the focus is on what became of it', () => {
  const { rerender } = render(<Letters own={own(null)} />);
  press('B');
  press('Send my 1 answers');
  rerender(<Letters own={own(of('B'))} />);
  expect(page()).toContain('Saved.');
  expect(screen.queryByRole('button', { name: /Send/ })).toBeNull();
  expect(document.activeElement?.textContent).toContain('Saved.');
});

test('a change brings Send back and says that the earlier answer counts', () => {
  render(<Letters own={own(of('B'))} />);
  press('A');
  expect(page()).toContain('Not sent yet. Your earlier answer counts.');
  expect(screen.getByRole('button', { name: 'Send my change' })).toBeTruthy();
  press('A');
  expect(page()).toContain('Saved.');
});

test('what is not sent survives a reload', () => {
  const { unmount } = render(<Letters own={own(of('B'))} />);
  press('A');
  unmount();
  render(<Letters own={own(of('B'))} />);
  expect(shown()).toBe('BA');
});

test('a change on another device is followed while nothing was touched, and never over what was', () => {
  const { rerender } = render(<Letters own={own(of('A'))} />);
  rerender(<Letters own={own(of('B'))} />);
  expect(shown()).toBe('B');
  press('A');
  rerender(<Letters own={own(of('A'))} />);
  expect(shown()).toBe('BA');
});

test('a refused answer stays to be sent again', () => {
  const { rerender } = render(<Letters own={own(null)} />);
  press('B');
  rerender(<Letters own={own(of('B'), { status: 'saving' })} />);
  rerender(<Letters own={own(null, { status: 'refused', code: 'event_paused' })} />);
  expect(shown()).toBe('B');
  expect(page()).toContain('Not saved.');
  expect(screen.getByRole('button', { name: 'Send my 1 answers' })).toBeTruthy();
});

test('what was stored is forgotten here', () => {
  const { rerender } = render(<Letters own={own(null)} />);
  press('B');
  expect(readDraft(KEY)).toEqual(of('B'));
  rerender(<Letters own={own(of('B'))} />);
  expect(readDraft(KEY)).toBeNull();
});

test('taking back forgets it too', () => {
  render(<Letters own={own(of('B'))} />);
  press('A');
  act(() => dropDraft(KEY));
  expect(shown()).toBe('B');
});

test('a draft for options that are gone is not shown', () => {
  writeDraft(KEY, of('gone'));
  render(<Letters own={own(of('A'))} />);
  expect(shown()).toBe('A');
});
