import type { HostActivityEntity } from '@plenum/protocol';
import { expect, test } from 'vitest';
import {
  arranged,
  headed,
  movedBy,
  movedTo,
  placesOf,
  renamed,
  type Show,
  sectionMoved,
  sectionsOf,
} from './host-arrange.ts';

/** `a b* c/Quiz`: `*` is done, what follows `/` its heading. */
function aShow(text: string): Show {
  return text.split(' ').map((word, position) => {
    const [name = '', section = null] = word.split('/');
    const isDone = name.endsWith('*');
    return {
      id: name.replace('*', ''),
      activity: { state: isDone ? 'closed' : 'ready', position, section } as HostActivityEntity,
    };
  });
}
const text = (show: Show | null) =>
  show
    ?.map(
      ({ id, activity: { state, section } }) =>
        `${id}${state === 'closed' ? '*' : ''}${section === null ? '' : `/${section}`}`,
    )
    .join(' ');

test('what is dropped stands at its new place, and the rest in its order', () => {
  expect(text(movedTo(aShow('a b c d'), 'd', 1))).toBe('a d b c');
  expect(text(movedTo(aShow('a b c d'), 'a', 2))).toBe('b c a d');
});

test('what is open or done keeps its place, whatever moves around it', () => {
  expect(text(movedTo(aShow('a* b* c d'), 'd', 0))).toBe('a* b* d c');
  expect(text(movedTo(aShow('a b* c'), 'c', 0))).toBe('c b* a');
  expect(text(movedTo(aShow('a b* c'), 'b', 0))).toBe('a b* c');
});

test('up and down go past what does not move, and stop at the ends', () => {
  expect(text(movedBy(aShow('a b* c'), 'c', -1))).toBe('c b* a');
  expect(text(movedBy(aShow('a* b c'), 'b', -1))).toBe('a* b c');
  expect(text(movedBy(aShow('a b'), 'b', 1))).toBe('a b');
});

test('what moves below another heading belongs to it', () => {
  expect(text(movedTo(aShow('a/One b/One c/Two d/Two'), 'a', 2))).toBe('b/One c/Two a/Two d/Two');
  expect(text(movedTo(aShow('a/One b/One c/Two d/Two'), 'd', 0))).toBe('d/One a/One b/One c/Two');
});

test('at the border between two headings it keeps its own', () => {
  expect(text(movedTo(aShow('a/One b/One c/Two'), 'a', 1))).toBe('b/One a/One c/Two');
});

test('a new heading takes what follows up to the next one', () => {
  expect(text(headed(aShow('a b c d/End'), 'b', 'Quiz'))).toBe('a b/Quiz c/Quiz d/End');
});

test('without its heading it belongs to the one above', () => {
  expect(text(renamed(aShow('a/One b/Two c/Two'), 'b', null))).toBe('a/One b/One c/One');
  expect(text(renamed(aShow('a/One b/Two'), 'a', null))).toBe('a b/Two');
  expect(text(renamed(aShow('a/One b/Two c/Two'), 'b', 'Quiz'))).toBe('a/One b/Quiz c/Quiz');
});

test('a heading moves with all below it, unless something of it was opened', () => {
  expect(text(sectionMoved(aShow('a/One b/One c/Two'), 'c', -1))).toBe('c/Two a/One b/One');
  expect(sectionMoved(aShow('a*/One b/One c/Two'), 'c', -1)).toBeNull();
  expect(sectionMoved(aShow('a c/Two'), 'c', -1)).toBeNull();
  expect(sectionMoved(aShow('a/One'), 'a', 1)).toBeNull();
});

test('neighbours with the same heading stand together', () => {
  expect(sectionsOf(aShow('a b/One c/One d/Two')).map(({ name, items }) => [name, items.length])).toEqual([
    [null, 1],
    ['One', 2],
    ['Two', 1],
  ]);
});

test('an order that was sent holds also when something new came meanwhile: that stands behind', () => {
  const places = placesOf(movedTo(aShow('a b c'), 'c', 0));
  expect(text(arranged(aShow('a b c new'), places))).toBe('c a b new');
});
