import type { Joined } from '@plenum/protocol';
import { beforeEach, expect, test } from 'vitest';
import { forgetIdentity, identityFrom, joinKeyFor, keepIdentity, readIdentity } from './identity.ts';

const EVENT = '0199a3c0-7e00-7000-8000-000000000001';

function joined(
  nickname: string | null,
  nicknames: Joined['event']['settings']['nicknames'] = 'optional',
  team: { mode: Joined['event']['settings']['teamMode']; id: string | null } = { mode: 'off', id: null },
): Joined {
  return {
    event: {
      id: EVENT,
      code: 'K7M4QX',
      title: 'Lakeside City Assembly',
      status: 'live',
      settings: {
        moderation: 'before',
        nicknames,
        answers: 'anonymous',
        pace: 'host',
        teamMode: team.mode,
        teams: [],
      },
    },
    participant: { id: '0199a3c0-7e00-7000-8000-0000000000aa', nickname, teamId: team.id },
    token: 'token',
    cursor: 'k3f9a2.1',
  };
}

beforeEach(() => localStorage.clear());

test('the key to join with is the same until one leaves', () => {
  const key = joinKeyFor('K7M4QX');
  expect(joinKeyFor('K7M4QX')).toBe(key);
  expect(joinKeyFor('ABCDEF')).not.toBe(key);
  forgetIdentity(EVENT, 'K7M4QX');
  expect(joinKeyFor('K7M4QX')).not.toBe(key);
});

test('a name is asked for once: not again after it was given, nor after joining without one', () => {
  const first = identityFrom(joined(null), 'key');
  expect(first.asksName).toBe(true);
  keepIdentity({ ...first, asksName: false });
  expect(identityFrom(joined(null), 'key').asksName).toBe(false);
  expect(identityFrom(joined('Amira'), 'key').asksName).toBe(false);
});

test('an event without nicknames asks for none', () => {
  expect(identityFrom(joined(null, 'off'), 'key').asksName).toBe(false);
});

test('a team is asked for once, and only where people choose theirs', () => {
  const asks = (mode: 'off' | 'choose' | 'assigned', id: string | null = null) =>
    identityFrom(joined('Amira', 'optional', { mode, id }), 'key').asksTeam;
  expect([asks('choose'), asks('assigned'), asks('off'), asks('choose', 'heron')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  keepIdentity({
    ...identityFrom(joined('Amira', 'optional', { mode: 'choose', id: null }), 'key'),
    asksTeam: false,
  });
  expect(asks('choose')).toBe(false);
});

test('whoever comes back by a personal code is asked for nothing', () => {
  const back = identityFrom(joined(null, 'optional', { mode: 'choose', id: null }), 'key', true);
  expect([back.asksName, back.asksTeam]).toEqual([false, false]);
});

test('what is no identity is none', () => {
  localStorage.setItem(`plenum:participant:${EVENT}`, '{"token":7}');
  expect(readIdentity(EVENT)).toBeNull();
  localStorage.setItem(`plenum:participant:${EVENT}`, 'half a tex');
  expect(readIdentity(EVENT)).toBeNull();
});
