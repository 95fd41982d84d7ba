/** The kinds there are, as phones know them. Adding one: its folder, a line here, and a line in `words.ts`. */
import type { ActivityKind } from '@plenum/protocol';
import { estimate } from './estimate/index.ts';
import type { KindEntry } from './kind.ts';
import { matrix } from './matrix/index.ts';
import { multipleChoice } from './multiple-choice/index.ts';
import { openText } from './open-text/index.ts';
import { pin } from './pin/index.ts';
import { points } from './points/index.ts';
import { quiz } from './quiz/index.ts';
import { ranking } from './ranking/index.ts';
import { rating } from './rating/index.ts';
import { singleChoice } from './single-choice/index.ts';
import { survey } from './survey/index.ts';
import { trueFalse } from './true-false/index.ts';
import { wordCloud } from './word-cloud/index.ts';

const kinds: Partial<Record<ActivityKind, KindEntry>> = {
  rating,
  points,
  estimate,
  quiz,
  'single-choice': singleChoice,
  'multiple-choice': multipleChoice,
  'true-false': trueFalse,
  ranking,
  'word-cloud': wordCloud,
  'open-text': openText,
  survey,
  matrix,
  pin,
};

/** `undefined` for a kind that only a newer page knows: an old tab meets a new server. */
export function kindOf(kind: string): KindEntry | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind as ActivityKind] : undefined;
}
