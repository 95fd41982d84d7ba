/**
 * One topic in memory: the last version of each entity, pre-serialised, ordered by version.
 * Pure data: it is handed what was read and answers from it. Costs: `delta` O(changes), memory O(entities + tombstones).
 */
import canonicalize from 'canonicalize';
import type { Head, Row } from './store.ts';

interface Fragment {
  readonly key: string;
  readonly version: number;
  /** `["type","id",body]` in canonical JSON (W2: the same bytes from every process). */
  readonly json: string;
  readonly isGone: boolean;
}

/** One audience's entities. */
class AudienceReplica {
  readonly byKey = new Map<string, Fragment>();
  /** Ascending by version; a fragment that was replaced stays here until the next compaction. */
  #log: Fragment[] = [];

  put(fragment: Fragment): void {
    this.byKey.set(fragment.key, fragment);
    this.#log.push(fragment);
    // Twice the live size bounds memory while an insert stays O(1) on average.
    if (this.#log.length > 64 && this.#log.length > 2 * this.byKey.size) {
      this.#log = this.#log.filter((entry) => this.byKey.get(entry.key) === entry);
    }
  }

  get size(): number {
    return this.#log.length;
  }

  /** Fragments above `version`, newest first. */
  *above(version: number): Generator<Fragment> {
    for (let i = this.#log.length - 1; i >= 0; i--) {
      const fragment = this.#log[i] as Fragment;
      if (fragment.version <= version) return;
      if (this.byKey.get(fragment.key) === fragment) yield fragment;
    }
  }
}

export class Replica {
  #head: Head;
  #audiences = new Map<string, AudienceReplica>();

  constructor(head: Head, rows: readonly Row[]) {
    this.#head = head;
    this.#put(rows);
  }

  get head(): Head {
    return this.#head;
  }

  /** Moves on to `head`, whose changes since the previous head are `rows`: one step, so that no reader sees half of it. */
  apply(head: Head, rows: readonly Row[]): void {
    this.#put(rows);
    this.#head = head;
  }

  /** Entities held, with tombstones and those that were replaced and not yet let go. */
  get size(): number {
    let size = 0;
    for (const audience of this.#audiences.values()) size += audience.size;
    return size;
  }

  has(audience: string): boolean {
    return this.#audiences.has(audience);
  }

  /** `[…]` of all entities of these audiences that changed after `version`. */
  delta(audiences: readonly string[], version: number): string {
    return this.#render(audiences, (audience) => audience.above(version));
  }

  /** `[…]` of all live entities of these audiences. */
  snapshot(audiences: readonly string[]): string {
    return this.#render(audiences, (audience) => audience.byKey.values(), true);
  }

  #render(
    audiences: readonly string[],
    pick: (audience: AudienceReplica) => Iterable<Fragment>,
    liveOnly = false,
  ): string {
    const picked: Fragment[] = [];
    for (const name of audiences) {
      const audience = this.#audiences.get(name);
      if (!audience) continue;
      for (const fragment of pick(audience)) if (!(liveOnly && fragment.isGone)) picked.push(fragment);
    }
    picked.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return `[${picked.map((fragment) => fragment.json).join(',')}]`;
  }

  #put(rows: readonly Row[]): void {
    for (const { audience: name, type, id, version, body } of rows) {
      this.#audience(name).put({
        key: `${type}\u0000${id}`,
        version,
        json: canonicalize([type, id, body]) as string,
        isGone: body === null,
      });
    }
  }

  #audience(name: string): AudienceReplica {
    let audience = this.#audiences.get(name);
    if (!audience) {
      audience = new AudienceReplica();
      this.#audiences.set(name, audience);
    }
    return audience;
  }
}
