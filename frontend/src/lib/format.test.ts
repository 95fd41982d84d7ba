import { expect, test } from 'vitest';
import { bareCode, spacedCode } from './event-code.ts';
import { formatCount, formatCountdown, formatDuration, formatPercent } from './format.ts';
import { chosenLocale } from './locale.ts';

test('a share that rounds to nothing but is not nothing reads <1%', () => {
  expect(formatPercent(0, 3)).toBe('<1%');
  expect(formatPercent(0, 0)).toBe('0%');
  expect(formatPercent(40, 71)).toBe('40%');
});

test('counts stand in full up to 99,999, then compact', () => {
  expect(formatCount(1_284)).toBe('1,284');
  expect(formatCount(99_999)).toBe('99,999');
  expect(formatCount(128_400)).toBe('128K');
});

test('durations say seconds, minutes or hours, never more than two units', () => {
  expect(formatDuration(12_000)).toBe('12 s');
  expect(formatDuration(4 * 60_000)).toBe('4 min');
  expect(formatDuration(108 * 60_000)).toBe('1 h 48 min');
});

test('a countdown rounds up, so that 0 is the end and not the second before', () => {
  expect(formatCountdown(9_001)).toBe('10 s');
  expect(formatCountdown(65_000)).toBe('1:05');
  expect(formatCountdown(-500)).toBe('0 s');
});

test('the language is the stored choice, else the first of the browser that we speak, else English', () => {
  expect(chosenLocale('de', ['en-GB'])).toBe('de');
  expect(chosenLocale(null, ['fr-FR', 'de-CH', 'en'])).toBe('de');
  expect(chosenLocale('xx', ['fr'])).toBe('en');
});

test('a code is forgiven case, spaces and hyphens, and read in two halves', () => {
  expect(bareCode(' k7m-4qx ')).toBe('K7M4QX');
  expect(spacedCode('K7M4QX')).toBe('K7M 4QX');
  expect(spacedCode('SUMMER24')).toBe('SUMMER24');
});
