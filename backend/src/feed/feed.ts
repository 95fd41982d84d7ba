/**
 * Keeps the topics that are being read in memory and answers "what changed since?" from there.
 * Rules F1–F9 in SPEC.md; when and why it looks at the store is drawn there too.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { formatPosition, type Position, parsePosition } from './cursor.ts';
import { Replica } from './replica.ts';
import type { FeedStore, Head } from './store.ts';

/** Which audiences a reader sees together; a name, so that equal views share their answers. */
export interface View {
  readonly name: string;
  readonly audiences: readonly string[];
}

interface Common {
  /** What the writers keep beside the head. */
  readonly note: Head['note'];
}
export type Answer =
  | (Common & { kind: 'delta'; from: string; cursor: string; committedAt: number; entities: string })
  | (Common & { kind: 'snapshot'; cursor: string; committedAt: number; entities: string })
  | (Common & { kind: 'reset'; reason: 'epoch' | 'future' | 'too-large' | 'restarted'; snapshot: string })
  /** The store is out of reach and the cursor cannot be judged: the reader stays where it is (W6). */
  | { kind: 'echo'; cursor: string };

/** The store is out of reach and nothing in memory can answer. */
export class FeedAwayError extends Error {}

export interface FeedOptions {
  store: FeedStore;
  /** How often heads are read and changes published. 200 ms: at most 5 cursors a second, which everybody shares (W15). */
  tickMs?: number;
  /** At most one extra look per topic in this time, so that cursors from the future cannot drive the database (W6). */
  lookEveryMs?: number;
  lookDeadlineMs?: number;
  /** A topic nobody read for so long leaves the memory. */
  idleMs?: number;
  deltaBytesMax?: number;
  /** Hears the store's clock, ms since 1970, with every answer. */
  onTime?: (nowMs: number) => void;
  /** Something an operator must hear of: history was rewound, or a cursor came from the future. */
  onAlarm?: (what: 'rewound' | 'future', topic: string) => void;
}

interface Topic {
  readonly id: string;
  replica: Replica;
  cursor: string;
  /** view name → since → answer; emptied at each publication. */
  answers: Map<string, Map<string, Answer>>;
  readAtMs: number;
  /** Reads of this topic run one after another: an answer that overtakes another must not look like a rewind. */
  reading: Promise<void>;
  lookAtMs: number;
  nextLook: Promise<void> | null;
  waiting: Set<() => void>;
}

export type Feed = ReturnType<typeof createFeed>;

export function createFeed(options: FeedOptions) {
  const { store, tickMs = 200, lookEveryMs = 100, lookDeadlineMs = 1000, idleMs = 300_000 } = options;
  const { deltaBytesMax = 32 * 1024, onTime = () => {}, onAlarm = () => {} } = options;
  const topics = new Map<string, Topic>();
  const loading = new Map<string, Promise<Topic | null>>();
  let reachedAtMs = Date.now();
  let timer: NodeJS.Timeout | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let isStopped = false;

  function heardOfStore(nowMs: number): void {
    reachedAtMs = Date.now();
    if (nowMs > 0) onTime(nowMs);
  }

  function publish(topic: Topic): void {
    topic.cursor = formatPosition(topic.replica.head);
    topic.answers = new Map();
    const waiting = topic.waiting;
    topic.waiting = new Set();
    for (const wake of waiting) wake();
  }

  /** Reads what is new and publishes it. Throws when the store cannot be reached. */
  function catchUp(topic: Topic): Promise<void> {
    const run = topic.reading.then(async () => {
      const known = topic.replica.head;
      let read = await store.changes(topic.id, known.version);
      if (!read) {
        // Purged while we held it. The next reader finds nothing and answers so.
        topics.delete(topic.id);
        return;
      }
      if (read.head.epoch === known.epoch && read.head.version < known.version) {
        onAlarm('rewound', topic.id);
        await store.rotate(topic.id, known.epoch);
        read = await store.changes(topic.id, -1);
      } else if (read.head.epoch !== known.epoch) {
        read = await store.changes(topic.id, -1);
      }
      if (!read) return;
      heardOfStore(read.nowMs);
      if (read.head.epoch !== known.epoch) topic.replica = new Replica(read.head, read.rows);
      else if (read.head.version > known.version) topic.replica.apply(read.head, read.rows);
      else return;
      publish(topic);
    });
    topic.reading = run.catch(() => {});
    return run;
  }

  /** A look at the store that begins after this call: single flight, at most one per `lookEveryMs`, deadline 1 s. */
  function look(topic: Topic): Promise<void> {
    topic.nextLook ??= (async () => {
      await topic.reading;
      const waitMs = topic.lookAtMs + lookEveryMs - Date.now();
      if (waitMs > 0) await sleep(waitMs);
      topic.nextLook = null;
      topic.lookAtMs = Date.now();
      await catchUp(topic);
    })();
    return within(topic.nextLook, lookDeadlineMs);
  }

  function load(id: string): Promise<Topic | null> {
    const loaded = topics.get(id);
    if (loaded) return Promise.resolve(loaded);
    let pending = loading.get(id);
    if (!pending) {
      pending = store
        .changes(id, -1)
        .then((read) => {
          if (!read) return null;
          heardOfStore(read.nowMs);
          const topic: Topic = {
            id,
            replica: new Replica(read.head, read.rows),
            cursor: formatPosition(read.head),
            answers: new Map(),
            readAtMs: Date.now(),
            reading: Promise.resolve(),
            lookAtMs: 0,
            nextLook: null,
            waiting: new Set(),
          };
          topics.set(id, topic);
          return topic;
        })
        .finally(() => loading.delete(id));
      loading.set(id, pending);
    }
    return within(pending, lookDeadlineMs);
  }

  const isWithin = (topic: Topic, at: Position) =>
    at.epoch === topic.replica.head.epoch && at.version <= topic.replica.head.version;

  /** The view's answers to share; ones nobody can share when none of its audiences exists: names are the caller's to make up (F9). */
  function answersOf(topic: Topic, view: View): Map<string, Answer> {
    let answers = topic.answers.get(view.name);
    if (!answers) {
      answers = new Map();
      if (view.audiences.some((audience) => topic.replica.has(audience)))
        topic.answers.set(view.name, answers);
    }
    return answers;
  }

  function delta(topic: Topic, view: View, since: string, at: Position): Answer {
    const answers = answersOf(topic, view);
    let answer = answers.get(since);
    if (!answer) {
      const { head } = topic.replica;
      const entities = topic.replica.delta(view.audiences, at.version);
      answer =
        Buffer.byteLength(entities) > deltaBytesMax
          ? { kind: 'reset', reason: 'too-large', snapshot: topic.cursor, note: head.note }
          : {
              kind: 'delta',
              from: since,
              cursor: topic.cursor,
              committedAt: head.committedAt,
              note: head.note,
              entities,
            };
      // Honest readers share a few cursors; a stranger may send every old one. 256 bounds what they can make us keep.
      if (answers.size < 256) answers.set(since, answer);
    }
    return answer;
  }

  function everything(topic: Topic, view: View): Answer {
    const answers = answersOf(topic, view);
    let answer = answers.get('');
    if (!answer) {
      const { head, snapshot } = {
        head: topic.replica.head,
        snapshot: topic.replica.snapshot(view.audiences),
      };
      answer = {
        kind: 'snapshot',
        cursor: topic.cursor,
        committedAt: head.committedAt,
        note: head.note,
        entities: snapshot,
      };
      answers.set('', answer);
    }
    return answer;
  }

  /** Why a cursor that is not within what we hold, even after a fresh look, cannot be used. */
  function reset(topic: Topic, at: Position | null): Answer {
    const { head } = topic.replica;
    const reason =
      at?.epoch === head.epoch ? 'future' : at && head.restarts.includes(at.epoch) ? 'restarted' : 'epoch';
    if (reason === 'future') onAlarm('future', topic.id);
    return { kind: 'reset', reason, snapshot: topic.cursor, note: head.note };
  }

  async function answerAt(
    id: string,
    at: Position | null,
    hit: (topic: Topic) => Answer,
    miss: () => Answer,
  ) {
    let topic: Topic | null;
    try {
      topic = await load(id);
      if (!topic) return null;
      topic.readAtMs = Date.now();
      if (at && isWithin(topic, at)) return hit(topic);
      await look(topic);
    } catch {
      return miss();
    }
    topic = topics.get(id) ?? null;
    if (!topic) return null;
    return at && isWithin(topic, at) ? hit(topic) : reset(topic, at);
  }

  return {
    /** The answer to a poll if memory alone can give it: two map lookups when somebody asked before. Else `undefined`. */
    peek(id: string, view: View, since: string): Answer | undefined {
      const topic = topics.get(id);
      if (!topic) return undefined;
      topic.readAtMs = Date.now();
      const shared = topic.answers.get(view.name)?.get(since);
      if (shared) return shared;
      const at = parsePosition(since);
      return at && isWithin(topic, at) ? delta(topic, view, since, at) : undefined;
    },

    /** What changed since `since`; `null` for an unknown topic. Never throws: an unusable cursor is a reset (F4). */
    since(id: string, view: View, since: string): Promise<Answer | null> {
      const at = parsePosition(since);
      return answerAt(
        id,
        at,
        (topic) => delta(topic, view, since, at as Position),
        () => ({ kind: 'echo', cursor: since }),
      );
    },

    /**
     * Everything alive, or a reset when `at` cannot be used; `null` for an unknown topic.
     * @throws {FeedAwayError} when the store is away and memory cannot answer.
     */
    async snapshot(id: string, view: View, at?: string): Promise<Answer | null> {
      if (at !== undefined) {
        return answerAt(id, parsePosition(at), (topic) => everything(topic, view), away);
      }
      const topic = await load(id).catch(away);
      if (!topic) return null;
      topic.readAtMs = Date.now();
      return everything(topic, view);
    },

    /**
     * Whether the audience was ever written to; looks again before it says no.
     * @throws {FeedAwayError} when the store is away: what cannot be looked up is not known to be missing.
     */
    async knowsAudience(id: string, audience: string): Promise<boolean> {
      const topic = await load(id).catch(away);
      if (!topic) return false;
      if (topic.replica.has(audience)) return true;
      await look(topic).catch(away);
      return topics.get(id)?.replica.has(audience) ?? false;
    },

    /** Resolves once this process has published `cursor`, or rejects after `ms`. */
    async waitPast(id: string, cursor: string, ms: number): Promise<void> {
      const at = parsePosition(cursor);
      const topic = await load(id);
      if (!at || !topic) throw new RangeError('nothing to wait for');
      if (isWithin(topic, at)) return;
      let wake = () => {};
      const reached = new Promise<void>((resolve) => {
        wake = () => {
          if (isWithin(topic, at)) resolve();
          else topic.waiting.add(wake);
        };
      });
      topic.waiting.add(wake);
      try {
        await within(reached, ms);
      } finally {
        // Who gave up must not hold the topic in memory.
        topic.waiting.delete(wake);
      }
    },

    /** Where the topic stands in this process; the flush hands it to SQL, which refuses a rewound head (F8). */
    known(id: string): Position | null {
      return topics.get(id)?.replica.head ?? null;
    },

    /** A writer found the head below what this process has seen: rotate now. */
    async repair(id: string): Promise<void> {
      const topic = topics.get(id);
      if (topic) await catchUp(topic);
    },

    /** How long ago the store last answered, ms. */
    silentMs: () => (topics.size === 0 ? 0 : Date.now() - reachedAtMs),

    /** Topics in memory. */
    size: () => topics.size,

    start(): void {
      const schedule = () => {
        if (isStopped) return;
        // Aligned to the wall clock, so that all processes publish the same few cursors.
        timer = setTimeout(
          () => {
            ticking = tick().finally(schedule);
          },
          tickMs - (Date.now() % tickMs),
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

  /** One query for the heads of all loaded topics; those that moved are caught up and published. */
  async function tick(): Promise<void> {
    for (const topic of topics.values()) {
      if (Date.now() - topic.readAtMs > idleMs && topic.waiting.size === 0) topics.delete(topic.id);
    }
    const asked = [...topics.keys()];
    if (asked.length === 0) return;
    try {
      const { heads, nowMs } = await store.heads(asked);
      heardOfStore(nowMs);
      const found = new Set(heads.map((head) => head.topic));
      for (const id of asked) if (!found.has(id)) topics.delete(id);
      const moved = heads.flatMap((head) => {
        const topic = topics.get(head.topic);
        const known = topic?.replica.head;
        // Lower than known may only mean that this read is older than a look that overtook it: catchUp, which runs in turn, decides.
        return topic && known && (head.epoch !== known.epoch || head.version !== known.version)
          ? [topic]
          : [];
      });
      await Promise.all(moved.map(catchUp));
    } catch {
      // The last head is served on; `silentMs` tells the shell to slow everyone down.
    }
  }
}

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
