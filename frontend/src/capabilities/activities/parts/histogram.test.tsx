import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { DotScale, placeOf } from './dot-scale.tsx';
import { Histogram } from './histogram.tsx';

afterEach(cleanup);

const columns = [
  { key: '1', said: '1', count: 20, percent: 20 },
  { key: '2', said: '2', count: 80, percent: 80 },
];
const heights = (container: HTMLElement) =>
  [...container.querySelectorAll<HTMLElement>('[aria-hidden] ')].map(({ style }) => style.height);

test('a column is heard with its name, and its number is text', () => {
  render(<Histogram label="It was useful" columns={columns} />);
  expect(screen.getByRole('list', { name: 'It was useful' })).toBeTruthy();
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['1: 20%20', '2: 80%80']);
});

test('columns are as high as their counts, and leave the room for the numbers above the tallest', () => {
  const { container } = render(<Histogram label="" columns={columns} />);
  expect(heights(container)).toEqual(['calc((100% - 2.7em) * 0.25)', 'calc((100% - 2.7em) * 1)']);
});

test('nobody is no column', () => {
  const { container } = render(
    <Histogram label="" columns={[{ key: '1', said: '1', count: 0, percent: null }]} />,
  );
  expect(heights(container)).toEqual(['calc((100% - 1.5em) * 0)']);
});

test('the dot stands where the average lies; without an average there is none', () => {
  const { container, rerender } = render(<DotScale value={4} min={1} max={5} />);
  const dot = () => container.querySelector<HTMLElement>('[data-slot="dot"]');
  expect(dot()?.style.insetInlineStart).toBe('75%');
  rerender(<DotScale value={null} min={1} max={5} />);
  expect(dot()).toBeNull();
  expect(placeOf(9, 1, 5)).toBe('100%');
});
