/**
 * The rules of the engine as checks that any store must pass and every planted bug must fail (`mutants.pg.test.ts`).
 * A check throws when its rule does not hold. Randomness has a seed; its interleavings are the database's.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ATTENDEE, EVERYTHING, Reader, type State } from '../../test/reader.ts';
import { parsePosition } from './cursor.ts';
import { createFeed, type Feed } from './feed.ts';
import type { Change, FeedStore } from './store.ts';

/** A writer's transaction: what it appends stands at the returned cursor once it commits. */
export interface Transaction {
  append(topic: string, changes: readonly Change[]): Promise<string>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

export interface FeedWorld {
  readonly store: FeedStore;
  newTopic(): Promise<string>;
  begin(): Promise<Transaction>;
  /** Takes the head back by so many versions, as a restore from a backup does. */
  rewind(topic: string, versions: number): Promise<void>;
  /** A new epoch on purpose. */
  restart(topic: string): Promise<void>;
}

type Check = (world: FeedWorld) => Promise<void>;

export const feedRules = {
  '[F1] a change is visible once its transaction committed, and never when it did not': async (world) => {
    const topic = await world.newTopic();
    const { feed, reader } = await aReader(world, topic);
    const open = await world.begin();
    await open.append(topic, [put('thing', 'x', 1)]);
    await feed.tick();
    await reader.poll(feed, topic);
    expect(reader.state, 'before the commit').toEqual({});
    await open.rollback();
    await write(world, topic, [put('thing', 'y', 1)]);
    await feed.tick();
    await reader.poll(feed, topic);
    expect(reader.state).toEqual({ 'thing/y': 1 });
  },

  '[F2] a change that commits late is still seen by a reader who already passed its neighbours': async (
    world,
  ) => {
    const topic = await world.newTopic();
    const { feed, reader } = await aReader(world, topic);
    const late = await world.begin();
    await late.append(topic, [put('thing', 'late', 1)]);
    const early = write(world, topic, [put('thing', 'early', 1)]);
    // For a second the reader looks as often as it can: whatever may be passed is passed.
    for (const until = Date.now() + 1_000; Date.now() < until; await sleep(10)) {
      await feed.tick();
      await reader.poll(feed, topic);
    }
    await late.commit();
    await early;
    await feed.tick();
    await reader.poll(feed, topic);
    expect(reader.state, 'the change that committed late').toEqual({ 'thing/early': 1, 'thing/late': 1 });
  },

  '[F3] a reader holds exactly the transactions up to its cursor, whoever writes and however slowly': async (
    world,
  ) => {
    const topic = await world.newTopic();
    const history = new Map<number, readonly Change[]>();
    const feeds = [createFeed({ store: world.store }), createFeed({ store: world.store })] as const;
    const observed: { version: number; state: State }[] = [];
    let isWriting = true;
    const ticking = feeds.map(async (feed) => {
      for (; isWriting; await sleep(1)) await feed.tick();
    });
    const reading = [0, 1, 2].map(async () => {
      const reader = new Reader();
      for (let n = 0; isWriting; n++) {
        await reader.poll(feeds[n % 2] as Feed, topic);
        if (observed.at(-1)?.version !== reader.version)
          observed.push({ version: reader.version, state: reader.state });
        await sleep(n % 4);
      }
    });
    const writing = Promise.all(
      [1, 2, 3, 4, 5].map((seed) => writeAtRandom(world, topic, seed, history)),
    ).finally(() => {
      isWriting = false;
    });
    // All of them end, also when one complains: nothing of a broken run lives on in the next.
    for (const outcome of await Promise.allSettled([writing, ...ticking, ...reading])) {
      if (outcome.status === 'rejected') throw outcome.reason;
    }
    expect(observed.length, 'different states seen').toBeGreaterThan(10);
    for (const { version, state } of observed) {
      expect(state, `at version ${version}`).toEqual(projection(history, version));
    }
  },

  '[F4] an unusable cursor answers reset, and the snapshot it names can be had': async (world) => {
    const [topic, other] = [await world.newTopic(), await world.newTopic()];
    await write(world, topic, [put('thing', 'x', 1)]);
    await write(world, other, [put('secret', 'y', 1)]);
    const { feed } = await aReader(world, topic);
    const { reader: foreign } = await aReader(world, other);
    const { epoch } = (await head(world, topic)) as { epoch: string };
    const cursors = {
      'zzzzzz.0': 'epoch',
      [`${epoch}.99`]: 'future',
      [foreign.cursor as string]: 'epoch',
      nonsense: 'epoch',
    };
    for (const [cursor, reason] of Object.entries(cursors)) {
      const answer = await feed.since(topic, EVERYTHING, cursor);
      expect(answer, cursor).toMatchObject({ kind: 'reset', reason });
      const at = (answer as { snapshot: string }).snapshot;
      expect(await feed.snapshot(topic, EVERYTHING, at)).toMatchObject({ entities: '[["thing","x",1]]' });
      expect(await feed.snapshot(topic, EVERYTHING, cursor), `at ${cursor}`).toMatchObject({ kind: 'reset' });
    }
    expect(await feed.since('00000000-0000-4000-8000-000000000000', EVERYTHING, `${epoch}.1`)).toBeNull();
  },

  '[F5] any sequence of answers gives the same state as a fresh snapshot': async (world) => {
    const change = fc.tuple(
      fc.constantFrom('a', 'b', 'c', 'd'),
      fc.option(fc.nat(9)),
      fc.constantFrom('attendee', 'host'),
    );
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ write: fc.array(change, { minLength: 1, maxLength: 3 }) }) },
      { weight: 3, arbitrary: fc.record({ tick: fc.nat(1) }) },
      { weight: 5, arbitrary: fc.record({ poll: fc.nat(2), from: fc.nat(1) }) },
      { weight: 1, arbitrary: fc.constant({ restart: true }) },
    );
    const sequence = async (steps: (typeof step extends fc.Arbitrary<infer Step> ? Step : never)[]) => {
      const topic = await world.newTopic();
      const feeds = [createFeed({ store: world.store }), createFeed({ store: world.store })] as const;
      const readers = [new Reader(), new Reader(ATTENDEE), new Reader()] as const;
      for (const one of steps) {
        if ('write' in one)
          await write(
            world,
            topic,
            one.write.map(([id, body, audience]) => put('thing', `${audience}-${id}`, body, audience)),
          );
        else if ('tick' in one) await feeds[one.tick as 0].tick();
        else if ('poll' in one) await readers[one.poll as 0].poll(feeds[one.from as 0], topic);
        else await world.restart(topic);
      }
      for (const feed of feeds) await feed.tick();
      for (const reader of readers) {
        await reader.poll(feeds[0], topic);
        const fresh = new Reader(reader.view);
        await fresh.poll(createFeed({ store: world.store }), topic);
        expect(reader.state).toEqual(fresh.state);
        expect(reader.cursor).toBe(fresh.cursor);
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), sequence), {
      seed: 20_261,
      numRuns: 25,
    });
  },

  '[F6] an audience gets nothing of another one: no entity, no tombstone, only a larger cursor': async (
    world,
  ) => {
    const topic = await world.newTopic();
    const { feed, reader } = await aReader(world, topic, ATTENDEE);
    await write(world, topic, [put('note', 'private', 'canary', 'host')]);
    await write(world, topic, [
      put('note', 'private', null, 'host'),
      put('note', 'private', null),
      put('note', 'never', null),
    ]);
    await feed.tick();
    const before = reader.version;
    await reader.poll(feed, topic);
    expect(reader.version, '[W8] something changed').toBe(before + 2);
    const fresh = new Reader(ATTENDEE);
    await fresh.poll(feed, topic);
    expect([...reader.seen, ...fresh.seen]).toEqual([]);
  },

  '[F7] a cursor of long ago still works in a new process, and is told what went': async (world) => {
    const topic = await world.newTopic();
    await write(world, topic, [put('thing', 'gone', 1), put('thing', 'kept', 0)]);
    const { reader } = await aReader(world, topic);
    for (let n = 1; n <= 100; n++) await write(world, topic, [put('thing', 'kept', n)]);
    await write(world, topic, [put('thing', 'gone', null)]);
    const answer = await reader.poll(createFeed({ store: world.store }), topic);
    expect(answer, 'what went and what is').toMatchObject({
      kind: 'delta',
      entities: '[["thing","gone",null],["thing","kept",100]]',
    });
  },

  '[F8] a rewound history gets one new epoch, however many processes notice, and one of them raises the alarm':
    async (world) => {
      const topic = await world.newTopic();
      const alarms: string[] = [];
      const feeds = [0, 1].map(() =>
        createFeed({ store: world.store, onAlarm: (what) => alarms.push(what) }),
      ) as [Feed, Feed];
      const reader = new Reader();
      for (let n = 0; n < 5; n++) await write(world, topic, [put('thing', `t${n}`, n)]);
      for (const feed of feeds) await reader.poll(feed, topic);
      const before = parsePosition(reader.cursor as string)?.epoch;
      await world.rewind(topic, 2);
      await Promise.all(feeds.map((feed) => feed.tick()));
      await Promise.all(feeds.map((feed) => feed.tick()));
      const { epoch, version } = (await head(world, topic)) as { epoch: string; version: number };
      expect(epoch, 'the epoch').not.toBe(before);
      expect(alarms).toContain('rewound');
      for (const feed of feeds)
        expect(await feed.snapshot(topic, EVERYTHING)).toMatchObject({ cursor: `${epoch}.${version}` });
      await reader.poll(feeds[0], topic);
      expect(reader.resets).toEqual(['epoch']);
      // The reader itself complains when a row stands above its head (W8).
      await reader.poll(feeds[1], topic);
      await write(world, topic, [put('thing', 'after', 1)]);
      await feeds[1].tick();
      expect(await reader.poll(feeds[1], topic)).toMatchObject({
        kind: 'delta',
        entities: '[["thing","after",1]]',
      });
    },

  '[W7] who was here before a restart is told so': async (world) => {
    const topic = await world.newTopic();
    const { feed, reader } = await aReader(world, topic);
    await world.restart(topic);
    await world.restart(topic);
    await write(world, topic, [put('thing', 'x', 1)]);
    await feed.tick();
    await reader.poll(feed, topic);
    expect(reader.resets).toEqual(['restarted']);
    expect(reader.state).toEqual({ 'thing/x': 1 });
  },
} satisfies Record<string, Check>;

export type FeedRule = keyof typeof feedRules;

/** Registers every rule as a test. @param aWorld  A world of the calling test's own. */
export function feedContract(aWorld: () => Promise<FeedWorld>): void {
  for (const [title, check] of Object.entries<Check>(feedRules))
    test(title, async () => check(await aWorld()));
}

const put = (type: string, id: string, body: unknown, audience = 'attendee'): Change => ({
  audience,
  type,
  id,
  body,
});

async function aReader(world: FeedWorld, topic: string, view = EVERYTHING) {
  const feed = createFeed({ store: world.store });
  const reader = new Reader(view);
  await reader.poll(feed, topic);
  return { feed, reader };
}

async function write(world: FeedWorld, topic: string, changes: readonly Change[]): Promise<string> {
  const transaction = await world.begin();
  const cursor = await transaction.append(topic, changes);
  await transaction.commit();
  return cursor;
}

const head = async ({ store }: FeedWorld, topic: string) => (await store.heads([topic])).heads[0];

/** 25 transactions of one to three changes with pauses inside; every sixth is taken back. */
async function writeAtRandom(
  world: FeedWorld,
  topic: string,
  seed: number,
  history: Map<number, readonly Change[]>,
) {
  // mulberry32: small, seeded, good enough to spread writers.
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let n = 0; n < 25; n++) {
    const changes = Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
      put('thing', `t${Math.floor(random() * 8)}`, random() < 0.2 ? null : `${seed}`),
    ).filter((change, at, all) => all.findIndex(({ id }) => id === change.id) === at);
    const transaction = await world.begin();
    const cursor = await transaction.append(topic, changes);
    await sleep(random() * 6);
    if (random() < 1 / 6) await transaction.rollback();
    else {
      history.set(parsePosition(cursor)?.version as number, changes);
      await transaction.commit();
    }
  }
}

/** What all transactions up to `version` amount to. */
function projection(history: ReadonlyMap<number, readonly Change[]>, version: number): State {
  const state = new Map<string, unknown>();
  for (const at of [...history.keys()].filter((at) => at <= version).sort((a, b) => a - b)) {
    for (const { type, id, body } of history.get(at) as readonly Change[]) {
      if (body === null) state.delete(`${type}/${id}`);
      else state.set(`${type}/${id}`, body);
    }
  }
  return Object.fromEntries([...state].sort(([a], [b]) => (a < b ? -1 : 1)));
}
