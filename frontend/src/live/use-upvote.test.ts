import type { Act } from '@plenum/protocol/client';
import { expect, test } from 'vitest';
import { upvoteView } from './use-upvote.ts';

function act(answer: true | null, change: Partial<Act> = {}): Act {
  return {
    key: 'upvote/entry',
    seq: 5,
    answer,
    request: { method: 'PUT', path: '' },
    state: { status: 'waiting', why: 'queued' },
    held: null,
    round: 0,
    ...change,
  };
}
const saved = (answer: true | null, cursor: string) =>
  act(answer, { state: { status: 'saved' }, held: { answer, seq: 5, cursor, status: 'saved' } });

test('a tap counts at once, and once: not again when the feed has it', () => {
  expect(upvoteView(undefined, undefined, 'k3f9a2.1', 3)).toEqual({ isUpvoted: false, score: 3 });
  expect(upvoteView(act(true), undefined, 'k3f9a2.1', 3)).toEqual({ isUpvoted: true, score: 4 });
  expect(upvoteView(saved(true, 'k3f9a2.2'), undefined, 'k3f9a2.1', 3)).toEqual({
    isUpvoted: true,
    score: 4,
  });
  expect(upvoteView(saved(true, 'k3f9a2.2'), undefined, 'k3f9a2.2', 4)).toEqual({
    isUpvoted: true,
    score: 4,
  });
});

test('taking it back is seen at once too', () => {
  const stored = { upvoted: true, seq: 4 };
  expect(upvoteView(undefined, stored, 'k3f9a2.1', 3)).toEqual({ isUpvoted: true, score: 3 });
  expect(upvoteView(act(null), stored, 'k3f9a2.1', 3)).toEqual({ isUpvoted: false, score: 2 });
});

test('on and off again before anything was sent changes nothing', () => {
  expect(upvoteView(act(null), undefined, 'k3f9a2.1', 3)).toEqual({ isUpvoted: false, score: 3 });
});

test('what another device did later is what the server says of it', () => {
  const overtaken = act(true, {
    state: { status: 'saved' },
    held: { answer: true, seq: 9, cursor: 'k3f9a2.2', status: 'superseded' },
  });
  expect(upvoteView(overtaken, { upvoted: false, seq: 9 }, 'k3f9a2.2', 3).isUpvoted).toBe(false);
});
