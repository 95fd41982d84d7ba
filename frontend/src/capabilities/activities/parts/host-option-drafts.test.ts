import { expect, test } from 'vitest';
import { movedOption, pastedOptions, withPasted, writtenOptions } from './host-option-drafts.ts';

const options = [
  { id: 'a', label: 'Crossings' },
  { id: 'b', label: 'Buses' },
];

test('an empty row does not count, and a picture stays with its option', () => {
  const image = { id: '0198a1b2-0000-7000-8000-000000000000', width: 4, height: 3 };
  expect(
    writtenOptions([
      { id: 'a', label: ' Trees ', image },
      { id: 'b', label: ' ' },
    ]),
  ).toEqual([{ id: 'a', label: 'Trees', image }]);
});

test('moving past the end moves nothing', () => {
  expect(movedOption(options, 0, 1).map(({ id }) => id)).toEqual(['b', 'a']);
  expect(movedOption(options, 0, -1)).toBe(options);
});

test('a pasted list loses its bullets and numbers, not its words', () => {
  expect(pastedOptions('1. Crossings\n- Buses\r\n• Trees\n\n(d) Lanes\n30 km/h zones')).toEqual([
    'Crossings',
    'Buses',
    'Trees',
    'Lanes',
    '30 km/h zones',
  ]);
});

test('a pasted list keeps to the limits', () => {
  expect(pastedOptions('x\n'.repeat(80))).toHaveLength(50);
  expect(pastedOptions('y'.repeat(200))[0]).toHaveLength(140);
});

test('pasted options fill the empty rows first', () => {
  const rows = withPasted(
    [
      { id: 'a', label: 'Crossings' },
      { id: 'b', label: '' },
    ],
    ['Buses', 'Trees'],
  );
  expect(rows.map(({ label }) => label)).toEqual(['Crossings', 'Buses', 'Trees']);
});
