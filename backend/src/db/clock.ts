/** The database's time, told without asking it each time: every answer it gives brings its clock along (A4). */

import type { Sql } from '#/feed/index.ts';

export interface Clock {
  /** Milliseconds since 1970 in the database's time. */
  nowMs(): number;
  /** The database just said it is `nowMs`. */
  observe(nowMs: number): void;
}

/** A late answer makes the offset look smaller; the largest of the last seconds is the most honest one. */
const REMEMBER_MS = 10_000;
/** More than this is no jitter: somebody set a clock. */
const JUMP_MS = 1_000;

/** Asks the database once, so that the very first answer of a process is in the database's time. Throws what the database throws. */
export async function setClock(clock: Clock, sql: Sql): Promise<void> {
  const { rows } = await sql.query<{ now_ms: string }>('select time_ms(clock_timestamp()) as now_ms');
  clock.observe(Number(rows[0]?.now_ms));
}

export function createClock(localMs: () => number = Date.now): Clock {
  let aheadMs = 0;
  let observedAtMs = Number.NEGATIVE_INFINITY;
  return {
    nowMs: () => localMs() + aheadMs,
    observe(nowMs) {
      const local = localMs();
      const ahead = nowMs - local;
      const isOld = Math.abs(local - observedAtMs) > REMEMBER_MS;
      if (ahead >= aheadMs || isOld || aheadMs - ahead > JUMP_MS) {
        aheadMs = ahead;
        observedAtMs = local;
      }
    },
  };
}
