/** Words for people where the file has ids, and names that files and sheets may have. */
import { expect, test } from 'vitest';
import { contentDisposition, sheetName } from './file-name.ts';
import { bucketLabel, distinct } from './table.ts';

test('a bucket is called what its settings call it, part by part; what nobody named stays as it is', () => {
  const options = [
    { id: 'o1', label: 'Night buses' },
    { id: '3', label: 'Trees' },
  ];
  expect(bucketLabel({ options }, 'o1')).toBe('Night buses');
  expect(bucketLabel({ options }, 'o1/3'), 'a place in a ranking is no option').toBe('Night buses/3');
  expect(bucketLabel({ words: 3 }, 'and/or')).toBe('and/or');
  const parts = [
    { id: 'p1', title: 'Your wish', settings: { options } },
    { id: 'p2', title: 'Age', settings: { min: 0 } },
  ];
  expect(bucketLabel({ parts }, 'p1/o1')).toBe('Your wish/Night buses');
  expect(bucketLabel({ parts }, 'p2/o1'), 'the option of another part').toBe('Age/o1');
  expect(bucketLabel({ parts }, 'complete')).toBe('complete');
  expect(bucketLabel({ items: [{ id: 'i1', label: '' }] }, 'i1/4'), 'a rating of the whole').toBe('i1/4');
});

test('equal labels are told apart, also from one that looks numbered already', () => {
  expect(distinct(['a', 'a', 'a (2)', 'a'])).toEqual(['a', 'a (2)', 'a (2) (2)', 'a (3)']);
});

test('file names lead nowhere and break no header', () => {
  const name = (title: string) => contentDisposition(title, Date.UTC(2026, 10, 21), 'csv');
  expect(name('..\\..\\etc')).toBe(
    `attachment; filename="etc-2026-11-21.csv"; filename*=UTF-8''etc%202026-11-21.csv`,
  );
  expect(name('?"*')).toContain('filename="event-2026-11-21.csv"');
  expect(name('静かな'), 'nothing of it is ASCII').toContain('filename="2026-11-21.csv"');
  expect(name("a'b\n(c)")).toContain(`UTF-8''a%27b%20%28c%29%202026-11-21.csv`);
  expect(name('x'.repeat(500)).length).toBeLessThan(300);
});

test('sheet names keep to 31 units without cutting a character', () => {
  expect(sheetName(12, `it's`)).toBe(`12 it's`);
  expect(sheetName(1, `quoted'`)).toBe('1 quoted');
  const flags = sheetName(1, '🇩🇪'.repeat(20));
  expect(flags.length).toBeLessThanOrEqual(31);
  expect(flags).toBe(`1 ${'🇩🇪'.repeat(7)}`);
});
