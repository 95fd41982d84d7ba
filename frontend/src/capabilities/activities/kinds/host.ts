/** The hosts’ part of every kind, found by its folder; apart from the phones’, which need not even know that it is there. */
import type { HostKind } from './kind.ts';
import { lazyPart, type Part } from './part.ts';

/** `loadHost` in place of `host`: with what has to be there before it is drawn. */
interface HostFile {
  readonly host?: HostKind;
  readonly loadHost?: () => Promise<HostKind>;
}
const files = import.meta.glob<HostFile>('./*/host.tsx');
const parts = new Map(
  Object.entries(files).map(
    ([path, load]) => [path.split('/')[1], lazyPart(() => load().then(hostOf))] as const,
  ),
);

async function hostOf({ host, loadHost }: HostFile): Promise<HostKind> {
  return (await loadHost?.()) ?? (host as HostKind);
}

/** `undefined` for a kind that only a newer page knows. */
export function hostPartOf(kind: string): Part<HostKind> | undefined {
  return parts.get(kind);
}
