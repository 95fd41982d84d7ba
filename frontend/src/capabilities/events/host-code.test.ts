import { expect, test } from 'vitest';
import { codeProblem, freeCode, randomCode } from './host-code.ts';

test('the dice make codes that the server takes', () => {
  for (let throws = 0; throws < 200; throws++) expect(codeProblem(randomCode())).toBeNull();
});

test('a code has 4 to 12 letters and digits, none of which is mistaken for another', () => {
  expect(codeProblem('lake side')).toBe('letters'); // the I
  expect(codeProblem('lake-town')).toBe('letters'); // the O
  expect(codeProblem('park 22')).toBeNull();
  expect(codeProblem('abc')).toBe('length');
  expect(codeProblem('ABCDEFGHJKLMN')).toBe('length');
});

test('for a taken code there is another to try, and it is one', () => {
  expect(freeCode('park')).toBe('PARK2');
  expect(freeCode('PARK2')).toBe('PARK3');
  expect(freeCode('ABCDEFGHJKLM')).toBe('ABCDEFGHJKL2');
  for (const code of ['PARK', 'PARK2', 'PARK8', 'PARK9', 'ABCDEFGHJKLM'])
    expect(codeProblem(freeCode(code))).toBeNull();
});
