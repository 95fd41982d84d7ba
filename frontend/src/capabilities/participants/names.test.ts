import { expect, test } from 'vitest';
import { nicknameWords, proposedNickname } from './nickname-words.ts';
import { promises } from './promise-list.tsx';

test('a proposed name is a quality and an animal in the language on screen', () => {
  expect(proposedNickname('en', () => 0)).toBe('Quiet Otter');
  expect(proposedNickname('de', () => 0)).toBe('Stiller Otter');
  expect(proposedNickname('en', () => 0.999)).toMatch(/^\S+ \S+$/);
});

test('no word stands twice, and the longest name is no longer than a name may be', () => {
  for (const locale of ['en', 'de'] as const) {
    const words = nicknameWords(locale);
    expect(new Set(words).size).toBe(words.length);
    expect(2 * Math.max(...words.map(({ length }) => length)) + 1).toBeLessThanOrEqual(40);
  }
});

test('anonymous is promised only where hosts see no names', () => {
  expect(promises({ answers: 'anonymous', nicknames: 'optional' })).toContain('anonymous');
  expect(promises({ answers: 'named', nicknames: 'optional' })).toEqual([
    'named',
    'leaderboard',
    'no-account',
  ]);
  // Before joining the server tells nothing of the event: nothing is promised that may not hold.
  expect(promises(undefined)).not.toContain('anonymous');
});
