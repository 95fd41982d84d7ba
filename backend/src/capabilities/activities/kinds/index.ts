/** The kinds there are. Adding one: a file here, one in protocol/src/kinds, a folder in the frontend. */
import type { ActivityKind } from '@plenum/protocol';
import type { Kind } from './kind.ts';
import { singleChoice } from './single-choice.ts';

export type { Contributions } from './kind.ts';

// Each kind is exact about its own settings and answers; whoever looks one up by name knows neither.
const kinds = { 'single-choice': singleChoice } as unknown as Record<ActivityKind, Kind<unknown, unknown>>;

export function kindOf(name: ActivityKind): Kind<unknown, unknown> {
  return kinds[name];
}
