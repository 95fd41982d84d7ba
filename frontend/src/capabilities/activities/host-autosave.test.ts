import { ApiError } from '@plenum/protocol/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAutosave } from './host-autosave.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a burst of keys is one save, of the last text', async () => {
  const save = vi.fn(async () => {});
  const autosave = createAutosave<string>(save);
  for (const text of ['W', 'Wh', 'Why']) autosave.change(text);
  expect(autosave.getState()).toEqual({ status: 'saving' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(save.mock.calls).toEqual([['Why']]);
  expect(autosave.getState()).toEqual({ status: 'saved' });
});

test('what is written during a save is saved after it, never beside it', async () => {
  const done: (() => void)[] = [];
  const saved: string[] = [];
  const autosave = createAutosave<string>((text) => {
    saved.push(text);
    return new Promise<void>((resolve) => done.push(resolve));
  });
  autosave.change('first');
  await vi.advanceTimersByTimeAsync(1_000);
  autosave.change('second');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(saved).toEqual(['first']);
  done[0]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved).toEqual(['first', 'second']);
  expect(autosave.getState()).toEqual({ status: 'saving' });
  done[1]?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(autosave.getState()).toEqual({ status: 'saved' });
});

test('without a network it says when it tries again, and then saves the newest text', async () => {
  let isAway = true;
  const saved: string[] = [];
  const autosave = createAutosave<string>(async (text) => {
    if (isAway) throw new ApiError(0, 'network_failed');
    saved.push(text);
  });
  autosave.change('first');
  await vi.advanceTimersByTimeAsync(700);
  expect(autosave.getState()).toMatchObject({ status: 'waiting' });
  autosave.change('second');
  isAway = false;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(saved).toEqual(['second']);
  expect(autosave.getState()).toEqual({ status: 'saved' });
});

test('a refusal is told and not repeated; the next change is a new try', async () => {
  const save = vi.fn(async (text: string) => {
    if (text === 'too late') throw new ApiError(409, 'activity_frozen');
  });
  const autosave = createAutosave<string>(save);
  autosave.change('too late');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(save).toHaveBeenCalledTimes(1);
  expect(autosave.getState()).toEqual({ status: 'refused', code: 'activity_frozen' });
  autosave.change('fine');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(autosave.getState()).toEqual({ status: 'saved' });
});

test('flush does not wait for the pause', async () => {
  const save = vi.fn(async () => {});
  const autosave = createAutosave<string>(save);
  autosave.change('now');
  autosave.flush();
  expect(save).toHaveBeenCalledWith('now');
});
