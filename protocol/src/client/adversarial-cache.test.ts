/**
 * The whole client behind the worst cache there is, byte by byte: it is late, repeats, reorders, merges, mixes up
 * addresses and epochs, cuts answers off, or sends something else altogether. Whatever it does, the screen shows a
 * state that really was, never an older one than before, and in the end the newest.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, parseCursor } from '../cursor.ts';
import type { Delta, Entity, FeedAnswer } from '../feed.ts';
import type { FeedState } from './apply.ts';
import type { HttpAnswer, HttpRequest } from './environment.ts';
import { FeedLoop } from './feed-loop.ts';
import { byTypeAndId, ModelServer } from './model-server.ts';
import { disconnected, hang, json, page, problem, VirtualEnvironment } from './virtual-environment.ts';

const FEED = '/v1/events/e/feed';

/** In a body that is well-formed JSON of this feed: only the apply rule stands between it and the screen. */
const STALE = ['late', 'duplicated', 'reordered', 'merged', 'other epoch', 'wrong URL'] as const;
/** No answer at all, in the many ways of a venue's network. */
const BROKEN = ['truncated', 'HTML', '503', 'empty', 'offline', 'hangs'] as const;
const FAULTS = [...STALE, ...BROKEN];
type Fault = (typeof FAULTS)[number];

/** Between the client and an honest server. Counts a fault only where it gave something else than the truth. */
class AdversarialCache {
  readonly occurred = new Map<Fault, number>();
  readonly #server: ModelServer;
  readonly #setTimer: VirtualEnvironment['setTimer'];
  /** Everything the server ever said, in order; what a cache may hold. */
  readonly #said: { url: string; answer: FeedAnswer }[] = [];

  constructor(server: ModelServer, setTimer: VirtualEnvironment['setTimer']) {
    this.#server = server;
    this.#setTimer = setTimer;
  }

  answer(
    url: string,
    request: HttpRequest,
    fault: Fault | 'honest',
    draw: number,
  ): HttpAnswer | Promise<HttpAnswer> {
    const truth = this.#server.answer(url);
    const lie = fault === 'honest' ? null : this.#lie(fault, url, request, truth, draw);
    this.#said.push({ url, answer: truth });
    return lie ?? json(truth);
  }

  #lie(fault: Fault, url: string, request: HttpRequest, truth: FeedAnswer, draw: number) {
    switch (fault) {
      case 'late':
        return this.#late(truth, draw);
      case 'duplicated':
        return this.#old(fault, truth, this.#said.filter((one) => one.url === url).at(-1)?.answer);
      case 'reordered':
        // The answer before the last one, after it.
        return this.#old(fault, truth, this.#said.at(-2)?.answer);
      case 'merged':
        return this.#old(fault, truth, this.#merged(draw));
      case 'other epoch':
        return this.#old(
          fault,
          truth,
          pick(
            this.#said.filter((one) => epochOf(one.answer) !== epochOf(truth)),
            draw,
          ),
        );
      case 'wrong URL':
        return this.#old(
          fault,
          truth,
          pick(
            this.#said.filter((one) => one.url !== url),
            draw,
          ),
        );
      default:
        this.#count(fault);
        return broken(fault, request, truth, draw);
    }
  }

  /** What was true when it was asked comes up to 14 s later, also to somebody who gave it up after 10. */
  #late(truth: FeedAnswer, draw: number): Promise<HttpAnswer> {
    const { promise, resolve } = Promise.withResolvers<HttpAnswer>();
    this.#setTimer(() => {
      if (this.#server.cursor !== cursorOf(truth)) this.#count('late');
      resolve(json(truth));
    }, draw * 14);
    return promise;
  }

  #old(fault: Fault, truth: FeedAnswer, answer: FeedAnswer | undefined): HttpAnswer | null {
    if (answer === undefined || JSON.stringify(answer) === JSON.stringify(truth)) return null;
    this.#count(fault);
    return json(answer);
  }

  /** Two deltas that overlap or touch, joined to a wider one; what changed in both stands in it twice, in order. */
  #merged(draw: number): Delta | undefined {
    const deltas = this.#said.map(({ answer }) => answer).filter((answer) => answer.kind === 'delta');
    const pairs = deltas.flatMap((one) =>
      deltas
        .filter(
          (other) =>
            one.from !== other.from && contains(other.cursor, one.cursor) && contains(one.cursor, other.from),
        )
        .map((other) => ({ ...other, from: one.from, entities: [...one.entities, ...other.entities] })),
    );
    return pairs[draw % Math.max(1, pairs.length)];
  }

  #count(fault: Fault): void {
    this.occurred.set(fault, (this.occurred.get(fault) ?? 0) + 1);
  }
}

function broken(
  fault: Fault,
  request: HttpRequest,
  truth: FeedAnswer,
  draw: number,
): HttpAnswer | Promise<HttpAnswer> {
  const text = JSON.stringify(truth);
  if (fault === 'truncated') return json(null, 200, {}, text.slice(0, draw % text.length));
  if (fault === 'HTML') return page(draw % 2 === 0 ? 200 : 403);
  if (fault === '503') return draw % 2 === 0 ? problem(503, 'overloaded', { 'retry-after': '2' }) : page(503);
  if (fault === 'empty') return json(null, draw % 2 === 0 ? 200 : 204, {}, '');
  return fault === 'offline' ? disconnected() : hang(request);
}

const pick = (said: readonly { answer: FeedAnswer }[], draw: number) =>
  said[draw % Math.max(1, said.length)]?.answer;
const cursorOf = (answer: FeedAnswer) => (answer.kind === 'reset' ? answer.snapshot : answer.cursor);
const epochOf = (answer: FeedAnswer) => parseCursor(cursorOf(answer))?.epoch;

function asText({ entities }: FeedState): string {
  const all = [...entities].flatMap(([type, bodies]) =>
    [...bodies].map(([id, body]): Entity => [type, id, body]),
  );
  return JSON.stringify(all.sort(byTypeAndId));
}

/** Looks at every state the screen gets to see. A listener must not throw: complaints are kept for the end. */
function watch(loop: FeedLoop, server: ModelServer): unknown[] {
  const complaints: unknown[] = [];
  let before = loop.getSnapshot();
  loop.subscribe(() => {
    const now = loop.getSnapshot();
    try {
      if (now !== before) judge(server, before, now);
    } catch (complaint) {
      complaints.push(complaint);
    }
    before = now;
  });
  return complaints;
}

function judge(server: ModelServer, before: FeedState, now: FeedState): void {
  if (now.cursor !== null) expect(asText(now), `the state at ${now.cursor}`).toBe(server.stateAt(now.cursor));
  const [from, to] = [before, now].map(({ cursor }) => (cursor === null ? null : parseCursor(cursor)));
  // After a reset the own version is void: the snapshot it names may be lower.
  if (before.awaiting === null && from && to && from.epoch === to.epoch)
    expect(to.version, 'the cursor never goes back').toBeGreaterThanOrEqual(from.version);
  if (before.awaiting !== null && now.awaiting === null)
    expect(contains(now.cursor as string, before.awaiting.cursor), 'only its snapshot answers a reset').toBe(
      true,
    );
}

const faults = fc.array(
  fc.record({
    fault: fc.oneof(
      { weight: 3, arbitrary: fc.constant('honest' as const) },
      { weight: 4, arbitrary: fc.constantFrom(...STALE) },
      { weight: 2, arbitrary: fc.constantFrom(...BROKEN) },
    ),
    draw: fc.nat(999),
  }),
  { minLength: 5, maxLength: 60 },
);
const story = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 8, arbitrary: fc.constant('write' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('delete', 'restart', 'rotate', 'lose', 'poke', 'hide', 'show'),
      },
    ),
    id: fc.constantFrom('a', 'b', 'c'),
    n: fc.nat(9),
    afterMs: fc.nat(5_000),
  }),
  { minLength: 5, maxLength: 40 },
);

describe('behind an adversarial cache', () => {
  test('[W1] [F5] the screen shows only states that were, never goes back, and ends where a fresh snapshot is', async () => {
    const occurred = new Map<Fault, number>();
    const play = async (
      script: typeof faults extends fc.Arbitrary<infer T> ? T : never,
      happenings: typeof story extends fc.Arbitrary<infer T> ? T : never,
      seed: number,
    ) => {
      const server = new ModelServer();
      server.write(['event', 'e', { title: 'Hall 3' }]);
      let turn = 0;
      let isHealed = false;
      const environment: VirtualEnvironment = new VirtualEnvironment((url, request) => {
        const { fault, draw } = script[turn++ % script.length] as (typeof script)[number];
        return cache.answer(url, request, isHealed ? 'honest' : fault, draw);
      }, seed);
      const cache = new AdversarialCache(server, environment.setTimer);
      const loop = new FeedLoop({ url: FEED, environment });
      const complaints = watch(loop, server);
      loop.start();
      for (const { what, id, n, afterMs } of happenings) {
        if (what === 'write') server.write(['result', id, { n }]);
        if (what === 'delete') server.write(['result', id, null]);
        if (what === 'restart') server.restart();
        if (what === 'rotate') server.rotate();
        if (what === 'lose') server.lose(2);
        if (what === 'poke') loop.poke(server.cursor);
        if (what === 'hide' || what === 'show') await environment.hide(what === 'hide');
        await environment.advance(afterMs);
      }
      isHealed = true;
      await environment.hide(false);
      await environment.advance(120_000);
      if (complaints.length > 0) throw complaints[0];
      expect(environment.inFlightMax, 'questions at a time').toBe(1);
      expect(loop.getHealth().phase).toBe('live');
      expect(loop.getSnapshot().cursor).toBe(server.cursor);
      expect(asText(loop.getSnapshot())).toBe(server.stateAt(server.cursor));
      loop.stop();
      for (const [fault, times] of cache.occurred) occurred.set(fault, (occurred.get(fault) ?? 0) + times);
    };
    await fc.assert(fc.asyncProperty(faults, story, fc.integer(), play), { seed: 20_260_103, numRuns: 120 });
    for (const fault of FAULTS) expect(occurred.get(fault) ?? 0, `times: ${fault}`).toBeGreaterThan(20);
  });
});
