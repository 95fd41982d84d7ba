import { expect, test } from 'vitest';
import { sectionInView } from './host-settings-nav.ts';

const places = [
  { id: 'general', top: -500 },
  { id: 'joining', top: 80 },
  { id: 'review', top: 700 },
];

test('the section that came up to the upper third of the window is the one that is read', () => {
  expect(sectionInView(places, { height: 900, isAtEnd: false })).toBe('joining');
  expect(sectionInView(places, { height: 200, isAtEnd: false })).toBe('general');
});

test('before the first one comes up it is the first; at the end of the page it is the last', () => {
  const below = places.map((place) => ({ ...place, top: place.top + 2_000 }));
  expect(sectionInView(below, { height: 900, isAtEnd: false })).toBe('general');
  expect(sectionInView(places, { height: 900, isAtEnd: true })).toBe('review');
  expect(sectionInView([], { height: 900, isAtEnd: true })).toBeNull();
});
