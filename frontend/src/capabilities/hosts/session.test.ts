import { expect, test } from 'vitest';
import { isOwnPath, readSignInSearch } from './session.ts';

test('after signing in one is led to a page of this site, never elsewhere', () => {
  expect(isOwnPath('/host/events/1?activity=2')).toBe(true);
  for (const path of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
  ]) {
    expect(isOwnPath(path)).toBe(false);
  }
});

test('what stands in the address is not believed', () => {
  expect(readSignInSearch({ to: '//evil.example', why: 'because' })).toEqual({});
  expect(readSignInSearch({ to: '/host', why: 'away' })).toEqual({ to: '/host', why: 'away' });
});
