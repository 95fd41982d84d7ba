import { expect, test } from 'vitest';
import { mayHide, mayReveal, nextStep, resultReach, revealsEarly, stepOf } from './host-step.ts';

const activity = {
  state: 'ready',
  resultState: 'auto',
  resultVisibility: 'host-only',
  correct: null,
  explanation: null,
} as const;
const live = { status: 'live', hasNext: true } as const;

test('a show goes open, close, reveal, next', () => {
  expect(nextStep(activity, live)).toBe('open');
  expect(nextStep({ ...activity, state: 'open' }, live)).toBe('close');
  expect(nextStep({ ...activity, state: 'closed' }, live)).toBe('reveal');
  expect(nextStep({ ...activity, state: 'closed', resultState: 'shown' }, live)).toBe('next');
});

test('nothing opens before the event is live, and nothing follows the last activity', () => {
  expect(nextStep(activity, { ...live, status: 'draft' })).toBeNull();
  expect(nextStep(activity, { ...live, status: 'paused' })).toBeNull();
  expect(
    nextStep({ ...activity, state: 'closed', resultState: 'shown' }, { ...live, hasNext: false }),
  ).toBeNull();
});

test('what closes into view needs no reveal, unless a right answer waits behind it', () => {
  const closed = { ...activity, state: 'closed', resultVisibility: 'after-close' } as const;
  expect(nextStep(closed, live)).toBe('next');
  expect(nextStep({ ...closed, correct: { optionId: 'o2' } }, live)).toBe('reveal-answer');
  expect(nextStep({ ...closed, correct: { optionId: 'o2' }, resultState: 'shown' }, live)).toBe('next');
});

test('hidden again, a closed activity is back at closed and can be revealed', () => {
  const hidden = { ...activity, state: 'closed', resultState: 'hidden', resultVisibility: 'always' } as const;
  expect(stepOf(hidden)).toBe('closed');
  expect(nextStep(hidden, live)).toBe('reveal');
  expect(mayReveal(hidden)).toBe(true);
  expect(mayHide(hidden)).toBe(false);
});

test.each([
  ['ready', 'auto', 'always', 'nobody'],
  ['open', 'auto', 'always', 'room'],
  ['open', 'auto', 'after-own-response', 'answered'],
  ['open', 'auto', 'after-close', 'nobody'],
  ['closed', 'auto', 'after-close', 'room'],
  ['closed', 'auto', 'host-only', 'nobody'],
  ['open', 'shown', 'host-only', 'room'],
  ['open', 'hidden', 'always', 'nobody'],
  ['closed', 'hidden', 'after-close', 'nobody'],
] as const)('[A3] %s, %s, %s reaches %s', (state, resultState, resultVisibility, reach) => {
  expect(resultReach({ state, resultState, resultVisibility })).toBe(reach);
});

test('only a reveal while voting is open asks first', () => {
  expect(revealsEarly({ ...activity, state: 'open' })).toBe(true);
  expect(revealsEarly({ ...activity, state: 'closed' })).toBe(false);
});

test('hide is offered only where somebody sees the result or will at the close', () => {
  expect(mayHide({ ...activity, state: 'open' })).toBe(false);
  expect(mayHide({ ...activity, state: 'open', resultVisibility: 'always' })).toBe(true);
  expect(mayHide({ ...activity, state: 'open', resultVisibility: 'after-close' })).toBe(true);
  expect(mayHide({ ...activity, state: 'closed', resultState: 'shown' })).toBe(true);
});
