import type { HostActivityEntity } from '@plenum/protocol';
import { expect, test } from 'vitest';
import { onPhones, phonesSee, screenSees } from './host-sees.ts';

function anActivity(more: Partial<HostActivityEntity> = {}): HostActivityEntity {
  return {
    kind: 'single-choice',
    title: 'What first?',
    settings: { options: [] },
    resultVisibility: 'host-only',
    state: 'open',
    resultState: 'auto',
    position: 0,
    opensAt: 1_000,
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
const room = (
  activities: Record<string, HostActivityEntity>,
  status: 'draft' | 'live' | 'ended' = 'live',
) => ({
  status,
  activities: new Map(Object.entries(activities)),
});
const stage = (activityId: string) => ({ view: 'activity', activityId }) as const;

test('phones show an early page before, a thank-you after, and wait in between', () => {
  expect(phonesSee(room({ a: anActivity() }, 'draft'), 'a')).toEqual({ what: 'early' });
  expect(phonesSee(room({ a: anActivity() }, 'ended'), 'a')).toEqual({ what: 'thanks' });
  expect(phonesSee(room({ a: anActivity({ state: 'ready' }) }), 'a')).toEqual({ what: 'waiting' });
});

test('phones turn to the open activity, also when one closed later', () => {
  const activities = {
    a: anActivity({ opensAt: 1_000 }),
    b: anActivity({ state: 'closed', opensAt: 2_000 }),
  };
  expect(onPhones(room(activities).activities)).toBe('a');
});

test('with another question on phones the host reads its title', () => {
  const activities = { a: anActivity({ state: 'ready' }), b: anActivity({ title: 'How did you get here?' }) };
  expect(phonesSee(room(activities), 'a')).toEqual({ what: 'other', title: 'How did you get here?' });
});

test('results after the own answer are on phones, never on the screen', () => {
  const state = room({ a: anActivity({ resultVisibility: 'after-own-response' }) });
  expect(phonesSee(state, 'a')).toEqual({ what: 'question', isOpen: true, results: 'answered' });
  expect(screenSees(state, stage('a'), 'a')).toEqual({ what: 'question', isOpen: true, results: 'none' });
});

test('a reveal with a right answer says so', () => {
  const revealed = anActivity({ state: 'closed', resultState: 'shown', correct: { optionId: 'o1' } });
  expect(phonesSee(room({ a: revealed }), 'a')).toEqual({
    what: 'question',
    isOpen: false,
    results: 'solution',
  });
});

test('the screen follows its stage', () => {
  const state = room({ a: anActivity() });
  expect(screenSees(state, { view: 'blank', activityId: null }, 'a')).toEqual({ what: 'blank' });
  expect(screenSees(state, { view: 'join', activityId: null }, 'a')).toEqual({ what: 'join' });
  expect(screenSees(state, stage('a'), 'a')).toEqual({ what: 'question', isOpen: true, results: 'none' });
  expect(screenSees(state, undefined, 'a')).toEqual({ what: 'join' });
});

test('where everybody goes at their own speed, phones show no one activity', () => {
  const own = { ...room({ a: anActivity() }), isSelfPaced: true };
  expect(phonesSee(own, 'a')).toEqual({ what: 'own-pace' });
  expect(phonesSee({ ...own, status: 'draft' }, 'a')).toEqual({ what: 'early' });
});
