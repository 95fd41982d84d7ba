import { expect, test } from 'vitest';
import { OPTIONS_PER_PAGE_MAX, perPageOf, roomUnder, screenLayout } from './screen-pages.ts';

const short = (count: number) => Array.from({ length: count }, (_, index) => `Option ${index + 1}`);

test('a usual poll stands on one page in full size', () => {
  const layout = screenLayout({ question: 'What should the city fix first?', options: short(4) }, 'open');
  expect(layout).toMatchObject({
    questionSize: 4.1,
    optionSize: 2.7,
    density: { pad: 1.6 },
    pages: [[0, 1, 2, 3]],
  });
});

test('a long question steps down, never below 2.8', () => {
  const of = (length: number) =>
    screenLayout({ question: 'x'.repeat(length), options: short(2) }, 'open').questionSize;
  expect([of(30), of(85), of(200)]).toEqual([4.1, 3.4, 2.8]);
});

test('more than six options come in pages of at most six, evenly filled', () => {
  const { pages } = screenLayout({ question: 'Which?', options: short(20) }, 'results');
  expect(pages.flat()).toEqual([...Array(20).keys()]);
  for (const page of pages) expect(page.length).toBeLessThanOrEqual(OPTIONS_PER_PAGE_MAX);
  expect(
    screenLayout({ question: 'Which?', options: short(7) }, 'results').pages.map((page) => page.length),
  ).toEqual([4, 3]);
});

test('the longest options page earlier instead of being cut', () => {
  const options = Array.from({ length: 6 }, () => 'An option of one hundred and forty characters '.repeat(3));
  const layout = screenLayout({ question: 'x'.repeat(200), options }, 'open');
  expect(layout.pages.length).toBeGreaterThan(1);
  expect(layout.pages.flat()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(layout.optionSize).toBe(2.3);
});

test('six short options share a page, standing closer', () => {
  for (const mode of ['open', 'results'] as const) {
    const { pages, optionSize } = screenLayout({ question: 'How did you come?', options: short(6) }, mode);
    expect([pages.length, optionSize]).toEqual([1, 2.7]);
  }
});

test('letters that are squares take twice the room', () => {
  const question = (letter: string) =>
    screenLayout({ question: letter.repeat(60), options: short(2) }, 'open').questionSize;
  expect(question('字')).toBeLessThan(question('n'));
});

test('a zoom that would cut something is less', () => {
  const small = screenLayout({ question: 'Which?', options: short(3) }, 'open', 1.3);
  const large = screenLayout(
    { question: 'x'.repeat(200), options: ['y'.repeat(140), 'z'.repeat(140)] },
    'open',
    1.6,
  );
  expect(small.zoom).toBe(1.3);
  expect(large.zoom).toBeLessThan(1.6);
});

test('a zoom turns at most twice the pages', () => {
  const of = (zoom: number) => screenLayout({ question: 'Which?', options: short(20) }, 'open', zoom);
  expect(of(1).pages.length).toBe(4);
  expect(of(1.6).pages.length).toBeLessThanOrEqual(8);
  expect(of(1.6).zoom).toBeGreaterThan(1);
});

test('one option always has a page, whatever the zoom', () => {
  const layout = screenLayout(
    { question: 'x'.repeat(200), options: ['y'.repeat(140), 'z'.repeat(140)] },
    'open',
    0.6,
  );
  expect(layout.pages.flat()).toEqual([0, 1]);
});

test('what stands beside the words takes their room, and pages hold fewer', () => {
  const of = (beside?: { width: number; height: number }) =>
    screenLayout({ question: 'Which bench?', options: short(6), beside }, 'results').pages.length;
  expect(of()).toBe(1);
  expect(of({ width: 11.6, height: 7.5 })).toBe(2);
});

test('of unequal heights as many stand on a page as fit whichever meet there', () => {
  expect(perPageOf([5, 5, 5, 5], 20)).toBe(6);
  expect(perPageOf([5, 5, 5, 15, 5], 20)).toBe(2);
  expect(perPageOf([5, 5, 5, 5, 5, 5, 5], 34, 7)).toBe(6);
  expect(perPageOf([50], 20)).toBe(1);
});

test('a longer question leaves less room', () => {
  expect(roomUnder('Which?')).toBeGreaterThan(roomUnder('x'.repeat(80)));
  expect(roomUnder('x'.repeat(80))).toBeGreaterThan(roomUnder('x'.repeat(200)));
});
