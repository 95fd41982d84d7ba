/** What the engine does at the edge of what it knows: cursors ahead of it, a store out of reach, strangers with odd cursors. */
import { randomUUID } from 'node:crypto';
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

describe('[W6] [W15] own commits', () => {
  const row = (id: string, version: number, body: unknown) => ({
    audience: 'attendee',
    type: 'thing',
    id,
    version,
    body,
  });

  /** Commits in the database, and tells the feed what a flush would. */
  async function aWriter(options: Partial<FeedOptions> = {}) {
    const world = await aTopic(options);
    const commit = async (id: string, body: unknown) => {
      const cursor = await world.write(id, body);
      const version = Number(cursor.split('.')[1]);
      world.feed.committed(world.topic, {
        epoch: world.epoch,
        version,
        committedAt: 1,
        rows: [row(id, version, body)],
      });
      return cursor;
    };
    world.control.looks = 0;
    return { ...world, commit };
  }

  test('are published with the next tick, without reading them back', async () => {
    const { feed, topic, commit, reader, control } = await aWriter();
    await commit('y', 2);
    const cursor = await commit('x', 3);
    expect(await reader.poll(feed, topic), 'before the tick').toMatchObject({ entities: '[]' });
    await feed.tick();
    expect(await reader.poll(feed, topic)).toMatchObject({
      cursor,
      entities: '[["thing","x",3],["thing","y",2]]',
    });
    expect(control.looks).toBe(0);
  });

  test('are published at once for who asks for them, without reading them back', async () => {
    const { feed, topic, commit, control } = await aWriter();
    const cursor = await commit('y', 2);
    expect(await feed.since(topic, ATTENDEE, cursor)).toMatchObject({ kind: 'delta', cursor });
    expect(await feed.snapshot(topic, ATTENDEE, cursor)).toMatchObject({ kind: 'snapshot', cursor });
    expect(control.looks).toBe(0);
  });

  test('[F3] with somebody else’s commit between them: what is published is read', async () => {
    const { feed, topic, commit, write, reader, control } = await aWriter();
    await commit('a', 1);
    await write('theirs', 2);
    const cursor = await commit('b', 3);
    await feed.tick();
    expect(await reader.poll(feed, topic)).toMatchObject({
      cursor,
      entities: '[["thing","a",1],["thing","b",3],["thing","theirs",2]]',
    });
    expect(control.looks).toBe(1);
  });

  test('[F3] that came after the heads were read wait for the next tick', async () => {
    const { feed, topic, commit, reader, control } = await aWriter();
    const first = await commit('a', 1);
    control.afterHeads = async () => {
      control.afterHeads = async () => {};
      await commit('b', 2);
    };
    await feed.tick();
    expect(await reader.poll(feed, topic)).toMatchObject({ cursor: first, entities: '[["thing","a",1]]' });
    await feed.tick();
    expect(await reader.poll(feed, topic)).toMatchObject({ entities: '[["thing","b",2]]' });
    expect(control.looks).toBe(0);
  });

  test('[F8] that were undone: the epoch rotates, though nobody here had read them', async () => {
    const { pool, feed, topic, commit, alarms, control, epoch } = await aWriter();
    await commit('a', 1);
    await commit('b', 2);
    await pool.query('update event_head set version = version - 2 where event_id = $1', [topic]);
    await feed.tick();
    expect(alarms).toEqual(['rewound']);
    expect(control.rotations).toBe(1);
    expect(feed.known(topic)?.epoch).not.toBe(epoch);
  });

  test('[F8] are remembered when the topic left the memory', async () => {
    const { pool, feed, topic, commit, control } = await aWriter({ idleMs: 0 });
    await commit('a', 1);
    await feed.tick();
    await sleep(5);
    await feed.tick();
    expect(feed.size()).toBe(0);
    await pool.query('update event_head set version = version - 1 where event_id = $1', [topic]);
    await feed.snapshot(topic, ATTENDEE);
    expect(control.rotations).toBe(1);
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

  test('a stranger with old cursors takes no room from those who follow', async () => {
    const { feed, topic, write, epoch } = await aTopic();
    for (let n = 0; n < 400; n++) await write('x', n);
    await feed.tick();
    const honest = await write('x', 'new');
    await feed.tick();
    for (let version = 0; version < 400; version++) feed.peek(topic, ATTENDEE, `${epoch}.${version}`);
    for (const cursor of [honest, `${epoch}.401`]) {
      const ask = () => feed.peek(topic, ATTENDEE, cursor);
      expect(ask(), cursor).toBe(ask());
    }
  });

  test('however many made-up topics are asked for, one question is on its way, and none is read', async () => {
    const { feed, topic, control } = await aTopic();
    [control.looks, control.headsAtOnce, control.headsAtMs] = [0, 0, []];
    const strangers = Array.from({ length: 500 }, async (_, n) => {
      await sleep(n / 10);
      return feed.snapshot(randomUUID(), ATTENDEE);
    });
    expect(await Promise.all(strangers)).toEqual(strangers.map(() => null));
    expect(control.headsAtOnce).toBe(1);
    expect(control.headsAtMs.length).toBeLessThan(200);
    expect(control.looks).toBe(0);
    expect(await feed.snapshot(topic, ATTENDEE)).toMatchObject({ kind: 'snapshot' });
  });

  test('more topics than there is room for: the longest unread ones leave', async () => {
    const { pool, feed, topic } = await aTopic({ topicsMax: 2 });
    for (const another of [await postgresWorld(pool).newTopic(), await postgresWorld(pool).newTopic()]) {
      await feed.snapshot(another, ATTENDEE);
      await feed.tick();
    }
    expect(feed.size()).toBe(2);
    expect(feed.peek(topic, ATTENDEE, 'any')).toBeUndefined();
    expect(await feed.snapshot(topic, ATTENDEE), 'it comes back when asked for').toMatchObject({
      kind: 'snapshot',
    });
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

  test('[W10] a quiet poll reads nothing', async () => {
    const { feed, topic, control, reader } = await aTopic();
    control.looks = 0;
    for (let n = 0; n < 50; n++) await reader.poll(feed, topic);
    expect(control.looks).toBe(0);
  });
});

test('[W8] what this audience does not see is a larger cursor with no entities; nothing new is an equal cursor with none', async () => {
  const { feed, topic, write, reader } = await aTopic();
  const before = reader.cursor as string;
  expect(await feed.since(topic, ATTENDEE, before)).toMatchObject({
    from: before,
    cursor: before,
    entities: '[]',
  });
  const after = await write('secret', 1, 'host');
  await feed.tick();
  expect(await feed.since(topic, ATTENDEE, before)).toMatchObject({
    from: before,
    cursor: after,
    entities: '[]',
  });
  expect(await feed.since(topic, EVERYTHING, before)).toMatchObject({ entities: '[["thing","secret",1]]' });
});

describe('[W15] publishing', () => {
  test('ticks are aligned to the clock, so that all processes publish the same few cursors', async () => {
    const { feed, control } = await aTopic();
    // Half a tick away from where they should be.
    while (Date.now() % 200 < 95 || Date.now() % 200 > 105) await sleep(1);
    control.headsAtMs = [];
    feed.start();
    await sleep(1_500);
    await feed.stop();
    const phases = control.headsAtMs.map((at) => at % 200).sort((a, b) => a - b);
    expect(phases.length).toBeGreaterThan(4);
    expect(phases[phases.length >> 1], phases.join(' ')).toBeLessThan(70);
  });

  test('only a cursor above the published one makes a process publish sooner', async () => {
    const { feed, topic, write, reader } = await aTopic({ tickMs: 60_000 });
    feed.start();
    const old = reader.cursor as string;
    const ahead = await write('y', 2);
    expect(await feed.snapshot(topic, ATTENDEE)).toMatchObject({ cursor: old });
    expect(await feed.since(topic, ATTENDEE, old)).toMatchObject({ cursor: old, entities: '[]' });
    expect(await feed.since(topic, ATTENDEE, ahead)).toMatchObject({ cursor: ahead });
    expect(await feed.snapshot(topic, ATTENDEE)).toMatchObject({ cursor: ahead });
    await feed.stop();
  });

  test('a process that was frozen looks before it shows a plain snapshot', async () => {
    const { feed, topic, write } = await aTopic();
    // No tick ran meanwhile, as after SIGCONT.
    const ahead = await write('y', 2);
    // Longer than a store may be silent before it counts as away: this one was not asked.
    await sleep(2_500);
    expect(await feed.snapshot(topic, ATTENDEE)).toMatchObject({ cursor: ahead });
  });

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
