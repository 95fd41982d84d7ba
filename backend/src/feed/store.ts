/**
 * The seam between the engine and where history is kept. A store answers two questions, each from one consistent read,
 * and performs one repair.
 */

/** Anything that runs one SQL statement: a pool, a client inside a transaction. */
export interface Sql {
  // biome-ignore lint/suspicious/noExplicitAny: rows are whatever the statement selects; each caller names its shape
  query<R = any>(
    text: string | { name: string; text: string; values: unknown[] },
    values?: unknown[],
  ): Promise<{ rows: R[] }>;
}

/** Where a topic's history stands. */
export interface Head {
  readonly topic: string;
  readonly epoch: string;
  readonly version: number;
  /** Commit time of `version`, ms since 1970 in the store's clock. */
  readonly committedAt: number;
  /** Whatever writers keep beside the head; opaque here. */
  readonly note: Readonly<Record<string, unknown>>;
  /** Earlier epochs that ended because the topic was restarted on purpose. */
  readonly restarts: readonly string[];
}

/** The last version of one entity; `body` null is a tombstone. */
export interface Row {
  readonly audience: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly body: unknown;
}

/** What a committed transaction of this process did: where it stands, and the rows it wrote there. */
export interface Commit {
  readonly epoch: string;
  readonly version: number;
  /** Ms since 1970 in the store's clock. */
  readonly committedAt: number;
  readonly rows: readonly Row[];
}

/** One change to append; `body` null = gone. */
export interface Change {
  readonly audience: string;
  readonly type: string;
  readonly id: string;
  readonly body: unknown;
}

export interface FeedStore {
  /** Heads of the topics that exist, and the store's clock, in one read. */
  heads(topics: readonly string[]): Promise<{ heads: Head[]; nowMs: number }>;
  /** Head and every row above `version`, in one statement (F3); `null` for an unknown topic. */
  changes(topic: string, version: number): Promise<{ head: Head; rows: Row[]; nowMs: number } | null>;
  /** Gives the topic a new epoch if it still has `epoch` (F8). */
  rotate(topic: string, epoch: string): Promise<void>;
}
