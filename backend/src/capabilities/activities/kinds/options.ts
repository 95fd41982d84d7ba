/** Things to choose from, as several kinds have them: ids for those without one, and what may be said about them in an answer. */
import type { FieldError } from '#/errors.ts';

interface Identified {
  readonly id: string;
}

/**
 * Settings, or what is wrong with them if anything is.
 * `settings` is asked only without errors, so that it may rely on what was checked.
 */
export function judged<Settings>(
  errors: FieldError[],
  settings: () => Settings,
): { settings: Settings } | { errors: FieldError[] } {
  return errors.length > 0 ? { errors } : { settings: settings() };
}

/**
 * Gives an id to everything without one: `<letter>1`, `<letter>2` …, never one that is taken.
 * Errors for ids that stand there twice, are `reserved`, or could not be the key of a JSON object.
 */
export function withIds<Item extends { readonly id?: string }>(
  items: readonly Item[],
  path: string,
  { letter = 'o', reserved = [] }: { letter?: string; reserved?: readonly string[] } = {},
): { items: (Item & Identified)[]; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const given = new Set<string>();
  for (const [index, { id }] of items.entries()) {
    if (id === undefined) continue;
    // What every object has would be found in counts that never held it.
    if (id in Object.prototype || reserved.includes(id))
      errors.push({ path: `${path}/${index}/id`, message: 'is reserved' });
    if (given.has(id)) errors.push({ path: `${path}/${index}/id`, message: 'must differ from the others' });
    given.add(id);
  }
  let next = 1;
  const withId = items.map((item) => {
    if (item.id !== undefined) return item as Item & Identified;
    while (given.has(`${letter}${next}`)) next++;
    return { ...item, id: `${letter}${next++}` };
  });
  return { items: withId, errors };
}

/** Whether answers that name any of `before` can still be read: wording and order may change, more may come. */
export function keepsIds(before: readonly Identified[], after: readonly Identified[]): boolean {
  return before.every(({ id }) => after.some((item) => item.id === id));
}

/** What is wrong with a list of ids in an answer: foreign ones, and those that stand there twice. */
export function idProblems(items: readonly Identified[], ids: readonly string[], path: string): FieldError[] {
  return ids.flatMap((id, index) => {
    if (!items.some((item) => item.id === id)) return [foreign(`${path}/${index}`)];
    if (ids.indexOf(id) < index) return [{ path: `${path}/${index}`, message: 'stands there twice' }];
    return [];
  });
}

/** The same for an answer that is `{<id>: value}`. */
export function keyProblems(items: readonly Identified[], byId: object, path: string): FieldError[] {
  return Object.keys(byId)
    .filter((id) => !items.some((item) => item.id === id))
    .map((id) => foreign(`${path}/${id}`));
}

function foreign(path: string): FieldError {
  return { path, message: 'is no option of this activity' };
}

/** How many there are, judged: `{ path, message }` in a list, or nothing. */
export function countProblems(count: number, min: number, max: number, path: string): FieldError[] {
  if (count >= min && count <= max) return [];
  const words = min === max ? `exactly ${min}` : count < min ? `at least ${min}` : `at most ${max}`;
  return [{ path, message: `must be ${words}, is ${count}` }];
}

/** Not `byId[id]`: an option may be called “constructor”. */
export function valueAt<Value>(byId: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(byId, id) ? byId[id] : undefined;
}

/** Each of them counts one. */
export function ones(buckets: readonly string[]): Record<string, number> {
  return Object.fromEntries(buckets.map((bucket) => [bucket, 1]));
}

/** The sum by bucket; what is zero is left out. */
export function summed(parts: Iterable<readonly [bucket: string, weight: number]>): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [bucket, weight] of parts) sums.set(bucket, (sums.get(bucket) ?? 0) + weight);
  return Object.fromEntries([...sums].filter(([, weight]) => weight !== 0));
}

/** What the answer chose, in words; in the order of the options. */
export function labelsOf(
  options: readonly (Identified & { label: string })[],
  ids: readonly string[],
): string {
  return options
    .filter(({ id }) => ids.includes(id))
    .map(({ label }) => label)
    .join('; ');
}

export function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
