import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KindBoundary } from '../kind-boundary.tsx';
import { hostPartOf } from './host.ts';
import { kindOf } from './index.ts';
import { lazyPart, type Part, usePart } from './part.ts';
import { screenPartOf } from './screen.ts';
import { pickableKinds, wordsOf } from './words.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function Drawn({ part }: { part: Part<{ name: string }> }) {
  return <p>{usePart(part).name}</p>;
}
const draw = (part: Part<{ name: string }>) =>
  act(async () => {
    render(
      <KindBoundary>
        <Drawn part={part} />
      </KindBoundary>,
    );
  });
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

test('what hosts can pick has its three parts', async () => {
  vi.useRealTimers();
  for (const kind of pickableKinds) {
    const entry = kindOf(kind);
    expect(entry, kind).toBeDefined();
    const [host, screen] = [hostPartOf(kind), screenPartOf(kind)];
    expect([host, screen], kind).not.toContain(undefined);
    const loaded = await Promise.all([entry?.attendee.load(), host?.load(), screen?.load()]);
    expect(loaded, kind).not.toContain(undefined);
  }
});

test('a kind that only a newer page knows has no parts, and a name for hosts', () => {
  expect(kindOf('telepathy')).toBeUndefined();
  expect(kindOf('constructor')).toBeUndefined();
  expect(wordsOf('telepathy').short()).toBe('Unknown kind');
});

test('code that did not come is asked for again', async () => {
  const load = vi.fn<() => Promise<{ name: string }>>().mockRejectedValueOnce(new Error('network'));
  load.mockResolvedValue({ name: 'Ranking' });
  await draw(lazyPart(load));
  await wait(1_000);
  expect(screen.getByText('Ranking')).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(2);
});

test('a slow network is named, and code that never comes offers to load the page again', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  await draw(lazyPart(() => Promise.reject(new Error('gone'))));
  await wait(2_500);
  expect(screen.getByText('Slow network. Still trying…')).toBeTruthy();
  await wait(20_000);
  expect(screen.getByRole('button', { name: 'Load the page again' })).toBeTruthy();
});
