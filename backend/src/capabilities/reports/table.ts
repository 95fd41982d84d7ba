/** Answers as rows of a table, by what their kind says of its columns. */
import type { ActivityKind, ActivityResource } from '@plenum/protocol';
import type { StoredAnswer } from './store.ts';

export type Cell = string | number | boolean | null;

/** What a table asks of a kind; activities bring them (app.ts). */
export interface TableKind {
  columns(settings: unknown): readonly { readonly key: string; readonly label: string }[];
  cells(settings: unknown, answer: unknown): Readonly<Record<string, Cell>>;
}
export type KindOf = (name: ActivityKind) => TableKind;

export interface AnswerTable {
  /** Every one another: of equal labels the second is "… (2)". */
  readonly labels: readonly string[];
  cellsOf(answer: StoredAnswer): Cell[];
}

export function answerTable(kindOf: KindOf, { kind, settings }: ActivityResource): AnswerTable {
  const { columns, cells } = kindOf(kind);
  const all = columns(settings);
  return {
    labels: distinct(all.map(({ label }) => label)),
    cellsOf({ answer }) {
      const own = new Map(Object.entries(cells(settings, JSON.parse(answer))));
      return all.map(({ key }) => own.get(key) ?? null);
    },
  };
}

export function distinct(labels: readonly string[]): string[] {
  const seen = new Set<string>();
  return labels.map((label) => {
    let one = label;
    for (let n = 2; seen.has(one); n++) one = `${label} (${n})`;
    seen.add(one);
    return one;
  });
}

interface Scope {
  readonly [field: string]: unknown;
}
interface Named {
  readonly id?: unknown;
  readonly label?: string;
  readonly title?: string;
  readonly settings?: Scope;
}

/** `p1/o2` as people know it: whatever in the settings has such an id, part by part; what has none stays as it is. */
export function bucketLabel(settings: unknown, bucket: string): string {
  let scope = settings as Scope;
  const words = bucket.split('/').map((id) => {
    const found = Object.values(scope)
      .filter((value) => Array.isArray(value))
      .flat()
      .find((item: Named | null) => item?.id === id) as Named | undefined;
    scope = found?.settings ?? {};
    return found?.label || found?.title || id;
  });
  return words.join('/');
}
