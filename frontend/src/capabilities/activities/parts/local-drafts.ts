/**
 * Answers being written on this phone and not sent: kept through a reload, a lost network and a changed tab.
 * A small store, so that whoever drops one (taking back, the close) is heard by whoever shows it.
 */
import { readStoredJson, writeStored } from '#/lib/stored.ts';

const listeners = new Set<() => void>();
/** What was read once: the same object again, as React asks of a snapshot. */
const known = new Map<string, unknown>();

const nameOf = (draftKey: string) => `plenum:draft:${draftKey}`;

/** `null` when nothing waits. */
export function readDraft(draftKey: string): unknown {
  if (!known.has(draftKey)) known.set(draftKey, readStoredJson(nameOf(draftKey)));
  return known.get(draftKey) ?? null;
}

export function writeDraft(draftKey: string, answer: unknown): void {
  known.set(draftKey, answer);
  writeStored(nameOf(draftKey), JSON.stringify(answer));
  for (const listener of [...listeners]) listener();
}

export function dropDraft(draftKey: string): void {
  if (readDraft(draftKey) === null) return;
  known.set(draftKey, null);
  writeStored(nameOf(draftKey), null);
  for (const listener of [...listeners]) listener();
}

export function subscribeDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
