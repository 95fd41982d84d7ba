import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveRegions } from '#/components/live-regions.tsx';
import { Stepper } from './stepper.tsx';
import { typedWhole } from './stepper-digits.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function Counted({ max = 20, step = 5 }: { max?: number; step?: number }) {
  const [value, setValue] = useState(0);
  return (
    <>
      <Stepper
        value={value}
        min={0}
        max={max}
        step={step}
        label="Points for Night buses"
        lessLabel="Less"
        moreLabel="More"
        said={`Night buses ${value}.`}
        onChange={setValue}
      />
      <LiveRegions />
    </>
  );
}
const field = () => screen.getByRole<HTMLInputElement>('spinbutton', { name: 'Points for Night buses' });
const more = () => screen.getByRole('button', { name: 'More' });
const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms));

test('a press is one step, and stops at the end', () => {
  render(<Counted max={8} />);
  fireEvent.click(more());
  expect(field().value).toBe('5');
  fireEvent.click(more());
  expect(field().value).toBe('8');
  fireEvent.click(more());
  expect(field().value).toBe('8');
  expect(more().getAttribute('aria-disabled')).toBe('true');
});

test('holding repeats after 400 ms, every 120 ms, and the release is no further step', () => {
  render(<Counted step={1} />);
  fireEvent.pointerDown(more());
  wait(399);
  expect(field().value).toBe('0');
  wait(1);
  wait(120);
  wait(120);
  expect(field().value).toBe('3');
  fireEvent.pointerUp(more());
  fireEvent.click(more());
  wait(1_000);
  expect(field().value).toBe('3');
});

test('a finger that starts to scroll steps nothing', () => {
  render(<Counted />);
  fireEvent.pointerDown(more());
  fireEvent.pointerCancel(more());
  wait(2_000);
  expect(field().value).toBe('0');
});

test('what it came to is said once, half a second after the last change', () => {
  render(<Counted />);
  // The region rests 3 s after what another test said.
  wait(10_000);
  fireEvent.click(more());
  wait(300);
  fireEvent.click(more());
  wait(499);
  expect(document.body.textContent).not.toContain('Night buses 5.');
  wait(2);
  expect(document.body.textContent).toContain('Night buses 10.');
});

test('a number can be typed, in the digits of any script', () => {
  render(<Counted />);
  fireEvent.change(field(), { target: { value: '١٢' } });
  expect(field().getAttribute('aria-valuenow')).toBe('12');
  fireEvent.change(field(), { target: { value: 'x' } });
  expect(field().getAttribute('aria-valuenow')).toBe('12');
  fireEvent.change(field(), { target: { value: '' } });
  expect(field().getAttribute('aria-valuenow')).toBe('0');
  expect(typedWhole('−7')).toBe(-7);
  expect(typedWhole('1.5')).toBeNull();
});
