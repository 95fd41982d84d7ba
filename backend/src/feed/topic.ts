/**
 * One topic in memory: what is published, what this process committed itself since then, and the answers its readers share.
 * Pure: it is handed what was read or committed, and told when to publish; that is `feed.ts`'s.
 */
import type { Delta, Reset, Snapshot, View } from './answer.ts';
import { formatPosition, type Position } from './cursor.ts';
import { Replica } from './replica.ts';
import type { Commit, Head, Row } from './store.ts';

/** Readers share the cursors published lately: 64 are the last 13 s at five a second. */
const RECENT_MAX = 64;
/** Other answers kept per view: a stranger may ask from every old cursor, and must not make us keep them all (F9). */
const OTHERS_MAX = 256;

export class Topic {
  readonly id: string;
  /** Somebody asked since the last tick. */
  wasRead = true;
  /** When it was read last, at a tick's precision; ms of the monotonic clock. */
  readAtMs: number;
  /** A catch-up that a tick asked for is under way. */
  isBehind = false;
  /** Reads of this topic run one after another: an answer that overtakes another must not look like a rewind. */
  reading: Promise<void> = Promise.resolve();
  /** The look, and the publication of own commits, that the next asker may share; and when the last of them began. */
  nextLook: Promise<void> | null = null;
  nextOwn: Promise<void> | null = null;
  lookAtMs = Number.NEGATIVE_INFINITY;

  #replica: Replica;
  #cursor: string;
  /** Commits of this process above the published head, without a gap: they need no reading. */
  #own: Commit[] = [];
  /** view name → since → answer; emptied at each publication. */
  #answers = new Map<string, Map<string, Delta | Reset>>();
  #snapshots = new Map<string, Snapshot>();
  #recent: string[] = [];
  #waiting = new Set<() => void>();

  constructor(id: string, { head, rows }: { head: Head; rows: readonly Row[] }, nowMs: number) {
    this.id = id;
    this.readAtMs = nowMs;
    this.#replica = new Replica(head, rows);
    this.#cursor = formatPosition(head);
  }

  /** What is published. */
  get head(): Head {
    return this.#replica.head;
  }

  /** The highest position this process knows to be committed. */
  get newest(): Position {
    return this.#own.at(-1) ?? this.#replica.head;
  }

  get isWaitedFor(): boolean {
    return this.#waiting.size > 0;
  }

  has(audience: string): boolean {
    return this.#replica.has(audience);
  }

  /** Whether what is published contains the position. */
  contains(at: Position): boolean {
    return at.epoch === this.head.epoch && at.version <= this.head.version;
  }

  /** Whether publishing own commits would contain it. */
  reaches({ epoch, version }: Position): boolean {
    return (
      this.#own.length > 0 &&
      epoch === this.head.epoch &&
      version > this.head.version &&
      version <= this.newest.version
    );
  }

  /** This process committed; kept only where it continues what is known, for between two own commits others may lie. */
  committed(commit: Commit): void {
    const { epoch, version } = this.newest;
    if (commit.epoch === epoch && commit.version === version + 1) this.#own.push(commit);
  }

  /** Publishes own commits: up to `head`, which they must reach, where it was read; else all of them. */
  publishOwn(head?: Head): void {
    const last = this.#own.at(-1);
    const to = head ?? (last && { ...this.head, version: last.version, committedAt: last.committedAt });
    if (!to) return;
    const isDue = ({ version }: Commit) => version <= to.version;
    this.#replica.apply(
      to,
      this.#own.filter(isDue).flatMap(({ rows }) => rows),
    );
    this.#own = this.#own.filter((commit) => !isDue(commit));
    this.#published();
  }

  /** Publishes what was read: the rows above the published head, or all of them where the epoch is another one. */
  publish(head: Head, rows: readonly Row[]): void {
    if (head.epoch !== this.head.epoch) {
      this.#replica = new Replica(head, rows);
      this.#own = [];
    } else {
      if (head.version <= this.head.version) return;
      // Own commits may have been published while this was read: what they brought is here already.
      const { version: from } = this.head;
      this.#replica.apply(
        head,
        rows.filter(({ version }) => version > from),
      );
      this.#own = this.#own.filter(({ version }) => version > head.version);
    }
    this.#published();
  }

  #published(): void {
    this.#recent.push(this.#cursor);
    if (this.#recent.length > RECENT_MAX) this.#recent.shift();
    this.#cursor = formatPosition(this.head);
    this.#answers = new Map();
    this.#snapshots = new Map();
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  /** An answer somebody asked for before: two map lookups. */
  shared(view: View, since: string): Delta | Reset | undefined {
    return this.#answers.get(view.name)?.get(since);
  }

  /**
   * What changed since `at`, which must be contained; a reset where that is more than `bytesMax`.
   * Cost: O(changes), once per view, cursor and publication.
   */
  delta(view: View, since: string, at: Position, bytesMax: number): Delta | Reset {
    const known = this.shared(view, since);
    if (known) return known;
    const { note, committedAt } = this.head;
    const entities = this.#replica.delta(view.audiences, at.version);
    const answer: Delta | Reset =
      Buffer.byteLength(entities) > bytesMax
        ? { kind: 'reset', reason: 'too-large', snapshot: this.#cursor, note, rendered: undefined }
        : {
            kind: 'delta',
            from: since,
            cursor: this.#cursor,
            committedAt,
            entities,
            note,
            rendered: undefined,
          };
    this.#share(view, since, answer);
    return answer;
  }

  snapshot(view: View): Snapshot {
    const known = this.#snapshots.get(view.name);
    if (known) return known;
    const { note, committedAt } = this.head;
    const entities = this.#replica.snapshot(view.audiences);
    const answer: Snapshot = {
      kind: 'snapshot',
      cursor: this.#cursor,
      committedAt,
      entities,
      note,
      rendered: undefined,
    };
    if (this.#exists(view)) this.#snapshots.set(view.name, answer);
    return answer;
  }

  /** Why a cursor that is not contained, even after a fresh look, cannot be used. */
  reset(at: Position | null): Reset {
    const { epoch, restarts, note } = this.head;
    const reason = at?.epoch === epoch ? 'future' : at && restarts.includes(at.epoch) ? 'restarted' : 'epoch';
    return { kind: 'reset', reason, snapshot: this.#cursor, note, rendered: undefined };
  }

  /** Calls `wake` at the next publication. @returns forgets it: who gave up must not hold the topic in memory. */
  onPublished(wake: () => void): () => void {
    this.#waiting.add(wake);
    return () => this.#waiting.delete(wake);
  }

  #share(view: View, since: string, answer: Delta | Reset): void {
    if (!this.#exists(view)) return;
    let answers = this.#answers.get(view.name);
    if (!answers) {
      answers = new Map();
      this.#answers.set(view.name, answers);
    }
    const isHonest = since === this.#cursor || this.#recent.includes(since);
    if (isHonest || answers.size < OTHERS_MAX) answers.set(since, answer);
  }

  /** Names are the caller's to make up: only a view of an audience that exists may take room (F9). */
  #exists({ audiences }: View): boolean {
    return audiences.some((audience) => this.#replica.has(audience));
  }
}
