import type { Health } from '@plenum/protocol/client';
import { expect, test } from 'vitest';
import { connectionStatus } from './use-connection.ts';

const health: Health = {
  phase: 'live',
  lastSuccessAt: 1,
  failures: 0,
  trouble: null,
  slow: false,
  code: null,
};

test('one lost poll is no news, two are offline', () => {
  const once: Health = { ...health, phase: 'backing-off', failures: 1, trouble: 'offline' };
  expect(connectionStatus(once, false)).toBe('live');
  expect(connectionStatus({ ...once, failures: 2 }, false)).toBe('offline');
});

test('the browser that says it is offline is believed after the first lost poll, never before', () => {
  expect(connectionStatus(health, true)).toBe('live');
  expect(connectionStatus({ ...health, failures: 1, trouble: 'offline' }, true)).toBe('offline');
});

test('a server that is busy or silent is slow, not offline', () => {
  expect(connectionStatus({ ...health, failures: 2, trouble: 'busy' }, false)).toBe('slow');
  expect(connectionStatus({ ...health, slow: true }, false)).toBe('slow');
});

test('after a reset the page catches up, also while the snapshot is awaited', () => {
  expect(connectionStatus({ ...health, phase: 'resetting' }, false)).toBe('catching-up');
});

test('a refusal is the end, whatever came before', () => {
  const refused: Health = {
    ...health,
    phase: 'refused',
    failures: 3,
    trouble: 'offline',
    code: 'event_gone',
  };
  expect(connectionStatus(refused, true)).toBe('refused');
});

test('before the first answer it connects', () => {
  expect(connectionStatus({ ...health, phase: 'joining', lastSuccessAt: null }, false)).toBe('connecting');
});
