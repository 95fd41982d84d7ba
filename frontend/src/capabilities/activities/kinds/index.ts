/** The kinds there are. Adding one: its folder, a line here, and a line in `words.ts`. */
import type { ActivityKind } from '@plenum/protocol';
import type { KindEntry } from './kind.ts';
import { singleChoice } from './single-choice/index.ts';

const kinds: Partial<Record<ActivityKind, KindEntry>> = {
  'single-choice': singleChoice,
};

/** `undefined` for a kind that only a newer page knows: an old tab meets a new server. */
export function kindOf(kind: string): KindEntry | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind as ActivityKind] : undefined;
}
