/** A client of the feed engine that follows W1 to the letter and complains about any answer a client must not get. */
import { expect } from 'vitest';
import { type Answer, type Feed, parsePosition, type View } from '#/feed/index.ts';

export const EVERYTHING: View = { name: 'all', audiences: ['attendee', 'host'] };
export const ATTENDEE: View = { name: 'attendee', audiences: ['attendee'] };

/** `type/id` → body. */
export type State = Record<string, unknown>;

export class Reader {
  readonly view: View;
  cursor: string | null = null;
  /** Entities that ever reached this reader, tombstones as `type/id gone`. */
  readonly seen = new Set<string>();
  readonly resets: string[] = [];
  #state = new Map<string, unknown>();

  constructor(view: View = EVERYTHING) {
    this.view = view;
  }

  get state(): State {
    return Object.fromEntries([...this.#state].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  get version(): number {
    return parsePosition(this.cursor ?? '')?.version ?? -1;
  }

  /** Asks once; after a reset fetches the snapshot it names. */
  async poll(feed: Feed, topic: string): Promise<Answer> {
    const asked = this.cursor;
    const answer =
      asked === null
        ? await feed.snapshot(topic, this.view)
        : (feed.peek(topic, this.view, asked) ?? (await feed.since(topic, this.view, asked)));
    if (!answer) throw new Error('the topic is unknown');
    this.#take(answer);
    if (answer.kind === 'reset') {
      const snapshot = await feed.snapshot(topic, this.view, answer.snapshot);
      if (!snapshot) throw new Error('the topic is unknown');
      expect(snapshot.kind, 'after a reset').toBe('snapshot');
      this.#take(snapshot);
    }
    return answer;
  }

  #take(answer: Answer): void {
    if (answer.kind === 'echo') return;
    if (answer.kind === 'reset') {
      this.resets.push(answer.reason);
      return;
    }
    const entities = JSON.parse(answer.entities) as [string, string, unknown][];
    if (answer.kind === 'snapshot') this.#state.clear();
    else this.#judge(answer, entities);
    for (const [type, id, body] of entities) {
      this.seen.add(body === null ? `${type}/${id} gone` : `${type}/${id}`);
      if (body === null) this.#state.delete(`${type}/${id}`);
      else this.#state.set(`${type}/${id}`, body);
    }
    this.cursor = answer.cursor;
  }

  #judge({ from, cursor }: { from: string; cursor: string }, entities: unknown[]): void {
    const [own, to] = [parsePosition(this.cursor ?? ''), parsePosition(cursor)];
    expect(from, 'a delta begins where it was asked to').toBe(this.cursor);
    expect(to?.epoch, 'a delta stays in its epoch').toBe(own?.epoch);
    expect(to?.version, '[W6] the cursor never decreases').toBeGreaterThanOrEqual(own?.version as number);
    if (cursor === from) expect(entities, '[W8] nothing changed at an equal cursor').toEqual([]);
  }
}
