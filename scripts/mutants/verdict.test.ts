import { describe, expect, test } from 'vitest';
import { planted } from './mutant.ts';
import { verdict } from './verdict.ts';

const report = (status: string, ...failureMessages: string[]) => ({
  testResults: [
    {
      name: 'a.test.ts',
      assertionResults: [{ ancestorTitles: ['feed'], title: '[F2] no skip', status, failureMessages }],
    },
  ],
});

describe('a planted bug', () => {
  test('is caught when the named test fails in an assertion', () => {
    for (const message of [
      'AssertionError: expected 1 to be 2',
      'Error: Property failed after 3 tests\n{ seed: 1 }',
      'Error: expected {} to match object {}',
    ])
      expect(verdict(report('failed', message), 'feed > [F2] no skip')).toMatchObject({ isCaught: true });
  });

  test.each([
    ['survives', report('passed'), 'feed > [F2] no skip'],
    ['no such test', report('failed', 'AssertionError: x'), 'feed > [F2] another'],
    ['the test was skipped', report('skipped'), 'feed > [F2] no skip'],
    [
      'no assertion: Error: Test timed out in 30000ms.',
      report('failed', 'Error: Test timed out in 30000ms.'),
      'feed > [F2] no skip',
    ],
    [
      'no assertion: TypeError: x is not a function',
      report('failed', 'TypeError: x is not a function'),
      'feed > [F2] no skip',
    ],
    [
      'the file does not load: SyntaxError: nothing',
      { testResults: [{ name: 'a', message: 'SyntaxError: nothing', assertionResults: [] }] },
      'feed > [F2] no skip',
    ],
    ['Vitest gave no report', null, 'feed > [F2] no skip'],
  ])('is not caught: %s', (says, given, title) => {
    expect(verdict(given, title)).toEqual({ isCaught: false, says });
  });

  test('stands in the place of exactly one piece', () => {
    const change = (piece: string) => ({ file: 'a.ts', piece, mutant: '$&' });
    expect(planted('one two', change('two'))).toBe('one $&');
    expect(() => planted('one two', change('three'))).toThrow('a.ts holds this 0 times');
    expect(() => planted('two two', change('two'))).toThrow('2 times');
  });
});
