/** The hosts’ part of every kind, found by its folder; apart from the phones’, which need not even know that it is there. */
import type { HostKind } from './kind.ts';
import { lazyPart, type Part } from './part.ts';

const files = import.meta.glob<HostKind>('./*/host.tsx', { import: 'host' });
const parts = new Map(
  Object.entries(files).map(([path, load]) => [path.split('/')[1], lazyPart(load)] as const),
);

/** `undefined` for a kind that only a newer page knows. */
export function hostPartOf(kind: string): Part<HostKind> | undefined {
  return parts.get(kind);
}
