import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { optionsOf } from './options.ts';
import { ResultBars, resultBars } from './result-bars.tsx';

afterEach(cleanup);

const options = optionsOf({
  options: [
    { id: 'a', label: 'Safer crossings' },
    { id: 'b', label: 'Night buses' },
    { id: 'c', label: 'Trees' },
  ],
});
const result = (counts: Record<string, number>) => ({
  counts,
  responses: Object.values(counts).reduce((one, two) => one + two, 0),
  final: true,
});

test('each bar carries label, percentage and count as text', () => {
  render(<ResultBars bars={resultBars(options, result({ a: 71, b: 49, c: 58 }), { isSorted: false })} />);
  const [first] = screen.getAllByRole('listitem');
  expect(first?.textContent).toBe('Safer crossings40%71');
});

test('under five answers there are counts only', () => {
  render(<ResultBars bars={resultBars(options, result({ a: 3, b: 1 }), { isSorted: false })} />);
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    'Safer crossings3',
    'Night buses1',
    'Trees0',
  ]);
});

test('while votes come in the order is the host’s; sorted once, at close', () => {
  const counts = result({ a: 1, b: 5, c: 3 });
  expect(resultBars(options, counts, { isSorted: false }).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(resultBars(options, counts, { isSorted: true }).map(({ id }) => id)).toEqual(['b', 'c', 'a']);
});

test('mine and right are words with a tick, not colours', () => {
  render(
    <ResultBars
      bars={resultBars(options, result({ a: 5, b: 5 }), { isSorted: false })}
      mineIds={['a']}
      rightIds={['b']}
    />,
  );
  const [mine, right, other] = screen.getAllByRole('listitem') as HTMLElement[];
  expect(within(mine as HTMLElement).getByText('Your answer')).toBeTruthy();
  expect(within(right as HTMLElement).getByText('Right answer')).toBeTruthy();
  expect(other?.textContent).not.toMatch(/answer/);
});

test('where one may choose several, percentages are of people', () => {
  const several = { counts: { a: 8, b: 6 }, responses: 10, final: true };
  const bars = resultBars(options, several, { isSorted: false, isOfPeople: true });
  expect(bars.map(({ percent }) => percent)).toEqual([80, 60, 0]);
});
