import type { PinSettings } from '@plenum/protocol';
import { describe, expect, test } from 'vitest';
import { pin } from './pin.ts';

const image = (width: number, height: number) => ({
  id: '0199c0de-0000-7000-8000-000000000001',
  width,
  height,
});
const field = (settings: Partial<PinSettings> = {}): PinSettings => ({
  image: null,
  pins: 5,
  areas: [],
  ...settings,
});
const at = (x: number, y: number) => ({ pins: [{ x, y }] });

describe('a pin counts in its cell', () => {
  test.each([
    [0, 0, 'at/0-0'],
    [24, 25, 'at/0-1'],
    [500, 999, 'at/20-39'],
    [1_000, 1_000, 'at/39-39'],
  ])('%d, %d is %s', (x, y, bucket) => {
    expect(pin.contributions(field(), at(x, y))).toEqual({ [bucket]: 1, 'in/': 1 });
  });

  test('two of one person in the same cell count two', () => {
    const pins = [
      { x: 500, y: 500 },
      { x: 501, y: 501 },
    ];
    expect(pin.contributions(field(), { pins })).toEqual({ 'at/20-20': 2, 'in/': 2 });
  });
});

describe('a pin counts in one area, or in none', () => {
  const area = (id: string, x: number, radius: number) => ({ id, label: id, x, y: 500, radius });

  test('the edge belongs to it', () => {
    const settings = field({ areas: [area('a', 500, 100)] });
    expect(pin.contributions(settings, at(600, 500))).toMatchObject({ 'in/a': 1 });
    expect(pin.contributions(settings, at(601, 500))).toMatchObject({ 'in/': 1 });
  });

  test('of two that overlap it is the one whose middle is nearer, in whatever order they stand', () => {
    const areas = [area('wide', 500, 400), area('near', 600, 50)];
    for (const settings of [field({ areas }), field({ areas: areas.toReversed() })]) {
      expect(pin.contributions(settings, at(590, 500))).toMatchObject({ 'in/near': 1 });
      expect(pin.contributions(settings, at(510, 500))).toMatchObject({ 'in/wide': 1 });
    }
  });

  test('radii are measured along the width: in a wide picture a step down is shorter', () => {
    const areas = [area('a', 500, 100)];
    const below = at(500, 700);
    expect(pin.contributions(field({ areas, image: image(2_000, 1_000) }), below)).toMatchObject({
      'in/a': 1,
    });
    expect(pin.contributions(field({ areas, image: image(1_000, 1_000) }), below)).toMatchObject({
      'in/': 1,
    });
    expect(pin.contributions(field({ areas, image: image(1_000, 2_000) }), at(500, 551))).toMatchObject({
      'in/': 1,
    });
  });
});

test('right is who put every pin into the circle', () => {
  const circle = { x: 500, y: 500, radius: 100 };
  const wide = field({ image: image(2_000, 1_000) });
  expect(pin.isRight?.(wide, circle, at(500, 700))).toBe(true);
  expect(pin.isRight?.(wide, circle, at(500, 701))).toBe(false);
  expect(pin.isRight?.(field(), circle, at(500, 600))).toBe(true);
  expect(pin.isRight?.(field(), circle, at(500, 601))).toBe(false);
  expect(
    pin.isRight?.(field(), circle, {
      pins: [
        { x: 500, y: 500 },
        { x: 0, y: 0 },
      ],
    }),
  ).toBe(false);
});

test('the export has two columns for each pin', () => {
  const settings = field({ pins: 2 });
  expect(pin.columns(settings).map(({ key }) => key)).toEqual(['x_1', 'y_1', 'x_2', 'y_2']);
  expect(pin.cells(settings, at(3, 4))).toEqual({ x_1: 3, y_1: 4, x_2: null, y_2: null });
});
