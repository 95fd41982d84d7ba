/** The projector’s part of every kind, found by its folder. */
import type { ScreenKind } from './kind.ts';
import { lazyPart, type Part } from './part.ts';

/** `loadScreen` in place of `screen`: with what has to be there before it is drawn. */
interface ScreenFile {
  readonly screen?: ScreenKind;
  readonly loadScreen?: () => Promise<ScreenKind>;
}
const files = import.meta.glob<ScreenFile>('./*/screen.tsx');
const parts = new Map(
  Object.entries(files).map(
    ([path, load]) => [path.split('/')[1], lazyPart(() => load().then(screenOf))] as const,
  ),
);

async function screenOf({ screen, loadScreen }: ScreenFile): Promise<ScreenKind> {
  return (await loadScreen?.()) ?? (screen as ScreenKind);
}

/** `undefined` for a kind that only a newer page knows. */
export function screenPartOf(kind: string): Part<ScreenKind> | undefined {
  return parts.get(kind);
}
