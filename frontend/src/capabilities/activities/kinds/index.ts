/** The kinds there are. Adding one: its folder, a line here, and a line in `words.ts`. */
import type { ActivityKind } from '@plenum/protocol';
import type { KindEntry } from './kind.ts';
import { multipleChoice } from './multiple-choice/index.ts';
import { quiz } from './quiz/index.ts';
import { ranking } from './ranking/index.ts';
import { singleChoice } from './single-choice/index.ts';
import { trueFalse } from './true-false/index.ts';

const kinds: Partial<Record<ActivityKind, KindEntry>> = {
  quiz,
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  ranking,
};

/** `undefined` for a kind that only a newer page knows: an old tab meets a new server. */
export function kindOf(kind: string): KindEntry | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind as ActivityKind] : undefined;
}
