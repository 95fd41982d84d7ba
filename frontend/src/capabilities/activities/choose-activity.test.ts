import type { ActivityEntity } from '@plenum/protocol';
import { expect, test } from 'vitest';
import { beginsAt, chooseActivity, inOrder } from './choose-activity.ts';

function activity(change: Partial<ActivityEntity>): ActivityEntity {
  return {
    kind: 'single-choice',
    title: 'What should the city fix first?',
    settings: { options: [] },
    resultVisibility: 'host-only',
    state: 'open',
    position: 0,
    opensAt: 1_000,
    closesAt: null,
    closedAt: null,
    revealed: false,
    ...change,
  };
}
const open = (opensAt: number) => activity({ opensAt });
const closed = (closedAt: number) => activity({ state: 'closed', closedAt });
const of = (all: Record<string, ActivityEntity>) => new Map(Object.entries(all));
const nothing = () => false;
const everything = () => true;
const came = (id: string) => ({ id, isPicked: false, openThen: [] });

test('on coming, the newest open activity stands there, else the last closed, else nothing', () => {
  expect(chooseActivity(of({ a: open(1), b: open(2), c: closed(9) }), null, nothing)).toBe('b');
  expect(chooseActivity(of({ a: closed(1), b: closed(2) }), null, nothing)).toBe('b');
  expect(chooseActivity(of({}), null, nothing)).toBeNull();
});

test('a second activity that opens does not push the unanswered one from under the thumb', () => {
  expect(chooseActivity(of({ a: open(1), b: open(2) }), came('a'), nothing)).toBe('a');
});

test('once answered, the newer one comes', () => {
  expect(chooseActivity(of({ a: open(1), b: open(2) }), came('a'), everything)).toBe('b');
});

test('an open activity that the person picked stays, answered or not', () => {
  const picked = { id: 'a', isPicked: true, openThen: ['a'] };
  expect(chooseActivity(of({ a: open(1), b: open(2) }), picked, everything)).toBe('a');
});

test('an earlier question is read in peace until something new opens', () => {
  const picked = { id: 'old', isPicked: true, openThen: ['a'] };
  expect(chooseActivity(of({ old: closed(1), a: open(5) }), picked, nothing)).toBe('old');
  expect(chooseActivity(of({ old: closed(1), a: open(5), b: open(6) }), picked, nothing)).toBe('b');
});

test('what closes stays until the next one opens', () => {
  expect(chooseActivity(of({ a: closed(3) }), came('a'), everything)).toBe('a');
  expect(chooseActivity(of({ a: closed(3), b: open(4) }), came('a'), everything)).toBe('b');
});

test('in their own time: the host’s order, and one begins where the first answer is missing', () => {
  const steps = inOrder(
    of({ c: activity({ position: 2 }), b: activity({ position: 1 }), a: activity({ position: 0 }) }),
  );
  expect(steps.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(beginsAt(steps, (id) => id === 'a')).toBe('b');
  expect(beginsAt(steps, everything)).toBe('a');
  expect(beginsAt([], nothing)).toBeNull();
});

test('in their own time: what is closed is no place to begin at', () => {
  const steps = inOrder(of({ a: activity({ state: 'closed', position: 0 }), b: activity({ position: 1 }) }));
  expect(beginsAt(steps, nothing)).toBe('b');
});
