/**
 * The apply rule (W1): how one answer of the feed changes what a client knows. The client's only rule.
 * Pure, over an immutable state. Late, cached, duplicated, reordered and over-wide answers are harmless,
 * because entities are whole values: a delta over (f, c] turns the state at any x with f ≤ x ≤ c into the state at c.
 */
import { contains, parseCursor } from '../cursor.ts';
import type { Delta, Entity, FeedAnswer, ResetReason, Snapshot } from '../feed.ts';
import { sameJson } from './same-json.ts';

/** type → id → body. What did not change keeps its reference, at each of the three levels. */
export type Entities = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

export interface FeedState {
  /** Where this state stands; `null` before the first snapshot. Void while `awaiting` is set. */
  readonly cursor: string | null;
  /** When that version was committed, ms in database time. */
  readonly committedAt: number | null;
  readonly entities: Entities;
  /** After a reset: the snapshot to fetch. Until it comes, what is known stays on screen. */
  readonly awaiting: {
    readonly cursor: string;
    readonly reason: ResetReason;
  } | null;
}

export const emptyFeed: FeedState = {
  cursor: null,
  committedAt: null,
  entities: new Map(),
  awaiting: null,
};

/** The state after `answer`; the same reference when the rule ignores it or it says nothing new. */
export function applyAnswer(state: FeedState, answer: FeedAnswer): FeedState {
  return accepts(state, answer) ? take(state, answer) : state;
}

/** Whether the rule uses this answer in this state. */
export function accepts(state: FeedState, answer: FeedAnswer): boolean {
  switch (answer.kind) {
    case 'delta':
      return acceptsDelta(state, answer);
    case 'snapshot':
      return acceptsSnapshot(state, answer);
    case 'reset':
      return parseCursor(answer.snapshot) !== null;
  }
}

function acceptsDelta(state: FeedState, delta: Delta): boolean {
  // After a reset the own cursor is void: it may belong to a history that never happened.
  if (state.cursor === null || state.awaiting !== null) return false;
  const own = parseCursor(state.cursor);
  const from = parseCursor(delta.from);
  const to = parseCursor(delta.cursor);
  if (own === null || from === null || to === null) return false;
  if (from.epoch !== own.epoch || to.epoch !== own.epoch) return false;
  return from.version <= own.version && own.version <= to.version;
}

function acceptsSnapshot(state: FeedState, snapshot: Snapshot): boolean {
  if (state.awaiting !== null) return contains(snapshot.cursor, state.awaiting.cursor);
  const to = parseCursor(snapshot.cursor);
  if (to === null) return false;
  const own = state.cursor === null ? null : parseCursor(state.cursor);
  return own === null || own.epoch !== to.epoch || own.version <= to.version;
}

/** What an accepted answer does. Only for `applyAnswer`, and for tests that put another guard before it. */
export function take(state: FeedState, answer: FeedAnswer): FeedState {
  if (answer.kind === 'reset') {
    return {
      ...state,
      awaiting: { cursor: answer.snapshot, reason: answer.reason },
    };
  }
  const entities =
    answer.kind === 'delta'
      ? changed(state.entities, answer.entities)
      : replaced(state.entities, answer.entities);
  const { cursor } = answer;
  // One version was committed once; a process that cannot reach the database echoes the cursor with a time of its own.
  const isSameVersion = cursor === state.cursor && state.awaiting === null;
  const committedAt = isSameVersion ? state.committedAt : answer.committedAt;
  const isNews = !isSameVersion || entities !== state.entities;
  return isNews ? { cursor, committedAt, entities, awaiting: null } : state;
}

function changed(before: Entities, changes: readonly Entity[]): Entities {
  const after = new Map(before);
  const copies = new Map<string, Map<string, unknown>>();
  for (const [type, id, body] of changes) {
    const current = after.get(type);
    const isSame = body === null ? !current?.has(id) : current?.has(id) && sameJson(current.get(id), body);
    if (isSame) continue;
    let copy = copies.get(type);
    if (copy === undefined) {
      copy = new Map(current);
      copies.set(type, copy);
      after.set(type, copy);
    }
    if (body === null) copy.delete(id);
    else copy.set(id, body);
  }
  // A type without entities leaves no trace, as in a fresh snapshot (F5).
  for (const [type, copy] of copies) if (copy.size === 0) after.delete(type);
  return copies.size === 0 ? before : after;
}

function replaced(before: Entities, all: readonly Entity[]): Entities {
  const after = new Map<string, Map<string, unknown>>();
  for (const [type, id, body] of all) {
    if (body === null) continue;
    const known = before.get(type)?.get(id);
    let bodies = after.get(type);
    if (bodies === undefined) {
      bodies = new Map();
      after.set(type, bodies);
    }
    bodies.set(id, known !== undefined && sameJson(known, body) ? known : body);
  }
  const kept = new Map<string, ReadonlyMap<string, unknown>>();
  for (const [type, bodies] of after) {
    const known = before.get(type);
    kept.set(type, known !== undefined && sameReferences(known, bodies) ? known : bodies);
  }
  return sameReferences(before, kept) ? before : kept;
}

function sameReferences(left: ReadonlyMap<string, unknown>, right: ReadonlyMap<string, unknown>): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of right) if (left.get(key) !== value) return false;
  return true;
}
