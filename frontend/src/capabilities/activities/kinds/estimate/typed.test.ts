import { expect, test } from 'vitest';
import { parseNumber } from './typed.ts';

test.each([
  ['5200', 'en', 5_200],
  ['5,200', 'en', 5_200],
  ['5.200', 'de', 5_200],
  // The same signs mean another number elsewhere.
  ['5.200', 'en', 5.2],
  ['5,200', 'de', 5.2],
  // Only one reading is possible.
  ['5.2', 'de', 5.2],
  ['5,2', 'en', 5.2],
  ['0,500', 'en', 0.5],
  ['1.234,56', 'en', 1_234.56],
  ['1,234.56', 'de', 1_234.56],
  ['1.234.567', 'en', 1_234_567],
  ['1,00,000', 'en-IN', 100_000],
  ['5 200', 'fr', 5_200],
  ['5\u202f200,5', 'fr', 5_200.5],
  ['5’200.5', 'de-CH', 5_200.5],
  ['−12', 'en', -12],
  ['١٢٬٣٤٥', 'ar', 12_345],
  ['١٢٫٥', 'ar', 12.5],
  ['.5', 'en', 0.5],
])('%s in %s', (text, locale, number) => {
  expect(parseNumber(text, locale)).toBe(number);
});

test.each(['', '.', 'twelve', '1e5', '0x10', '12 trees', '1,2,3', '1.2.3,4.5', '--1', '1-2'])(
  '“%s” is no number, and none is guessed',
  (text) => {
    expect(parseNumber(text, 'en')).toBeNull();
  },
);
