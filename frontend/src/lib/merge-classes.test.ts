/** The short table of classes says what the whole one says, for every class that stands in our pages. */
import { globSync, readFileSync } from 'node:fs';
import { extendTailwindMerge } from 'tailwind-merge';
import { expect, test } from 'vitest';
import { mergeClasses } from './merge-classes.ts';

/** With our own text sizes, which it would take for colours. */
const whole = extendTailwindMerge({ cacheSize: 0, extend: { theme: { text: ['opt', 'label'] } } });
/** So many of one family: `px-2`, `px-4` and `px-5` behave alike. */
const OF_A_FAMILY = 3;

/** Everything in quotes that may be a class without a modifier. What is none is left alone by both tables. */
function classesInSource(): string[] {
  const families = new Map<string, Set<string>>();
  for (const file of globSync('frontend/src/**/*.{ts,tsx}')) {
    if (/paraglide|routeTree|merge-classes|\.test\./.test(file)) continue;
    for (const [, quoted = ''] of readFileSync(file, 'utf8').matchAll(/['"`]([^'"`\n]*)['"`]/g)) {
      for (const name of quoted.split(/\s+/)) {
        if (!/^-?[a-z][\w./%,#()[\]*+-]*$/.test(name) || name.length > 300) continue;
        const family = name.replace(/-?[\d.]+$|[[(].*$/, '');
        const known = families.get(family) ?? new Set();
        if (known.size < OF_A_FAMILY) known.add(name);
        families.set(family, known);
      }
    }
  }
  return [...families.values()].flatMap((names) => [...names]);
}

test('of any two classes in the source the same one goes', () => {
  // Only what the whole table knows: a word of a sentence conflicts with nothing.
  const classes = classesInSource().filter((name) => whole(`${name} ${name}`) === name);
  expect(classes.length).toBeGreaterThan(300);
  const differences = classes.flatMap((one) =>
    classes.flatMap((two) => {
      if (one === two) return [];
      const both = `${one} ${two}`;
      const [expected, found] = [whole(both), mergeClasses(both)];
      return expected === found ? [] : [`${both}: ${found}, not ${expected}`];
    }),
  );
  expect(differences).toEqual([]);
}, 60_000);
