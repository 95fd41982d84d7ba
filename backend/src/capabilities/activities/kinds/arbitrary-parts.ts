/** Pieces of arbitrary activities: texts, ids, pictures, options and choices among them. */
import type { Option } from '@plenum/protocol';
import fc from 'fast-check';
import { graphemes, normaliseText } from '#/http/body.ts';

/** Without what the request does not name: a field that is `undefined` is none in JSON. */
export function sent<Shape extends object>(
  shape: {
    [Field in keyof Shape]: fc.Arbitrary<Shape[Field]>;
  },
): fc.Arbitrary<unknown> {
  return fc.record(shape, { requiredKeys: [] });
}

/** As people write, 1 … `graphemesMax` of it. */
export function text(graphemesMax: number): fc.Arbitrary<string> {
  return fc
    .oneof(
      fc.constantFrom(
        'Night buses',
        'zu laut',
        'مرحبا بالجميع',
        '静か',
        "Ça m'est égal",
        '👨‍👩‍👧‍👦',
        'don’t know',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: graphemesMax }),
      fc.string({ minLength: 1, maxLength: graphemesMax }),
    )
    .map((raw) => normaliseText(raw.replaceAll('\0', '')))
    .filter((normal) => graphemes(normal) >= 1 && graphemes(normal) <= graphemesMax);
}

export const id = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/).filter((name) => !(name in Object.prototype)),
  // Like those that are made up for options without one, and like numbers.
  fc.constantFrom('o1', 'o2', 'i1', '0', '10'),
);
export const image = fc.record({
  id: fc.uuid({ version: 7 }),
  width: fc.integer({ min: 1, max: 8_192 }),
  height: fc.integer({ min: 1, max: 8_192 }),
});

/** Some with ids, some without. Labels are short: fifty of them must fit into what is sent to everybody. */
export function options(max: number, min = 2): fc.Arbitrary<{ id?: string; label: string }[]> {
  return fc
    .uniqueArray(
      fc.record({ id: fc.option(id, { nil: undefined }), label: text(12) }, { requiredKeys: ['label'] }),
      {
        minLength: min,
        maxLength: max,
        selector: (option) => option.id ?? Symbol('none'),
      },
    )
    .map((list) => list.map(({ id, label }) => (id === undefined ? { label } : { id, label })));
}

export const ids = (list: readonly Option[]) => list.map((option) => option.id);

/** Some of them, in any order. */
export function some(list: readonly string[], min: number, max: number): fc.Arbitrary<string[]> {
  return fc.shuffledSubarray([...list], { minLength: min, maxLength: max });
}

/** A value for some of them, at least one. */
export function forSome<Value>(
  list: readonly string[],
  value: fc.Arbitrary<Value>,
): fc.Arbitrary<Record<string, Value>> {
  return some(list, 1, list.length).chain((chosen) =>
    fc
      .array(value, { minLength: chosen.length, maxLength: chosen.length })
      .map((values) => Object.fromEntries(chosen.map((option, index) => [option, values[index] as Value]))),
  );
}
