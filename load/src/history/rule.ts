/** A rule of the history: what is promised, and how one finds that it was broken. */
import type { Eras } from './eras.ts';
import type { State } from './states.ts';
import type { Story } from './story.ts';

/** What a broken rule does to people. */
export type Harm = 'lost' | 'double' | 'backwards' | 'told too early' | 'out of order';

export interface Violation {
  readonly says: string;
  /** Lines of the history that show it, from 1. */
  readonly lines: readonly number[];
}

export interface Case {
  readonly story: Story;
  readonly eras: Eras;
  readonly states: readonly State[];
}

export interface Rule {
  /** Numbers of the product's rules it stands for. */
  readonly numbers: string;
  readonly promise: string;
  readonly harm: Harm;
  violations(of: Case): Iterable<Violation>;
}
