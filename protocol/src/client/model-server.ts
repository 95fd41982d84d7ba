/**
 * A model of the server for tests: the whole history of an event in memory, every answer it might legally give, and the
 * oracle `stateAt`. Slow, obvious, and sharing no code with the client. Not exported from the wall.
 */
import type { Delta, Entity, Reset, Snapshot } from '../feed.ts';

type Change = readonly [type: string, id: string, body: unknown];
interface Epoch {
  readonly name: string;
  /** changes[v - 1] made version v. */
  readonly changes: (readonly Change[])[];
  /** What the epoch began with, as version 0. */
  readonly base: readonly Change[];
  head: number;
}

export class ModelServer {
  pollAfterMs = 2_500;
  readonly #epochs: Epoch[] = [{ name: 'epoch0', changes: [], base: [], head: 0 }];

  get cursor(): string {
    return `${this.#current.name}.${this.#current.head}`;
  }

  get #current(): Epoch {
    return this.#epochs.at(-1) as Epoch;
  }

  /** One committed transaction; no changes = something this audience does not see. */
  write(...changes: Change[]): void {
    // A version is never used for two states: after a loss, writing goes on in a new epoch (F8).
    if (this.#current.head < this.#current.changes.length) this.rotate();
    this.#current.changes.push(changes);
    this.#current.head += 1;
  }

  /** The database comes back without its last versions, as after an unlucky failover. */
  lose(versions: number): void {
    this.#current.head = Math.max(0, this.#current.head - versions);
  }

  /** A new incarnation of the history: the same entities, a new epoch. */
  rotate(): void {
    const base = this.#bodies(this.#current, this.#current.head).map(
      ([type, id, body]): Change => [type, id, body],
    );
    this.#epochs.push({ name: `epoch${this.#epochs.length}`, changes: [], base, head: 0 });
  }

  /** The host started from scratch: a new epoch with nothing in it but the event. */
  restart(): void {
    this.#epochs.push({
      name: `epoch${this.#epochs.length}`,
      changes: [],
      base: [['event', 'e', { run: this.#epochs.length }]],
      head: 0,
    });
  }

  /** The oracle: every live entity at a cursor, as sorted text; `null` when no such state ever was. */
  stateAt(cursor: string): string | null {
    const [name, version] = cursor.split('.');
    const epoch = this.#epochs.find((candidate) => candidate.name === name);
    if (epoch === undefined || Number(version) > epoch.changes.length) return null;
    return JSON.stringify(this.#bodies(epoch, Number(version)));
  }

  /** A delta over (from, to] of the current epoch, as any process or cache may hold it. */
  delta(from: number, to: number): Delta {
    const epoch = this.#current;
    const touched = new Map<string, Entity>();
    const all = new Map(this.#bodies(epoch, to).map((entity) => [`${entity[0]} ${entity[1]}`, entity]));
    for (const [type, id] of epoch.changes.slice(from, to).flat()) {
      touched.set(`${type} ${id}`, all.get(`${type} ${id}`) ?? [type, id, null]);
    }
    const entities = [...touched.values()].sort(byTypeAndId);
    const [start, cursor] = [`${epoch.name}.${from}`, `${epoch.name}.${to}`];
    return { kind: 'delta', from: start, cursor, committedAt: to, pollAfterMs: this.pollAfterMs, entities };
  }

  snapshot(version: number = this.#current.head): Snapshot {
    const cursor = `${this.#current.name}.${version}`;
    const entities = this.#bodies(this.#current, version);
    return { kind: 'snapshot', cursor, committedAt: version, pollAfterMs: this.pollAfterMs, entities };
  }

  reset(reason: Reset['reason'], spreadMs = 0): Reset {
    return { kind: 'reset', reason, snapshot: this.cursor, spreadMs, pollAfterMs: this.pollAfterMs };
  }

  get head(): number {
    return this.#current.head;
  }

  /** What an honest, current process answers to this URL. */
  answer(url: string): Delta | Snapshot | Reset {
    const query = new URL(url, 'http://model').searchParams;
    const cursor = query.get('since') ?? query.get('at');
    if (cursor === null) return this.snapshot();
    const [name, version] = cursor.split('.');
    if (name !== this.#current.name) return this.reset('epoch');
    if (Number(version) > this.#current.head) return this.reset('future');
    return query.has('at') ? this.snapshot() : this.delta(Number(version), this.#current.head);
  }

  #bodies(epoch: Epoch, version: number): Entity[] {
    const live = new Map<string, Entity>();
    for (const [type, id, body] of [...epoch.base, ...epoch.changes.slice(0, version).flat()]) {
      if (body === null) live.delete(`${type} ${id}`);
      else live.set(`${type} ${id}`, [type, id, body]);
    }
    return [...live.values()].sort(byTypeAndId);
  }
}

export function byTypeAndId(left: Entity, right: Entity): number {
  return left[0] < right[0] || (left[0] === right[0] && left[1] < right[1]) ? -1 : 1;
}
