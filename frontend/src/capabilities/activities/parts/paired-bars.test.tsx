import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { oneOption, severalOptions } from './choices.ts';
import { ownMove, pairsOf, saidPairs } from './paired-bars.ts';
import { PairedBars } from './paired-bars-list.tsx';
import { pairsList } from './paired-bars-screen.tsx';

afterEach(cleanup);

const settings = {
  options: [
    { id: 'a', label: 'About 15%' },
    { id: 'b', label: 'About 30%' },
  ],
};
const result = (counts: Record<string, number>, responses: number) => ({ counts, responses, final: true });
const before = result({ a: 60, b: 40 }, 100);
const after = result({ a: 20, b: 80 }, 100);
const pairs = pairsOf(oneOption, settings, before, after);

test('pairs stand in the host’s order, whatever the room preferred', () => {
  expect(pairs.map(({ id, before, after }) => [id, before.percent, after.percent])).toEqual([
    ['a', 60, 20],
    ['b', 40, 80],
  ]);
});

test('each round is a share of its own answers: who came for one counts in that one', () => {
  const [, second] = pairsOf(oneOption, settings, result({ b: 5 }, 5), result({ a: 5, b: 5 }, 10));
  expect([second?.before.percent, second?.after.percent]).toEqual([100, 50]);
});

test('where one may choose several, percentages are of people', () => {
  const [first] = pairsOf(severalOptions, settings, result({ a: 8, b: 6 }, 10), result({ a: 10, b: 9 }, 10));
  expect([first?.before.percent, first?.after.percent]).toEqual([80, 100]);
});

test('both rounds are told in a sentence, mine named', () => {
  expect(saidPairs(pairs, ['b'])).toBe(
    'Results in two rounds. About 15%: before 60%, after 20%. About 30%: before 40%, after 80%, your answer.',
  );
});

test('my own move is in words; who answered once only did not move', () => {
  expect(ownMove(pairs, ['a'], ['b'])).toEqual({ from: 'About 15%', to: 'About 30%' });
  expect(ownMove(pairs, ['a'], ['a'])).toBe('kept');
  expect(ownMove(pairs, [], ['a'])).toBeNull();
});

test('both rounds carry numbers as text, with mine, what is right, and both totals', () => {
  render(
    <PairedBars
      pairs={pairs}
      totals={{ before: 100, after: 100 }}
      maySeveral={false}
      beforeIds={['a']}
      afterIds={['b']}
      rightIds={['b']}
    />,
  );
  const [first, second] = screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(first).toBe('About 15%You, beforeBefore talking60%60After talking20%20');
  expect(second).toContain('About 30%RightYou, after');
  expect(document.body.textContent).toContain('You moved from About 15% to About 30%.');
  expect(document.body.textContent).toContain('100 answers before, 100 after.');
});

test('under five answers a round has counts only', () => {
  const [first] = pairsOf(oneOption, settings, result({ a: 3 }, 3), after);
  expect([first?.before.percent, first?.after.percent]).toEqual([null, 20]);
});

test('on the projector long options stand above their bars, a few on a page', () => {
  expect(pairsList(pairs, 'How much?')).toEqual({ texts: ['About 15%', 'About 30%'] });
  const long = pairs.map((pair) => ({ ...pair, label: 'x'.repeat(140) }));
  expect(pairsList(long, 'How much?').perPage).toBe(2);
});
