/** [W9] How soon to ask again: a function of the event's state and of nothing else. */
import { describe, expect, test } from 'vitest';
import { type EventNote, pollAfterMs } from './pace.ts';

const NOW = 1_758_350_000_000;
const MINUTE = 60_000;

describe('[W9] pace', () => {
  test.each<[string, EventNote, number]>([
    ['before it is known', {}, 10_000],
    ['draft', { status: 'draft' }, 10_000],
    ['live', { status: 'live' }, 2_500],
    ['paused', { status: 'paused' }, 5_000],
    ['just ended', { status: 'ended', endedAt: NOW }, 10_000],
    ['ended 29 min ago', { status: 'ended', endedAt: NOW - 29 * MINUTE }, 10_000],
    ['ended 30 min ago: stop', { status: 'ended', endedAt: NOW - 30 * MINUTE }, 0],
    ['archived long ago: stop', { status: 'archived', endedAt: NOW - 1_000 * MINUTE }, 0],
  ])('%s', (_state, note, expected) => {
    expect(pollAfterMs(note, NOW, 1)).toBe(expected);
  });

  test('under load everybody waits longer, and whoever stopped stays stopped', () => {
    expect(pollAfterMs({ status: 'live' }, NOW, 2)).toBe(5_000);
    expect(pollAfterMs({ status: 'draft' }, NOW, 8)).toBe(80_000);
    expect(pollAfterMs({ status: 'ended', endedAt: 0 }, NOW, 8)).toBe(0);
  });

  test('the same state gives the same pace in every process, every time', () => {
    const ask = () => pollAfterMs({ status: 'live' }, NOW, 1);
    expect(new Set(Array.from({ length: 100 }, ask)).size).toBe(1);
  });
});
