import type { HostActivityEntity } from '@plenum/protocol';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LiveEvent } from '#/live/live-event.tsx';
import type { Show } from './host-arrange.ts';
import { RunOfShow } from './host-run-of-show.tsx';

beforeEach(() => vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network'))));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const activity = (title: string, position: number, more: Partial<HostActivityEntity> = {}) => ({
  id: title,
  activity: {
    kind: 'single-choice',
    title,
    settings: { options: [] },
    resultVisibility: 'host-only',
    state: 'ready',
    resultState: 'auto',
    position,
    opensAt: null,
    closesAt: null,
    closedAt: null,
    revealed: false,
    correct: null,
    explanation: null,
    hostNotes: null,
    section: null,
    integrity: null,
    ...more,
  } satisfies HostActivityEntity,
});
const SHOW: Show = [
  activity('Welcome', 0, { state: 'closed' }),
  activity('City quiz', 1),
  activity('Budget', 2, { section: 'After the break' }),
  activity('Goodbye', 3, { section: 'After the break' }),
];

function draw(mayArrange = true) {
  const onArrange = vi.fn<(next: Show) => void>();
  const onSelect = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <LiveEvent eventId="0199a3c0-7e00-7000-8000-000000000001" audience="host">
        <RunOfShow
          show={SHOW}
          selectedId={null}
          joined={0}
          isDraft={false}
          onSelect={onSelect}
          {...(mayArrange && { onArrange })}
        />
      </LiveEvent>
    </QueryClientProvider>,
  );
  const row = (title: string) => screen.getByRole('button', { name: new RegExp(title) });
  const order = () => onArrange.mock.calls.map(([next]) => next.map(({ id }) => id));
  return { onSelect, onArrange, row, order };
}

test('Alt and an arrow move a row, and what is done stays where it is', () => {
  const { row, order } = draw();
  fireEvent.keyDown(row('Goodbye'), { key: 'ArrowUp', altKey: true });
  expect(order()).toEqual([['Welcome', 'City quiz', 'Goodbye', 'Budget']]);
  fireEvent.keyDown(row('City quiz'), { key: 'ArrowUp', altKey: true });
  fireEvent.keyDown(row('Welcome'), { key: 'ArrowDown', altKey: true });
  expect(order()).toHaveLength(1);
});

test('an arrow alone goes to the next row, past the headings and their menus', () => {
  const { row, onArrange } = draw();
  row('City quiz').focus();
  fireEvent.keyDown(row('City quiz'), { key: 'ArrowDown' });
  expect(document.activeElement).toBe(row('Budget'));
  expect(onArrange).not.toHaveBeenCalled();
});

test('a press chooses; only what can move says that it can', () => {
  const { row, onSelect } = draw();
  fireEvent.click(row('Budget'));
  expect(onSelect).toHaveBeenCalledWith('Budget');
  expect(row('Budget').getAttribute('aria-roledescription')).toBe('movable row');
  expect(row('Welcome').getAttribute('aria-roledescription')).toBeNull();
});

test('where nothing may change nothing moves, and headings have no menu', () => {
  const { row } = draw(false);
  expect(screen.getByRole('heading', { name: 'After the break' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /More for the heading/ })).toBeNull();
  expect(row('Budget').getAttribute('aria-roledescription')).toBeNull();
});
