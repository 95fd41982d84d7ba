/**
 * Keeps the topics that are being read in memory and answers "what changed since?" from there.
 * Rules F1–F9 in SPEC.md; when and why it looks at the store is drawn there too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, FeedAwayError, type View } from './answer.ts';
import { createColdLoader } from './cold.ts';
import { type Position, parsePosition } from './cursor.ts';
import type { Commit, FeedStore } from './store.ts';
import { Topic } from './topic.ts';
import { createTurns } from './turns.ts';

export interface FeedOptions {
  store: FeedStore;
  /** How often heads are read and changes published. 200 ms: at most 5 cursors a second, which everybody shares (W15). */
  tickMs?: number;
  /** At most one extra look or publication per topic in this time, so that cursors from the future cannot drive the database (W6). */
  lookEveryMs?: number;
  lookDeadlineMs?: number;
  /** A topic nobody read for so long leaves the memory. */
  idleMs?: number;
  /** Topics in memory; beyond it the longest unread ones leave. */
  topicsMax?: number;
  deltaBytesMax?: number;
  /** The clock all processes share, ms since 1970: ticks are aligned to it. */
  nowMs?: () => number;
  /** Hears the store's clock, ms since 1970, with every answer. */
  onTime?: (nowMs: number) => void;
  /** Something an operator must hear of: history was rewound, or a cursor came from the future. */
  onAlarm?: (what: 'rewound' | 'future', topic: string) => void;
}

/** Reads of histories at once: beside the writes of a process under load they leave room in a pool of ten. */
const READS_AT_ONCE = 4;
/** Heads of own commits to remember, of topics that nobody reads here. */
const SEEN_MAX = 10_000;

export type Feed = ReturnType<typeof createFeed>;

export function createFeed(options: FeedOptions) {
  const { store, tickMs = 200, lookEveryMs = 100, lookDeadlineMs = 1_000, idleMs = 300_000 } = options;
  const { topicsMax = 5_000, deltaBytesMax = 32 * 1024, nowMs = Date.now } = options;
  const { onTime = () => {}, onAlarm = () => {} } = options;
  const topics = new Map<string, Topic>();
  /** How far this process itself has written: what it must never see undone (F8). */
  const written = new Map<string, Position>();
  const inTurn = createTurns(READS_AT_ONCE);
  /** When the store last answered; and when it was first asked in vain since then. */
  let heardAtMs = performance.now();
  let failingSinceMs: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let isStopped = false;

  function heardOfStore(storeMs: number): void {
    heardAtMs = performance.now();
    failingSinceMs = null;
    if (storeMs > 0) onTime(storeMs);
  }

  /** The highest position this process has seen; no history of that epoch may end below it. */
  function known(id: string): Position | null {
    const [read, own] = [topics.get(id)?.newest, written.get(id)];
    if (!read || !own) return read ?? own ?? null;
    return own.epoch === read.epoch && own.version > read.version ? own : read;
  }

  function remember(id: string, { epoch, version }: Position): void {
    written.delete(id);
    written.set(id, { epoch, version });
    const [oldest] = written.keys();
    if (written.size > SEEN_MAX && oldest !== undefined) written.delete(oldest);
  }

  /**
   * What happened above `from`; all of it where the epoch is another one. A history that ends below what this process has seen
   * gets a new epoch first (F8).
   */
  async function readHistory(id: string, from: Position | null) {
    const seen = known(id);
    let read = await store.changes(id, from?.version ?? -1);
    if (!read) return null;
    if (read.head.epoch === seen?.epoch && read.head.version < seen.version) {
      onAlarm('rewound', id);
      await store.rotate(id, seen.epoch);
      read = await store.changes(id, -1);
    } else if (from && read.head.epoch !== from.epoch) {
      read = await store.changes(id, -1);
    }
    if (read) heardOfStore(read.nowMs);
    return read;
  }

  /** Reads what is new and publishes it. Throws when the store cannot be reached. */
  function catchUp(topic: Topic): Promise<void> {
    const run = topic.reading.then(async () => {
      const read = await readHistory(topic.id, topic.head);
      // Purged while we held it: the next reader finds nothing and answers so.
      if (!read) topics.delete(topic.id);
      else topic.publish(read.head, read.rows);
    });
    topic.reading = run.catch(() => {});
    return run;
  }

  /** At most one extra look or publication of a topic per `lookEveryMs`. */
  async function turn(topic: Topic): Promise<void> {
    const waitMs = topic.lookAtMs + lookEveryMs - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    topic.lookAtMs = performance.now();
  }

  /** A look at the store that begins after this call: single flight, deadline 1 s. */
  function look(topic: Topic): Promise<void> {
    topic.nextLook ??= topic.reading
      .then(() => turn(topic))
      .then(() => {
        topic.nextLook = null;
        return catchUp(topic);
      });
    return within(topic.nextLook, lookDeadlineMs);
  }

  /** Publishes the own commits before the tick: they need no reading. */
  function publishOwn(topic: Topic): Promise<void> {
    topic.nextOwn ??= turn(topic).then(() => {
      topic.nextOwn = null;
      topic.publishOwn();
    });
    return topic.nextOwn;
  }

  const loadCold = createColdLoader<Topic>({
    inTurn,
    async exist(ids) {
      const { heads, nowMs: storeMs } = await store.heads(ids);
      heardOfStore(storeMs);
      return new Set(heads.map((head) => head.topic));
    },
    async read(id) {
      const read = await readHistory(id, null);
      if (!read) return null;
      const topic = new Topic(id, read, performance.now());
      topics.set(id, topic);
      return topic;
    },
  });

  function load(id: string): Promise<Topic | null> {
    const loaded = topics.get(id);
    return loaded ? Promise.resolve(loaded) : within(loadCold(id), lookDeadlineMs);
  }

  /** The topic once what is published contains `at`, where need be after a look; as far as it goes; `null` where there is none. */
  async function topicAt(id: string, at: Position | null): Promise<Topic | null> {
    const topic = await load(id);
    if (!topic || (at && topic.contains(at))) return topic;
    if (at && topic.reaches(at)) await publishOwn(topic);
    if (!at || !topic.contains(at)) await look(topic);
    // It may have left the memory meanwhile, or be gone for good.
    return load(id);
  }

  /** Answers about `at` from what is published; `miss` where the store cannot be reached. */
  async function answerAt(
    id: string,
    at: Position | null,
    hit: (topic: Topic) => Answer,
    miss: () => Answer,
  ): Promise<Answer | null> {
    let topic: Topic | null;
    try {
      topic = await topicAt(id, at);
    } catch {
      return miss();
    }
    if (!topic) return null;
    topic.wasRead = true;
    if (at && topic.contains(at)) return hit(topic);
    const answer = topic.reset(at);
    if (answer.reason === 'future') onAlarm('future', id);
    return answer;
  }

  /** For how long the store has been asked in vain, ms; 0 while it answers. */
  const silentMs = () => (failingSinceMs === null ? 0 : performance.now() - failingSinceMs);

  return {
    /** The answer to a poll if memory alone can give it: two map lookups when somebody asked before. Else `undefined`. */
    peek(id: string, view: View, since: string): Answer | undefined {
      const topic = topics.get(id);
      if (!topic) return undefined;
      topic.wasRead = true;
      const shared = topic.shared(view, since);
      if (shared) return shared;
      const at = parsePosition(since);
      return at && topic.contains(at) ? topic.delta(view, since, at, deltaBytesMax) : undefined;
    },

    /** What changed since `since`; `null` for an unknown topic. Never throws: an unusable cursor is a reset (F4). */
    since(id: string, view: View, since: string): Promise<Answer | null> {
      const at = parsePosition(since);
      return answerAt(
        id,
        at,
        (topic) => topic.delta(view, since, at as Position, deltaBytesMax),
        () => ({ kind: 'echo', cursor: since }),
      );
    },

    /**
     * Everything alive, or a reset when `at` cannot be used; `null` for an unknown topic. Without `at` never older than a tick, unless
     * the store is away.
     * @throws {FeedAwayError} when the store is away and memory cannot answer.
     */
    async snapshot(id: string, view: View, at?: string): Promise<Answer | null> {
      if (at !== undefined) {
        return answerAt(id, parsePosition(at), (topic) => topic.snapshot(view), away);
      }
      const topic = await load(id).catch(away);
      if (!topic) return null;
      topic.wasRead = true;
      // This process was frozen, or its ticks are late: it does not know how old its memory is. While the store is away it does.
      const isLate = failingSinceMs === null && performance.now() - heardAtMs > 2 * tickMs;
      const fresh = isLate ? await topicAt(id, null).catch(() => topic) : topic;
      return fresh ? fresh.snapshot(view) : null;
    },

    /**
     * Whether the audience was ever written to; looks again before it says no.
     * @throws {FeedAwayError} when the store is away: what cannot be looked up is not known to be missing.
     */
    async knowsAudience(id: string, audience: string): Promise<boolean> {
      const topic = await load(id).catch(away);
      if (!topic) return false;
      if (topic.has(audience)) return true;
      await look(topic).catch(away);
      return (await load(id).catch(away))?.has(audience) ?? false;
    },

    /** Resolves once this process has published `cursor`, or rejects after `ms`. */
    async waitPast(id: string, cursor: string, ms: number): Promise<void> {
      const at = parsePosition(cursor);
      const topic = await load(id);
      if (!at || !topic) throw new RangeError('nothing to wait for');
      let giveUp = () => {};
      const reached = new Promise<void>((resolve) => {
        const wake = () => {
          if (topic.contains(at)) resolve();
          else giveUp = topic.onPublished(wake);
        };
        wake();
      });
      try {
        await within(reached, ms);
      } finally {
        giveUp();
      }
    },

    known,

    /** This process committed: published with the next tick, without reading it back. Without rows only the position is remembered. */
    committed(id: string, commit: Position | Commit): void {
      const last = known(id);
      if (last?.epoch !== commit.epoch || commit.version > last.version) remember(id, commit);
      if ('rows' in commit) topics.get(id)?.committed(commit);
    },

    /** A writer was told that the head is below what this process has seen: give the history a new epoch now (F8). */
    async repair(id: string): Promise<void> {
      const topic = topics.get(id);
      if (topic) return catchUp(topic);
      const read = await readHistory(id, null);
      if (read) remember(id, read.head);
    },

    silentMs,

    /** Topics in memory. */
    size: () => topics.size,

    start(): void {
      const schedule = () => {
        if (isStopped) return;
        // Aligned to the clock of all, so that all processes publish the same few cursors.
        timer = setTimeout(
          () => {
            // One history that is slow to read holds up nobody else's.
            ticking = readHeads()
              .then((moved) => {
                for (const topic of moved) void follow(topic);
              })
              .finally(schedule);
          },
          tickMs - (nowMs() % tickMs),
        );
        timer.unref();
      };
      schedule();
    },

    async stop(): Promise<void> {
      isStopped = true;
      clearTimeout(timer);
      await ticking;
    },

    tick,
  };

  /** Once what a timer does: reads heads, and whatever moved. */
  async function tick(): Promise<void> {
    await Promise.all((await readHeads()).map(follow));
  }

  /** Catches up with a topic that moved, unless that is under way. Never throws: the next tick tries again. */
  async function follow(topic: Topic): Promise<void> {
    if (topic.isBehind) return;
    topic.isBehind = true;
    try {
      await inTurn(() => catchUp(topic));
    } catch {
      // What is published is served on; `silentMs` tells the shell to slow everyone down.
    } finally {
      topic.isBehind = false;
    }
  }

  /** One query for the heads of all loaded topics; publishes own commits. @returns the topics that others moved. */
  async function readHeads(): Promise<Topic[]> {
    evict();
    const asked = new Map([...topics].map(([id, topic]) => [topic, known(id) as Position]));
    if (asked.size === 0) return [];
    const askedAtMs = performance.now();
    try {
      const { heads, nowMs: storeMs } = await store.heads([...asked.keys()].map(({ id }) => id));
      heardOfStore(storeMs);
      const found = new Map(heads.map((head) => [head.topic, head]));
      const moved: Topic[] = [];
      for (const [topic, seen] of asked) {
        const head = found.get(topic.id);
        if (!head) topics.delete(topic.id);
        // Lower than known may only mean that this read is older than a look that overtook it: catchUp, which runs in turn, decides.
        else if (head.epoch === seen.epoch && head.version < seen.version) moved.push(topic);
        else if (topic.reaches(head)) topic.publishOwn(head);
        else if (!isSame(head, topic.head)) moved.push(topic);
      }
      return moved;
    } catch {
      failingSinceMs ??= askedAtMs;
      return [];
    }
  }

  function evict(): void {
    const now = performance.now();
    for (const topic of topics.values()) {
      if (topic.wasRead || topic.isWaitedFor) topic.readAtMs = now;
      else if (now - topic.readAtMs > idleMs) forget(topic);
      topic.wasRead = false;
    }
    if (topics.size <= topicsMax) return;
    const byAge = [...topics.values()].sort((a, b) => a.readAtMs - b.readAtMs);
    for (const topic of byAge.slice(0, topics.size - topicsMax)) forget(topic);
  }

  function forget(topic: Topic): void {
    remember(topic.id, known(topic.id) ?? topic.newest);
    topics.delete(topic.id);
  }
}

const isSame = (a: Position, b: Position) => a.epoch === b.epoch && a.version === b.version;

function away(): never {
  throw new FeedAwayError('the database is away');
}

/** @throws {FeedAwayError} after `ms`. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  const deadline = new AbortController();
  try {
    return await Promise.race([
      promise,
      sleep(ms, undefined, { signal: deadline.signal, ref: false }).then(() => {
        throw new FeedAwayError(`no answer within ${ms} ms`);
      }),
    ]);
  } finally {
    deadline.abort();
  }
}
