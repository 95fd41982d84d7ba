/** Planted bugs, each of which somebody once shipped: the contract must catch every one, by the rule that forbids it. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { postgresWorld } from '../../test/feed-world.ts';
import { aDatabase, PATIENT } from '../../test/support.ts';
import { type FeedRule, feedRules } from './feed.contract.ts';
import { createPostgresStore } from './postgres-store.ts';
import type { FeedStore } from './store.ts';

const rules = Object.keys(feedRules) as FeedRule[];

/** Runs the rule with this number. */
async function check(number: string, pool: Pool, store?: FeedStore): Promise<void> {
  const rule = rules.find((title) => title.startsWith(`[${number}]`)) as FeedRule;
  await feedRules[rule](postgresWorld(pool, store));
}

describe('the suite catches a store in which', () => {
  test('[F2] versions come from a sequence, taken before the commit', async () => {
    const { pool } = await aDatabase(PATIENT);
    await pool.query(`
      create sequence mutant_version;
      create or replace function feed_bump(p_event uuid, out epoch text, out version bigint)
      language plpgsql volatile as $$
      begin
        select h.epoch, nextval('mutant_version') into feed_bump.epoch, feed_bump.version
          from event_head h where h.event_id = p_event;
      end $$`);
    const store = newestRowIsHead(pool);
    await expect(check('F2', pool, store)).rejects.toThrow('the change that committed late');
  });

  test('[F3] rows are read before the head, in two statements', async () => {
    const { pool } = await aDatabase(PATIENT);
    const real = createPostgresStore(pool);
    const store: FeedStore = {
      ...real,
      async changes(topic, version) {
        const rows = await real.changes(topic, version);
        await sleep(3);
        const head = await real.changes(topic, version);
        return rows && head && { ...head, rows: rows.rows };
      },
    };
    await expect(check('F3', pool, store)).rejects.toThrow('at version');
  });

  test('[F3] the head is read before the rows: newer rows than the head are published', async () => {
    const { pool } = await aDatabase(PATIENT);
    const real = createPostgresStore(pool);
    const store: FeedStore = {
      ...real,
      async changes(topic, version) {
        const head = await real.changes(topic, version);
        await sleep(3);
        const rows = await real.changes(topic, version);
        return head && rows && { ...head, rows: rows.rows };
      },
    };
    await expect(check('F3', pool, store)).rejects.toThrow(/at version|W8/);
  });

  test('[F5] a head is published without its rows', async () => {
    const { pool } = await aDatabase(PATIENT);
    const real = createPostgresStore(pool);
    const store: FeedStore = {
      ...real,
      async changes(topic, version) {
        const read = await real.changes(topic, version);
        return read && version >= 0 ? { ...read, rows: [] } : read;
      },
    };
    await expect(check('F5', pool, store)).rejects.toThrow('Property failed');
    await expect(check('F3', pool, store)).rejects.toThrow('at version');
  });

  test('[F6] a tombstone is written for what the audience never saw', async () => {
    const { pool } = await aDatabase(PATIENT);
    await pool.query(`
      create or replace function feed_drop(p_event uuid, p_version bigint, p_audience text, p_type text, p_id text)
      returns void language sql volatile as $$
        insert into feed_entity (event_id, audience, type, id, version, body)
        values (p_event, p_audience, p_type, p_id, p_version, null)
        on conflict (event_id, audience, type, id) do update set version = excluded.version, body = null
      $$`);
    await expect(check('F6', pool)).rejects.toThrow('note/never gone');
  });

  test('[F7] rows are deleted instead of marked as gone', async () => {
    const { pool } = await aDatabase(PATIENT);
    await pool.query(`
      create or replace function feed_drop(p_event uuid, p_version bigint, p_audience text, p_type text, p_id text)
      returns void language sql volatile as $$
        delete from feed_entity where event_id = p_event and audience = p_audience and type = p_type and id = p_id
      $$`);
    await expect(check('F7', pool)).rejects.toThrow('what went');
  });

  test('[F8] a rewound history keeps its epoch', async () => {
    const { pool } = await aDatabase(PATIENT);
    const store: FeedStore = { ...createPostgresStore(pool), rotate: async () => {} };
    await expect(check('F8', pool, store)).rejects.toThrow('the epoch');
  });

  test('[F8] rotation does not look at the old epoch, so that every process makes its own', async () => {
    const { pool } = await aDatabase(PATIENT);
    const real = createPostgresStore(pool);
    const store: FeedStore = {
      ...real,
      async rotate(topic) {
        const { heads } = await real.heads([topic]);
        // Both processes saw the rewind before either of them rotates.
        await sleep(50);
        await pool.query('update event_head set epoch = feed_new_epoch() where event_id = $1', [
          heads[0]?.topic,
        ]);
      },
    };
    await expect(check('F8', pool, store)).rejects.toThrow();
  });
});

/** What a feed without a head row does: the newest committed row is where the history stands. */
function newestRowIsHead(pool: Pool): FeedStore {
  const real = createPostgresStore(pool);
  const newest = (rows: readonly { version: number }[]) => Math.max(0, ...rows.map(({ version }) => version));
  return {
    ...real,
    async changes(topic, version) {
      // One read: what is lost here is lost by the sequence alone.
      const read = await real.changes(topic, -1);
      return (
        read && {
          ...read,
          head: { ...read.head, version: newest(read.rows) },
          rows: read.rows.filter((row) => row.version > version),
        }
      );
    },
    async heads(topics) {
      const { heads, nowMs } = await real.heads(topics);
      const moved = heads.map(async (head) => ({
        ...head,
        version: newest((await real.changes(head.topic, -1))?.rows ?? []),
      }));
      return { heads: await Promise.all(moved), nowMs };
    },
  };
}
