/** What the engine does at the edge of what it knows: cursors ahead of it, a store out of reach, strangers with odd cursors. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { postgresWorld, switchedStore } from '../../test/feed-world.ts';
import { ATTENDEE, EVERYTHING, Reader } from '../../test/reader.ts';
import { aDatabase } from '../../test/support.ts';
import { createFeed, type FeedOptions } from './feed.ts';
import { append, createPostgresStore } from './postgres-store.ts';

/** A topic with one change, a feed that has read it, and the switch between feed and store. */
async function aTopic(options: Partial<FeedOptions> = {}) {
  const { pool } = await aDatabase();
  const topic = await postgresWorld(pool).newTopic();
  const write = async (id: string, body: unknown, audience = 'attendee') =>
    (await append(pool, topic, [{ audience, type: 'thing', id, body }])) as string;
  await write('x', 1);
  const { store, control } = switchedStore(createPostgresStore(pool));
  const alarms: string[] = [];
  const feed = createFeed({ store, onAlarm: (what) => alarms.push(what), ...options });
  const reader = new Reader(ATTENDEE);
  await reader.poll(feed, topic);
  const [epoch] = (reader.cursor as string).split('.');
  return { pool, topic, write, feed, control, alarms, reader, epoch: epoch as string };
}

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('[W6] a cursor this process does not know', () => {
  test('ahead of this process but in the database: a look, then a delta that does not go backwards', async () => {
    const { feed, topic, write, reader } = await aTopic();
    const ahead = await write('y', 2);
    expect(feed.peek(topic, ATTENDEE, ahead)).toBeUndefined();
    expect(await feed.since(topic, ATTENDEE, ahead)).toMatchObject({
      kind: 'delta',
      from: ahead,
      cursor: ahead,
      entities: '[]',
    });
    expect(await reader.poll(feed, topic)).toMatchObject({ cursor: ahead, entities: '[["thing","y",2]]' });
  });

  test('ahead of this process, as ?at=: the snapshot contains it', async () => {
    const { feed, topic, write } = await aTopic();
    const ahead = await write('y', 2);
    expect(await feed.snapshot(topic, ATTENDEE, ahead)).toMatchObject({ kind: 'snapshot', cursor: ahead });
  });

  test('ahead of the database: reset future, and an alarm', async () => {
    const { feed, topic, epoch, alarms } = await aTopic();
    expect(await feed.since(topic, ATTENDEE, `${epoch}.2`)).toMatchObject({
      kind: 'reset',
      reason: 'future',
      snapshot: `${epoch}.1`,
    });
    expect(alarms).toEqual(['future']);
  });

  test('of an epoch that began while this process did not look: a delta, not a reset', async () => {
    const { pool, feed, topic, write } = await aTopic();
    await pool.query('select feed_rotate(event_id, epoch) from event_head where event_id = $1', [topic]);
    const cursor = await write('y', 2);
    expect(await feed.since(topic, ATTENDEE, cursor)).toMatchObject({
      kind: 'delta',
      cursor,
      entities: '[]',
    });
  });

  test.each(['away', 'silent'] as const)(
    'store %s: the reader stays where it is, within the deadline',
    async (mode) => {
      const { feed, topic, epoch, control } = await aTopic({ lookDeadlineMs: 200 });
      control.mode = mode;
      const startedAt = Date.now();
      for (const cursor of [`${epoch}.9`, 'zzzzzz.4']) {
        expect(await feed.since(topic, ATTENDEE, cursor)).toEqual({ kind: 'echo', cursor });
        await expect(feed.snapshot(topic, ATTENDEE, cursor)).rejects.toThrow('away');
      }
      expect(await feed.since(UNKNOWN, ATTENDEE, `${epoch}.1`)).toEqual({
        kind: 'echo',
        cursor: `${epoch}.1`,
      });
      await expect(feed.snapshot(UNKNOWN, ATTENDEE)).rejects.toThrow('away');
      await expect(
        feed.knowsAudience(UNKNOWN, 'result:key'),
        'nobody knows that it does not exist',
      ).rejects.toThrow('away');
      await expect(feed.knowsAudience(topic, 'result:key')).rejects.toThrow('away');
      expect(Date.now() - startedAt).toBeLessThan(8 * 200 + 500);
    },
  );

  test('store away: what is in memory is served on, and work goes on by itself afterwards', async () => {
    const { feed, topic, write, control, reader } = await aTopic({ tickMs: 50 });
    feed.start();
    control.mode = 'away';
    const missed = await write('y', 2);
    await sleep(200);
    expect(await reader.poll(feed, topic)).toMatchObject({ kind: 'delta', entities: '[]' });
    expect(await feed.snapshot(topic, ATTENDEE)).toMatchObject({
      kind: 'snapshot',
      entities: '[["thing","x",1]]',
    });
    expect(feed.silentMs()).toBeGreaterThan(100);
    control.mode = 'up';
    await feed.waitPast(topic, missed, 1_000);
    expect(await reader.poll(feed, topic)).toMatchObject({ cursor: missed });
    expect(feed.silentMs()).toBeLessThan(200);
    await feed.stop();
  });

  test('200 readers with cursors from the future make one look per 100 ms, and each gets its answer', async () => {
    const { feed, topic, epoch, control } = await aTopic();
    control.looks = 0;
    const startedAt = Date.now();
    const answered = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        let answers = 0;
        for (; Date.now() - startedAt < 1_000; answers++) {
          expect(await feed.since(topic, ATTENDEE, `${epoch}.${1_000 + n}`)).toMatchObject({
            kind: 'reset',
            reason: 'future',
          });
        }
        return answers;
      }),
    );
    const looksMax = Math.ceil((Date.now() - startedAt) / 100) + 1;
    expect(control.looks).toBeLessThanOrEqual(looksMax);
    expect(Math.min(...answered)).toBeGreaterThan(1);
  });

  test('200 first visitors at once read the topic once', async () => {
    const { pool } = await aDatabase();
    const topic = await postgresWorld(pool).newTopic();
    const { store, control } = switchedStore(createPostgresStore(pool));
    const feed = createFeed({ store });
    await Promise.all(Array.from({ length: 200 }, () => feed.snapshot(topic, ATTENDEE)));
    expect(control.looks).toBe(1);
  });
});

describe('[W7] what cannot be told as a delta', () => {
  test('more than 32 KB: reset too-large, and the snapshot has it all', async () => {
    const { feed, topic, write, reader } = await aTopic();
    for (let n = 0; n < 9; n++) await write(`big${n}`, 'ü'.repeat(2_000));
    await feed.tick();
    expect(await reader.poll(feed, topic)).toMatchObject({ kind: 'reset', reason: 'too-large' });
    expect(Object.keys(reader.state)).toHaveLength(10);
    await write('small', 1);
    await feed.tick();
    expect(await reader.poll(feed, topic)).toMatchObject({
      kind: 'delta',
      entities: '[["thing","small",1]]',
    });
  });
});

describe('[F9] what strangers can make a process keep or do', () => {
  test('answers to old cursors are kept for at most 256 of them', async () => {
    const { feed, topic, write, epoch } = await aTopic();
    for (let n = 0; n < 300; n++) await write('x', n);
    await feed.tick();
    const isKept = (version: number) => {
      const ask = () => feed.peek(topic, ATTENDEE, `${epoch}.${version}`);
      const first = ask();
      return ask() === first;
    };
    const kept = Array.from({ length: 300 }, (_, version) => version).filter(isKept);
    expect(kept.length).toBeGreaterThan(200);
    expect(kept.length).toBeLessThanOrEqual(256);
  });

  test('answers for an audience that does not exist are not kept at all', async () => {
    const { feed, topic, epoch } = await aTopic();
    const ask = (name: string) => feed.peek(topic, { name, audiences: [name] }, `${epoch}.1`);
    expect(ask('attendee')).toBe(ask('attendee'));
    expect(ask('result:made-up')).toMatchObject({ entities: '[]' });
    expect(ask('result:made-up')).not.toBe(ask('result:made-up'));
  });

  test('a topic nobody reads leaves the memory, and who waits in vain does not hold it there', async () => {
    const { feed, topic, epoch } = await aTopic({ idleMs: 50 });
    await expect(feed.waitPast(topic, `${epoch}.9`, 20)).rejects.toThrow('no answer');
    await feed.tick();
    await sleep(60);
    await feed.tick();
    expect(feed.size()).toBe(0);
  });

  test('a quiet poll reads nothing', async () => {
    const { feed, topic, control, reader } = await aTopic();
    control.looks = 0;
    for (let n = 0; n < 50; n++) await reader.poll(feed, topic);
    expect(control.looks).toBe(0);
  });
});

describe('[W15] publishing', () => {
  test('the published cursor advances at most five times a second, however fast the writes are', async () => {
    const { feed, topic, write } = await aTopic();
    feed.start();
    const published = new Set<string>();
    const startedAt = Date.now();
    let writes = 0;
    for (; Date.now() - startedAt < 1_400; writes++) {
      await write('x', writes);
      published.add(((await feed.snapshot(topic, ATTENDEE)) as { cursor: string }).cursor);
    }
    const ticks = Math.floor(Date.now() / 200) - Math.floor(startedAt / 200);
    await feed.stop();
    expect(writes).toBeGreaterThan(20);
    expect(published.size).toBeGreaterThan(3);
    // One more: where it stood before.
    expect(published.size).toBeLessThanOrEqual(ticks + 1);
  });

  test('[W2] two processes send the same bytes for the same question', async () => {
    const { pool, feed, topic, write, reader } = await aTopic();
    await write('b', { z: 1, a: [1.5, null, 'ä'], n: { y: 1, x: 2 } });
    await write('a', { 10: 'x', 9: 'y' }, 'host');
    const other = createFeed({ store: createPostgresStore(pool) });
    const cursor = await write('c', null);
    for (const one of [feed, other]) await one.since(topic, EVERYTHING, cursor);
    const ask = (one: typeof feed) => one.since(topic, EVERYTHING, reader.cursor as string);
    expect(await ask(feed)).toEqual(await ask(other));
    expect(await ask(feed)).toMatchObject({
      entities:
        '[["thing","a",{"10":"x","9":"y"}],["thing","b",{"a":[1.5,null,"ä"],"n":{"x":2,"y":1},"z":1}]]',
    });
  });
});
