/** The engine's world in PostgreSQL, as `feed.contract.ts` asks for it, and a store whose reach a test controls. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { FeedWorld, Transaction } from '#/feed/feed.contract.ts';
import { append, createPostgresStore, type FeedStore } from '#/feed/index.ts';

export function postgresWorld(pool: Pool, store: FeedStore = createPostgresStore(pool)): FeedWorld {
  return {
    store,
    async newTopic() {
      const topic = randomUUID();
      await pool.query('insert into event_head (event_id, epoch) values ($1, feed_new_epoch())', [topic]);
      return topic;
    },
    async begin(): Promise<Transaction> {
      const client = await pool.connect();
      await client.query('begin');
      const end = async (how: 'commit' | 'rollback') => {
        await client.query(how);
        client.release();
      };
      return {
        async append(topic, changes) {
          const cursor = await append(client, topic, changes);
          if (cursor === null) throw new Error('the topic is unknown');
          return cursor;
        },
        commit: () => end('commit'),
        rollback: () => end('rollback'),
      };
    },
    async rewind(topic, versions) {
      await pool.query('update event_head set version = version - $2 where event_id = $1', [topic, versions]);
    },
    async restart(topic) {
      await pool.query('select feed_rotate(event_id, epoch, true) from event_head where event_id = $1', [
        topic,
      ]);
    },
  };
}

/** The real store behind a switch: `away` refuses at once, `silent` never answers; counts what reaches it. */
export function switchedStore(inner: FeedStore) {
  const control = {
    mode: 'up' as 'up' | 'away' | 'silent',
    looks: 0,
    rotations: 0,
    /** When heads were read, ms since 1970. */
    headsAtMs: [] as number[],
    /** Most reads of heads that were on their way together. */
    headsAtOnce: 0,
    afterHeads: async () => {},
  };
  let headsNow = 0;
  const pass = async <T>(call: () => Promise<T>): Promise<T> => {
    if (control.mode === 'away') throw new Error('the database is away');
    if (control.mode === 'silent') await sleep(60_000, undefined, { ref: false });
    return call();
  };
  const store: FeedStore = {
    async heads(topics) {
      control.headsAtMs.push(Date.now());
      control.headsAtOnce = Math.max(control.headsAtOnce, ++headsNow);
      try {
        const found = await pass(() => inner.heads(topics));
        await control.afterHeads();
        return found;
      } finally {
        headsNow--;
      }
    },
    changes(topic, version) {
      control.looks++;
      return pass(() => inner.changes(topic, version));
    },
    rotate(topic, epoch) {
      control.rotations++;
      return pass(() => inner.rotate(topic, epoch));
    },
  };
  return { store, control };
}
