/** The words as hosts arrange them: what the room sees, what was merged into it, what is set aside, what looks alike. Pure. */
import type { BucketsEntity, ResultEntity } from '@plenum/protocol';

export interface Said {
  readonly word: string;
  /** How often. */
  readonly count: number;
}

export interface ShownWord extends Said {
  /** Counted with it, the most said first. */
  readonly merged: readonly Said[];
}

export interface HostWords {
  /** The most said first. */
  readonly shown: readonly ShownWord[];
  readonly hidden: readonly Said[];
}

/**
 * @param shown   The whole activity's display map.
 * @param prefix  Of a survey's part, which stands before each of its words there: "p1/"; else ''.
 */
export function hostWords(result: ResultEntity, shown: BucketsEntity['shown'], prefix: string): HostWords {
  const own = Object.entries(shown).filter(([bucket]) => bucket.startsWith(prefix));
  const said = own
    .map(([bucket, [as, count]]) => ({
      word: bucket.slice(prefix.length),
      as: as === null ? null : as.slice(prefix.length),
      count,
    }))
    .filter(({ count }) => count > 0)
    .sort(mostSaid);
  return {
    shown: Object.entries(result.counts)
      .filter(([, count]) => count > 0)
      .map(([word, count]) => ({ word, count, merged: said.filter(({ as }) => as === word) }))
      .sort(mostSaid),
    hidden: said.filter(({ as }) => as === null),
  };
}

function mostSaid(one: Said, two: Said): number {
  return two.count - one.count || (one.word < two.word ? -1 : 1);
}

/** Below this, two different words look alike too often: "car" and "cat". */
const ALIKE_FROM = 4;
/** Pairs are compared among so many of the most said. */
const COMPARED_MAX = 60;

/** Pairs that may be one word: the rarer, then the one it could count as. Most said first. */
export function alikePairs(words: readonly Said[]): [Said, Said][] {
  const compared = words.slice(0, COMPARED_MAX);
  return compared.flatMap((other, index) =>
    compared
      .slice(index + 1)
      .filter(({ word }) => areAlike(word, other.word))
      .map((word): [Said, Said] => [word, other]),
  );
}

/** Pure guess: one or two letters apart, or one and many. */
export function areAlike(one: string, two: string): boolean {
  const [short, long] = one.length <= two.length ? [one, two] : [two, one];
  if (short.length < ALIKE_FROM - 1) return false;
  if (/\d/.test(one + two)) return false;
  // car, cars; Baum, Bäume and the like are for the host to see.
  if (long.startsWith(short) && /^(s|es|e|n|en|er)$/.test(long.slice(short.length))) return true;
  if (short.length < ALIKE_FROM) return false;
  return distance(short, long) <= (short.length >= 8 ? 2 : 1);
}

/** Letters to add, take away, change or swap with their neighbour. */
export function distance(one: string, two: string): number {
  const [a, b] = [[...one], [...two]];
  const rows = [b.map((_, column) => column + 1)];
  const at = (row: number, column: number): number =>
    row < 0 ? column + 1 : column < 0 ? row + 1 : (rows[row + 1]?.[column] ?? 0);
  for (let row = 0; row < a.length; row++) {
    const next: number[] = [];
    rows.push(next);
    for (let column = 0; column < b.length; column++) {
      const isSame = a[row] === b[column];
      const isSwapped = a[row] === b[column - 1] && a[row - 1] === b[column];
      next.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          ...(isSwapped ? [at(row - 2, column - 2) + 1] : []),
        ),
      );
    }
  }
  return at(a.length - 1, b.length - 1);
}
