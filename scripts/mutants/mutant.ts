/**
 * A planted bug: a small piece of the product is replaced while it is loaded, never on disk, and the test that holds
 * the rule must fail. A rule whose bug survives has no test, whatever its title says.
 */

export interface Mutant {
  /** The rule it breaks, as in the titles of tests: `W6`, `F2`. */
  readonly rule: string;
  /** Completes "a product that …". */
  readonly name: string;
  readonly changes: readonly Change[];
  readonly test: {
    readonly file: string;
    /** `describe > test`, as Vitest writes them. Carries the rule's number. */
    readonly title: string;
  };
}

export type Change = {
  /** Stands in the place exactly once. */
  readonly piece: string;
  readonly mutant: string;
} & Place;

/** A source file, from the repository's root, or a function in the migrated database. */
type Place =
  | { readonly file: string; readonly sql?: never }
  | { readonly sql: string; readonly file?: never };

/** What the runner hands to the processes it starts: a list of changes as JSON. */
export const VARIABLE = 'PLENUM_MUTANT';

/** Changes of source files, as the runner handed them over. */
export function handedOver(): (Change & { file: string })[] {
  return JSON.parse(process.env[VARIABLE] ?? '[]');
}

/** @throws when the piece is not there exactly once: a mutant that changes nothing, or something else, proves nothing. */
export function planted(source: string, { piece, mutant, file, sql }: Change): string {
  const found = source.split(piece).length - 1;
  if (found !== 1) throw new Error(`${file ?? sql} holds this ${found} times instead of once:\n${piece}`);
  return source.replace(piece, () => mutant);
}
