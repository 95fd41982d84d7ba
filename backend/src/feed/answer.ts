/** What a reader is told. One answer is shared by everybody who asks the same from the same cursor. */
import type { Head } from './store.ts';

/** Which audiences a reader sees together; a name, so that equal views share their answers. */
export interface View {
  readonly name: string;
  readonly audiences: readonly string[];
}

interface Common {
  /** What the writers keep beside the head. */
  readonly note: Head['note'];
  /** Room for the bytes the shell makes of this answer: they live exactly as long as the answer is shared. */
  rendered?: unknown;
}

/** What changed; `entities` is a JSON array. */
export type Delta = Common & {
  kind: 'delta';
  from: string;
  cursor: string;
  committedAt: number;
  entities: string;
};
/** Everything alive. */
export type Snapshot = Common & { kind: 'snapshot'; cursor: string; committedAt: number; entities: string };
/** The cursor is void: fetch the snapshot at this one. */
export type Reset = Common & {
  kind: 'reset';
  reason: 'epoch' | 'future' | 'too-large' | 'restarted';
  snapshot: string;
};
/** The store is out of reach and the cursor cannot be judged: the reader stays where it is (W6). */
export type Echo = { kind: 'echo'; cursor: string };

export type Answer = Delta | Snapshot | Reset | Echo;

/** The store is out of reach and nothing in memory can answer. */
export class FeedAwayError extends Error {}
