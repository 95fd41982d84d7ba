/** A flush as one process runs it, with a seam where a test may break the statement or lose its answer. */
import type { Pool } from 'pg';
import { isDatabaseAway } from '#/db/client.ts';
import { createFeed, createPostgresStore, type Sql } from '#/feed/index.ts';
import { createFlush, type FlushAnswer } from '#/flush/index.ts';
import { aVote, type Option, type Room } from './support.ts';

/** Stands between flush and database: runs the statement, and may throw before or after it. */
export type Seam = (run: () => Promise<{ rows: unknown[] }>) => Promise<{ rows: unknown[] }>;

export function aProcess(pool: Pool, seam: Seam = (run) => run()) {
  const stats = { runs: 0, inFlight: 0, inFlightMax: 0, batches: [] as number[] };
  const sql: Sql = {
    async query(text, values) {
      stats.runs++;
      stats.inFlight++;
      stats.inFlightMax = Math.max(stats.inFlightMax, stats.inFlight);
      try {
        return (await seam(() => pool.query(text as never, values))) as never;
      } finally {
        stats.inFlight--;
      }
    },
  };
  const feed = createFeed({ store: createPostgresStore(pool) });
  const flush = createFlush({
    sql,
    feed,
    isAway: isDatabaseAway,
    capabilities: ['participants', 'activities'],
    onFlush: (items) => stats.batches.push(items),
  });
  return {
    flush,
    feed,
    stats,
    /** Answers, changes the answer, or takes it back (without an option). */
    async vote(room: Room, participant: string, seq: number, option: Option | null) {
      const { key, data } = aVote(room, participant, seq, option);
      const { cursor, answer } = await flush.submit(room.eventId, 'activities', key, data);
      return { cursor, ...answer } as FlushAnswer & { cursor: string };
    },
    join(room: Room, person: { id: string; joinKeyHash?: string; nickname?: string }) {
      const { id, joinKeyHash = null, nickname = null } = person;
      const data = { id, joinKeyHash, nickname, fold: nickname?.toLowerCase() ?? null };
      return flush.submit(room.eventId, 'participants', joinKeyHash ?? id, data);
    },
  };
}

/** An error as PostgreSQL (or a socket) would give it. */
export const failure = (code: string) => Object.assign(new Error(`injected ${code}`), { code });
