/**
 * When to ask, without waiting for answers. Open loop: the schedule is made beforehand and kept, however slow the
 * other side is; a late timer fires every slot it missed, each with the moment it was due. Closed loop: as fast as
 * answers come, for what a server can do at most.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connections, Target } from './connection.ts';
import type { Answer } from './reader.ts';
import { type Figures, Tally } from './tally.ts';

export interface OpenLoop {
  readonly perSecond: number;
  readonly durationMs: number;
  /** Called once for each slot, with its number and the moment it was due. */
  readonly fire: (n: number, dueMs: number) => void;
}

/** Keeps the schedule to its end; resolves when the last slot was fired, not when it was answered. */
export async function openLoop({ perSecond, durationMs, fire }: OpenLoop): Promise<void> {
  const startMs = performance.now();
  const slots = Math.round((perSecond * durationMs) / 1000);
  for (let n = 0; n < slots; ) {
    const nowMs = performance.now();
    while (n < slots) {
      const dueMs = startMs + (n * 1000) / perSecond;
      if (dueMs > nowMs) break;
      fire(n++, dueMs);
    }
    if (n < slots) await sleep(1);
  }
}

/** Waits until nothing is under way, which the time-out bounds. */
export async function settled(tally: Tally): Promise<void> {
  while (tally.underWay > 0) await sleep(5);
}

export interface ClosedLoop {
  readonly target: Target;
  readonly connections: Connections;
  readonly durationMs: number;
  /** The next request of the n-th connection, as bytes; null = this connection is done. */
  readonly write: (connection: number) => string | null;
  readonly hear?: (answer: Answer, connection: number) => void;
}

/** @returns the figures, and answers per second while the time ran. */
export async function closedLoop(loop: ClosedLoop): Promise<Figures & { perSecond: number }> {
  const { target, connections, durationMs, write, hear = () => {} } = loop;
  const tally = new Tally(target.timeoutMs);
  const startMs = performance.now();
  const endMs = startMs + durationMs;

  const ask = (n: number) => {
    const nowMs = performance.now();
    const request = nowMs < endMs ? write(n) : null;
    if (request === null) return;
    tally.ask(
      connections.at(n),
      nowMs,
      () => request,
      (answer) => {
        hear(answer, n);
        // After this answer is on the account, and without growing the stack.
        queueMicrotask(() => ask(n));
        return answer.status < 300;
      },
      // A server that is gone must not be asked a million times a second.
      () => setTimeout(ask, 50, n),
    );
  };
  for (const n of connections.all.keys()) ask(n);
  await sleep(durationMs);
  await settled(tally);
  const figures = tally.figures();
  return { ...figures, perSecond: figures.answered / ((performance.now() - startMs) / 1000) };
}
