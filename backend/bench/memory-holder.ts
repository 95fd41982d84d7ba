/** The engine alone in a process: loads the events it is told and says how much each of them takes. For `memory.ts`. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createFeed, createPostgresStore } from '#/feed/index.ts';
import { ATTENDEE } from './events.ts';

const ids = (process.env.EVENTS as string).split(' ');
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
const feed = createFeed({ store: createPostgresStore(pool) });

/** What is still needed after everything else was thrown away. */
async function usedBytes(): Promise<number> {
  for (let n = 0; n < 4; n++) {
    globalThis.gc?.();
    await sleep(20);
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

const [first = ''] = ids;
await feed.since(first, ATTENDEE, 'warmup0.0');
const before = await usedBytes();
for (const id of ids.slice(1)) await feed.since(id, ATTENDEE, 'warmup0.0');
const polled = await usedBytes();
for (const id of ids.slice(1)) await feed.snapshot(id, ATTENDEE);
const read = await usedBytes();
const each = (bytes: number) => Math.round((bytes - before) / (ids.length - 1));
console.log(JSON.stringify({ deltaBytes: each(polled), snapshotBytes: each(read) }));
await pool.end();
