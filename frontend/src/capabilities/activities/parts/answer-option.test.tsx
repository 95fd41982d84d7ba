import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { AnswerOption } from './answer-option.tsx';

afterEach(cleanup);

test('an answer is a button that says whether it is chosen', () => {
  const choose = vi.fn();
  render(<AnswerOption optionKey="B" label="Night buses" isChosen={false} onChoose={choose} />);
  const button = screen.getByRole('button', { name: 'Night buses' });
  expect(button.getAttribute('aria-pressed')).toBe('false');
  button.click();
  expect(choose).toHaveBeenCalledTimes(1);
});

test('chosen is told without colour: pressed for the ear, a tick in place of the letter for the eye', () => {
  const { container } = render(
    <AnswerOption optionKey="B" label="Night buses" isChosen onChoose={() => {}} />,
  );
  expect(screen.getByRole('button').getAttribute('aria-pressed')).toBe('true');
  expect(container.querySelector('svg')).not.toBeNull();
  expect(screen.queryByText('B')).toBeNull();
});

test('what can no longer be chosen is no button', () => {
  render(<AnswerOption optionKey="B" label="Night buses" isChosen={false} note="Not counted" />);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText('Not counted')).toBeTruthy();
});
