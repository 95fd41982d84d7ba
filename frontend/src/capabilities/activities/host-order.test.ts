import type { HostActivityEntity } from '@plenum/protocol';
import { describe, expect, test } from 'vitest';
import { actBetween, currentId, doneCount, nextAct, nextId, onId, runOfShow } from './host-order.ts';

function anActivity(more: Partial<HostActivityEntity> = {}): HostActivityEntity {
  return {
    kind: 'single-choice',
    title: 'What first?',
    settings: { options: [] },
    resultVisibility: 'host-only',
    state: 'ready',
    resultState: 'auto',
    position: 0,
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
  };
}
const aShow = (...states: HostActivityEntity['state'][]) =>
  runOfShow(new Map(states.map((state, position) => [`a${position + 1}`, anActivity({ state, position })])));

test('the run of show goes by position, whatever the order of arrival', () => {
  const show = runOfShow(
    new Map([
      ['b', anActivity({ position: 2 })],
      ['a', anActivity({ position: 1 })],
    ]),
  );
  expect(show.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('a host finds the page at what is open, then at what the screen shows, then at what comes next', () => {
  expect(currentId(aShow('closed', 'open', 'ready'), undefined)).toBe('a2');
  expect(currentId(aShow('closed', 'closed', 'ready'), { view: 'activity', activityId: 'a1' })).toBe('a1');
  expect(currentId(aShow('closed', 'closed', 'ready'), { view: 'join', activityId: null })).toBe('a3');
  expect(currentId(aShow('closed', 'closed'), undefined)).toBe('a2');
  expect(currentId([], undefined)).toBeNull();
});

test('next skips what is done, and comes back to what was skipped', () => {
  expect(nextId(aShow('closed', 'closed', 'ready', 'ready'), 'a1')).toBe('a3');
  expect(nextId(aShow('ready', 'closed', 'closed'), 'a3')).toBe('a1');
  expect(nextId(aShow('closed', 'closed'), 'a1')).toBeNull();
});

test('closed counts as done', () => {
  expect(doneCount(aShow('closed', 'open', 'ready', 'closed'))).toBe(2);
});

test('a co-host’s act is told by its name', () => {
  const open = anActivity({ state: 'open' });
  const closed = anActivity({ state: 'closed', closedAt: 5_000 });
  expect(actBetween(anActivity(), open)).toBe('opened');
  expect(actBetween(open, closed)).toBe('closed');
  expect(actBetween(open, { ...closed, closesAt: 5_000 })).toBe('closed-itself');
  expect(actBetween(closed, { ...closed, resultState: 'shown' })).toBe('revealed');
  expect(actBetween({ ...closed, resultState: 'shown' }, { ...closed, resultState: 'hidden' })).toBe(
    'hidden',
  );
  expect(actBetween(open, { ...open, title: 'What next?' })).toBeNull();
  expect(actBetween(undefined, open)).toBeNull();
});

test('where the room is: what was opened last, open or closed', () => {
  const at = (opensAt: number, state: HostActivityEntity['state']) => anActivity({ opensAt, state });
  const show = runOfShow(
    new Map([
      ['a', at(5, 'closed')],
      ['b', at(9, 'closed')],
      ['c', at(99, 'ready')],
    ]),
  );
  expect(onId(show)).toBe('b');
  expect(onId(aShow('ready', 'ready'))).toBeNull();
});

describe('next as one act', () => {
  const show = runOfShow(
    new Map([
      ['done', anActivity({ state: 'closed', opensAt: 1, position: 0 })],
      ['on', anActivity({ state: 'open', opensAt: 2, position: 1 })],
      ['later', anActivity({ position: 2 })],
      ['last', anActivity({ position: 3 })],
    ]),
  );

  test('closes what is on and opens what follows it, wherever a host looks meanwhile', () => {
    expect(nextAct(show, 'on')).toMatchObject({ from: 'on', to: 'later', closes: { id: 'on' } });
    expect(nextAct(show, 'done')).toMatchObject({ from: 'on', to: 'later', closes: { id: 'on' } });
  });

  test('goes to the one a host chose, past others', () => {
    expect(nextAct(show, 'last')).toMatchObject({ from: 'on', to: 'last' });
  });

  test('is none where opening does as much, and at the end', () => {
    const nothingOpen = show.filter(({ id }) => id !== 'on');
    expect(nextAct(nothingOpen, 'later')).toBeNull();
    expect(nextAct(nothingOpen, 'done')).toMatchObject({ from: 'done', to: 'later', closes: null });
    expect(nextAct(aShow('ready', 'ready'), 'a1')).toBeNull();
    expect(nextAct(aShow('closed'), 'a1')).toBeNull();
  });
});
