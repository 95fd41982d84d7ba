/**
 * What a state must contain. Within an epoch cursors tell. A restore ends an era: of what was acknowledged in it only what
 * is in the copy goes on. An epoch belongs to the era in which anybody first heard of it.
 */
import { contains } from '@plenum/protocol';
import { epochOf, type Story } from './story.ts';

/** An acknowledgement: where the writer was told its write is, and when. */
export interface Acknowledged {
  readonly cursor: string;
  readonly answeredMs: number;
}

export interface Eras {
  /** Epochs in the order in which they were first heard of; −1 for an unknown one. */
  order(epoch: string): number;
  /** Whether every state at `cursor` must contain what was acknowledged. */
  isContained(acknowledged: Acknowledged, cursor: string): boolean;
  /** Whether what was true at `ms` is true for good: no later restore took it back. */
  isForGood(ms: number): boolean;
}

/** A process that was frozen during a restore may still speak for the lost history so long after it, ms. */
const LATE_MS = 6_000;

export function erasOf({ reads, votes, owns, hostActs, restores, truth }: Story): Eras {
  const heard: { cursor: string; ms: number }[] = [{ cursor: truth.cursor, ms: Number.MAX_SAFE_INTEGER }];
  for (const { answer, answeredMs } of reads) {
    heard.push({ cursor: answer.kind === 'reset' ? answer.snapshot : answer.cursor, ms: answeredMs });
  }
  for (const { outcome, answeredMs } of [...votes.values()].flat()) {
    if (outcome.is === 'acknowledged') heard.push({ cursor: outcome.ack.cursor, ms: answeredMs });
  }
  for (const { me, answeredMs } of owns) heard.push({ cursor: me.cursor, ms: answeredMs });
  for (const { cursor, answeredMs } of hostActs) if (cursor) heard.push({ cursor, ms: answeredMs });

  heard.sort((a, b) => a.ms - b.ms);
  const orders = new Map<string, number>();
  const eras = new Map<string, number>();
  for (const { cursor, ms } of heard) {
    const epoch = epochOf(cursor);
    if (orders.has(epoch)) continue;
    orders.set(epoch, orders.size);
    eras.set(epoch, restores.filter(({ beginMs }) => beginMs <= ms).length);
  }
  const order = (epoch: string) => orders.get(epoch) ?? -1;

  return {
    order,
    isContained(acknowledged, cursor) {
      const [from, to] = [epochOf(acknowledged.cursor), epochOf(cursor)];
      if (from === to) return contains(cursor, acknowledged.cursor);
      if (order(from) > order(to)) return false;
      const between = restores.slice(eras.get(from), eras.get(to));
      return between.every(({ copiedMs }) => acknowledged.answeredMs < copiedMs);
    },
    isForGood: (ms) => !restores.some(({ copiedMs, endMs }) => ms >= copiedMs && ms <= endMs + LATE_MS),
  };
}
