/**
 * Acts: what a participant did to things (an activity, later a question), as plain data. One act per thing, the latest.
 * Pure rules: which of two wins, what survives a reload, what the person sees as their answer.
 */
import { contains } from '../cursor.ts';
import { sameJson } from './same-json.ts';

/** Why an act still waits. `queued`: nothing is wrong, it is simply not its turn yet. */
export type WaitReason = 'queued' | 'offline' | 'slow' | 'backing-off';

export type ActState =
  | { readonly status: 'waiting'; readonly why: WaitReason }
  | { readonly status: 'saving' }
  | { readonly status: 'saved' }
  /** The server said no, and a retry would hear the same. */
  | {
      readonly status: 'refused';
      readonly code: string;
      readonly detail: string | null;
    }
  | { readonly status: 'too-late'; readonly code: string };

/** What the server stores for a thing, from an acknowledgement. */
export interface Held {
  readonly answer: unknown;
  readonly seq: number;
  /** A feed at or after this cursor contains it. */
  readonly cursor: string;
  readonly status: 'saved' | 'withdrawn' | 'superseded';
  readonly resultKey?: string;
}

export interface ActRequest {
  readonly method: 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

export interface Act {
  /** The thing, for example `response/<activityId>`. */
  readonly key: string;
  readonly seq: number;
  /** What the person wants to be true; `null` = taken back. */
  readonly answer: unknown;
  readonly request: ActRequest;
  readonly state: ActState;
  /** The last thing the server is known to store, also while a newer act waits or was refused. */
  readonly held: Held | null;
  /** How often it was sent again after the server's history was rewound. */
  readonly round: number;
}

export type Acts = ReadonlyMap<string, Act>;

const UNSENT: ReadonlySet<string> = new Set(['waiting', 'saving']);

export function isUnsent(act: Act): boolean {
  return UNSENT.has(act.state.status);
}

/** Both together: per thing the later act, and of the same act what is known furthest. Commutative, idempotent. */
export function mergedActs(left: Acts, right: Acts): Acts {
  const merged = new Map(left);
  for (const [key, act] of right) {
    const other = merged.get(key);
    if (other === undefined || isAhead(act, other)) merged.set(key, act);
  }
  return merged;
}

function isAhead(act: Act, other: Act): boolean {
  if (act.seq !== other.seq) return act.seq > other.seq;
  if (act.round !== other.round) return act.round > other.round;
  return isUnsent(other) && !isUnsent(act);
}

/** The acts as text, of one run of the event. */
export function writeActs(run: number | null, acts: Acts): string {
  return JSON.stringify({ run, acts: [...acts.values()] });
}

/** What `writeActs` wrote; nothing for anything else. What was in flight waits again: nobody heard its answer. */
export function readActs(text: string | null): {
  run: number | null;
  acts: Acts;
} {
  try {
    const stored = JSON.parse(text ?? '') as {
      run: number | null;
      acts: Act[];
    };
    const acts = stored.acts.map((act) =>
      isUnsent(act) ? { ...act, state: { status: 'waiting', why: 'queued' } as const } : act,
    );
    return {
      run: stored.run,
      acts: new Map(acts.map((act) => [act.key, act])),
    };
  } catch {
    return { run: null, acts: new Map() };
  }
}

/** A person's own answer to one thing, with what is known about it. */
export interface OwnAnswer {
  /** What to show as theirs: what they wait for, else what is stored; `null` = none. */
  readonly answer: unknown;
  readonly status: 'none' | 'waiting' | 'saving' | 'saved' | 'refused' | 'too-late';
  readonly why: WaitReason | null;
  /** Of a refusal. */
  readonly code: string | null;
  /** Whether the feed on screen already counts `answer`; while not, a chart may add the own tap. */
  readonly isInFeed: boolean;
}

/**
 * The overlay: outbox over what the server stores, never patched into the feed's state.
 *
 * @param act     The outbox's act for this thing.
 * @param stored  `/me`'s entry for this thing; wins over an older act (another device answered later).
 * @param feedCursor  Where the feed on screen stands.
 */
export function ownAnswer(
  act: Act | undefined,
  stored: { readonly answer: unknown; readonly seq: number } | undefined,
  feedCursor: string | null,
): OwnAnswer {
  const answered = (answer: unknown, isInFeed: boolean): OwnAnswer => ({
    answer: answer ?? null,
    status: (answer ?? null) === null ? 'none' : 'saved',
    why: null,
    code: null,
    isInFeed,
  });
  const isContained = (held: Held): boolean => feedCursor !== null && contains(feedCursor, held.cursor);
  const known = act?.held && act.held.seq >= (stored?.seq ?? -1) ? act.held : null;
  const standing =
    known === null ? answered(stored?.answer, true) : answered(known.answer, isContained(known));
  if (act === undefined || (stored !== undefined && stored.seq > act.seq)) return standing;
  switch (act.state.status) {
    case 'waiting':
    case 'saving':
      return {
        answer: act.answer,
        status: act.state.status,
        why: act.state.status === 'waiting' ? act.state.why : null,
        code: null,
        isInFeed: standing.isInFeed && sameJson(standing.answer, act.answer),
      };
    case 'saved':
      return standing;
    case 'refused':
    case 'too-late':
      return { ...standing, status: act.state.status, code: act.state.code };
  }
}
