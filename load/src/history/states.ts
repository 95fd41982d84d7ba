/**
 * Every state of the event that anybody held: what a client built from increments by the apply rule, every snapshot by
 * itself, and what the database holds at the end. Rule F5 says that they are one per cursor.
 */
import type { Entity, FeedAnswer } from '@plenum/protocol';
import { applyAnswer, type Entities, emptyFeed, type FeedState } from '@plenum/protocol/client';
import type { FeedName } from './line.ts';
import type { Story, Told } from './story.ts';

export interface State extends Told {
  readonly feed: FeedName;
  readonly cursor: string;
  readonly entities: Entities;
  readonly how: 'increments' | 'snapshot' | 'the database';
  /** When the earliest answer that gave it was received, ms. */
  readonly answeredMs: number;
  /** Equal for equal states, whatever they were built from. */
  readonly print: string;
}

/** Distinct states in the order in which they were first held. Cost: one pass over all answers. */
export function statesOf({ reads, truth }: Story): State[] {
  const found = new Map<string, State>();
  const put = (state: Omit<State, 'print'>) => {
    const print = printOf(state.entities);
    const key = `${state.feed} ${state.cursor} ${print}`;
    if (!found.has(key)) found.set(key, { ...state, print });
  };

  const clients = new Map<string, FeedState>();
  for (const { client, feed, answer, line, answeredMs } of reads) {
    const key = `${client} ${feed}`;
    const before = clients.get(key) ?? emptyFeed;
    const after = applyAnswer(before, answer);
    clients.set(key, after);
    if (after !== before && after.awaiting === null && after.cursor !== null) {
      const how = answer.kind === 'delta' ? 'increments' : 'snapshot';
      put({ feed, cursor: after.cursor, entities: after.entities, how, line, answeredMs });
    }
    // Also one that came too late for this client to use.
    if (answer.kind === 'snapshot' && after.cursor !== answer.cursor) {
      const { entities } = applyAnswer(emptyFeed, answer);
      put({ feed, cursor: answer.cursor, entities, how: 'snapshot', line, answeredMs });
    }
  }
  for (const feed of ['feed', 'host/feed'] as const) {
    const stored = truth.entities.filter((entity) => entity.feed === feed);
    const snapshot: FeedAnswer = {
      kind: 'snapshot',
      cursor: truth.cursor,
      committedAt: 0,
      pollAfterMs: 0,
      entities: stored.map(({ type, id, body }): Entity => [type, id, body]),
    };
    const { entities } = applyAnswer(emptyFeed, snapshot);
    const { line, cursor } = truth;
    const answeredMs = Number.MAX_SAFE_INTEGER;
    if (stored.length > 0) put({ feed, cursor, entities, how: 'the database', line, answeredMs });
  }
  return [...found.values()];
}

function printOf(entities: Entities): string {
  const prints = [...entities].flatMap(([type, bodies]) =>
    [...bodies].map(([id, body]) => `${type} ${id} ${printOfBody(body)}`),
  );
  return prints.sort().join('\n');
}

// Bodies keep their reference while they do not change, so each is written once.
const prints = new WeakMap<object, string>();
function printOfBody(body: unknown): string {
  if (typeof body !== 'object' || body === null) return JSON.stringify(body);
  let print = prints.get(body);
  if (print === undefined) {
    print = canonical(body);
    prints.set(body, print);
  }
  return print;
}

/** JSON with sorted keys: the database keeps keys in an order of its own. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
