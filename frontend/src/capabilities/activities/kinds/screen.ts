/** The projector’s part of every kind, found by its folder. */
import type { ScreenKind } from './kind.ts';
import { lazyPart, type Part } from './part.ts';

const files = import.meta.glob<ScreenKind>('./*/screen.tsx', { import: 'screen' });
const parts = new Map(
  Object.entries(files).map(([path, load]) => [path.split('/')[1], lazyPart(load)] as const),
);

/** `undefined` for a kind that only a newer page knows. */
export function screenPartOf(kind: string): Part<ScreenKind> | undefined {
  return parts.get(kind);
}
