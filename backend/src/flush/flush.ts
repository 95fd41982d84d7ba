/**
 * Group commit. What arrives for an event while its last flush runs is the next batch: one round trip, one version, one
 * wait for the disk, however many people tapped. Acknowledged only after the commit.
 *
 *   submit ──► queue ──10 ms──► flush_run (SQL) ──► answers ──► acknowledge
 *                ▲                   │ PL001, 40P01, 40001, 55P03: again
 *                └── what came in ◄──┘ PL002: rotate, again · a poisoned item: halve until it stands alone
 *
 * One flush in flight per process and event. Two items with the same key never share a batch, so that the second sees what the
 * first did. SQL: prisma/migrations, flush_run.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Feed, formatPosition, type Sql } from '#/feed/index.ts';

/** The first item waits this long for company. */
const GATHER_MS = 10;
const BATCH_MAX = 500;
/** Waiting items per event; beyond it the process is drowning and says so. */
const QUEUE_MAX = 20_000;
/** An item that is not committed by then is given up; the client sends it again. Under the 3 s of W14. */
const DEADLINE_MS = 2_500;

/** The batch raced with an act and judged the old state (PL001), or writers met (deadlock, conflict, lock wait): the same call again is right. */
const AGAIN = new Set(['PL001', '40P01', '40001', '55P03']);
const REWOUND = 'PL002';

/** What one item is told: SQL's answer object. `refused` carries an error code. */
export type FlushAnswer = { refused?: string } & Record<string, unknown>;

/** The write did not happen, or nobody knows: the client tries again with the same ids. */
export class FlushUnavailableError extends Error {
  /** What PostgreSQL says of a statement out of time: whoever knows its codes answers 503, not 500. */
  readonly code = '57014';
}

interface Item {
  readonly capability: string;
  /** What two items must not change in one batch. */
  readonly key: string;
  readonly data: Record<string, unknown>;
  /** Of the monotonic clock: a wall clock may be set, a frozen process must know that it slept. */
  readonly deadlineMs: number;
  resolve(answer: { cursor: string; answer: FlushAnswer }): void;
  reject(error: unknown): void;
}

interface Reply {
  epoch: string | null;
  version: number;
  /** Only where something changed. */
  committedAt?: number;
  rows?: [audience: string, type: string, id: string, body: unknown][];
  answers: Record<string, Record<string, FlushAnswer>>;
}

export interface FlushOptions {
  sql: Sql;
  feed: Feed;
  /** Whether an error means that the database is away: the whole batch is told so at once. */
  isAway: (error: unknown) => boolean;
  /** Names of capabilities with `<name>_flush_rows` and `<name>_flush_effects`, in the global lock order. */
  capabilities: readonly string[];
  onFlush?: (items: number, ms: number) => void;
}

export type Flush = ReturnType<typeof createFlush>;

export function createFlush({ sql, feed, isAway, capabilities, onFlush = () => {} }: FlushOptions) {
  const queues = new Map<string, { items: Item[]; isRunning: boolean }>();

  async function drain(event: string): Promise<void> {
    const queue = queues.get(event);
    if (!queue || queue.isRunning) return;
    queue.isRunning = true;
    await sleep(GATHER_MS);
    while (queue.items.length > 0) await commit(event, takeBatch(queue.items));
    queues.delete(event);
  }

  /** Runs a batch to its end: every item is resolved or rejected when this returns. Never throws. */
  async function commit(event: string, batch: Item[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const now = performance.now();
      // The others were told already: see `submit`.
      batch = batch.filter((item) => item.deadlineMs > now);
      if (batch.length === 0) return;
      try {
        const reply = await run(event, batch);
        remember(event, reply);
        onFlush(batch.length, performance.now() - now);
        const cursor = formatPosition({ epoch: reply.epoch ?? '', version: reply.version });
        for (const [n, item] of batch.entries()) {
          const answer = reply.answers[item.capability]?.[n];
          if (answer) item.resolve({ cursor, answer });
          else item.reject(new Error(`${item.capability}_flush_rows gave no answer`));
        }
        return;
      } catch (error) {
        const code = (error as { code?: string }).code ?? '';
        if (AGAIN.has(code)) {
          await sleep(Math.min(attempt, 10) * 2);
        } else if (code === REWOUND) {
          await feed.repair(event).catch(() => {});
          await sleep(20);
        } else if (isAway(error)) {
          for (const item of batch)
            item.reject(new FlushUnavailableError('the database is away', { cause: error }));
          return;
        } else if (batch.length === 1) {
          batch[0]?.reject(error);
          return;
        } else {
          // One of them poisons the statement: nobody else pays for it.
          const middle = batch.length >> 1;
          await commit(event, batch.slice(0, middle));
          await commit(event, batch.slice(middle));
          return;
        }
      }
    }
  }

  async function run(event: string, batch: readonly Item[]): Promise<Reply> {
    const batches = capabilities.flatMap((capability) => {
      const items = batch.flatMap((item, n) => (item.capability === capability ? [{ ...item.data, n }] : []));
      return items.length > 0 ? [{ capability, items: columnsOf(items) }] : [];
    });
    const known = feed.known(event);
    const { rows } = await sql.query<{ reply: Reply }>({
      name: 'flush_run',
      text: 'select flush_run($1, $2, $3, $4) as reply',
      values: [event, known?.epoch ?? '', known?.version ?? 0, JSON.stringify(batches)],
    });
    return (rows[0] as { reply: Reply }).reply;
  }

  /** The feed publishes it with the next tick, without reading it back. */
  function remember(event: string, { epoch, version, committedAt, rows }: Reply): void {
    if (epoch === null) return;
    const at = { epoch, version };
    if (committedAt === undefined || !rows) {
      // Nothing changed, and yet somebody is told this cursor: it must never mean something else.
      feed.committed(event, at);
      return;
    }
    feed.committed(event, {
      ...at,
      committedAt,
      rows: rows.map(([audience, type, id, body]) => ({ audience, type, id, version, body })),
    });
  }

  return {
    /**
     * Queues one item and resolves once its batch is committed.
     *
     * @param key  Items of one capability with the same key are committed one after another.
     * @returns the cursor at which the write is visible, and SQL's answer for this item (it may be a refusal).
     * @throws {FlushUnavailableError} when the outcome is unknown or nothing was written: send the same again.
     */
    submit(event: string, capability: string, key: string, data: Record<string, unknown>) {
      return new Promise<{ cursor: string; answer: FlushAnswer }>((resolve, reject) => {
        const queue = queues.get(event) ?? { items: [], isRunning: false };
        queues.set(event, queue);
        if (queue.items.length >= QUEUE_MAX) {
          reject(new FlushUnavailableError('too much is waiting'));
          return;
        }
        // Also for who waits behind a stuck flush, whose own statement would come too late (W14).
        const timer = setTimeout(
          () => reject(new FlushUnavailableError('not committed in time')),
          DEADLINE_MS,
        );
        queue.items.push({
          capability,
          key,
          data,
          deadlineMs: performance.now() + DEADLINE_MS,
          resolve(answer) {
            clearTimeout(timer);
            resolve(answer);
          },
          reject(error) {
            clearTimeout(timer);
            reject(error);
          },
        });
        void drain(event);
      });
    },

    /** Items that wait for their commit, over all events. */
    waiting: () => [...queues.values()].reduce((sum, queue) => sum + queue.items.length, 0),
  };
}

/** Takes up to `BATCH_MAX` items off the queue, at most one per key; the others keep their order and wait. */
function takeBatch(items: Item[]): Item[] {
  const batch: Item[] = [];
  const left: Item[] = [];
  const keys = new Set<string>();
  let seen = 0;
  for (; seen < items.length && batch.length < BATCH_MAX; seen++) {
    const item = items[seen] as Item;
    const key = `${item.capability} ${item.key}`;
    if (keys.has(key)) left.push(item);
    else batch.push(item);
    keys.add(key);
  }
  // Only what was looked at moves: the queue may be 20,000 long.
  items.splice(0, seen, ...left);
  return batch;
}

/** Rows as columns, each an array literal of PostgreSQL: objects of seven keys cost the database more to parse than to store. */
function columnsOf(rows: readonly Record<string, unknown>[]): Record<string, string> {
  // Of all rows: a name that only the first one lacked would be taken from everybody.
  const names = [...new Set(rows.flatMap(Object.keys))];
  return Object.fromEntries(
    names.map((name) => [name, `{${rows.map((row) => element(row[name])).join(',')}}`]),
  );
}

/** Ids and short words need no quotes; the word NULL would be no text without them. */
const PLAIN = /^(?!null$)[0-9a-z-]+$/i;

function element(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return PLAIN.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
}
