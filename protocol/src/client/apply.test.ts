/**
 * The apply rule against an adversarial cache: a model server makes history, and between it and the client sits a cache
 * that repeats, drops, reorders and widens answers as it likes. The oracle is a fresh snapshot.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, parseCursor } from '../cursor.ts';
import type { Entity, FeedAnswer } from '../feed.ts';
import { accepts, applyAnswer, emptyFeed, type FeedState, take } from './apply.ts';
import { byTypeAndId, ModelServer } from './model-server.ts';

type Rule = (state: FeedState, answer: FeedAnswer) => FeedState;

const TYPES = ['event', 'activity', 'result'];

/** What happens next: the server's history moves, or the cache hands the client something. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      type: fc.constantFrom(...TYPES),
      id: fc.constantFrom('a', 'b', 'c'),
      body: fc.option(fc.record({ n: fc.nat(3) })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('writeUnseen' as const, 'restart' as const, 'rotate' as const, 'lose' as const),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'poll' as const,
        'delta' as const,
        'snapshot' as const,
        'reset' as const,
        'replay' as const,
      ),
      one: fc.nat(20),
      two: fc.nat(20),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Plays the steps with a rule. @throws when the client ever holds what the server never was. */
function play(rule: Rule, steps: readonly Step[]): { server: ModelServer; state: FeedState } {
  const server = new ModelServer();
  const cache: FeedAnswer[] = [];
  let state = emptyFeed;
  const hand = (answer: FeedAnswer): void => {
    const before = state;
    cache.push(answer);
    state = rule(before, answer);
    assertLegal(server, before, answer, state);
  };
  for (const now of steps) {
    if (now.do === 'write') server.write([now.type, now.id, now.body]);
    else if (now.do === 'writeUnseen') server.write();
    else if (now.do === 'restart') server.restart();
    else if (now.do === 'rotate') server.rotate();
    else if (now.do === 'lose') server.lose(2);
    else if (now.do === 'poll') hand(server.answer(question(state)));
    else if (now.do === 'delta')
      hand(server.delta(...ordered(now.one % (server.head + 1), now.two % (server.head + 1))));
    else if (now.do === 'snapshot') hand(server.snapshot(now.one % (server.head + 1)));
    else if (now.do === 'reset') hand(server.reset('too-large'));
    else if (now.do === 'replay' && cache.length > 0) hand(cache[now.one % cache.length] as FeedAnswer);
  }
  return { server, state };
}

function question(state: FeedState): string {
  if (state.awaiting !== null) return `/feed?at=${state.awaiting.cursor}`;
  return state.cursor === null ? '/feed' : `/feed?since=${state.cursor}`;
}

function ordered(one: number, two: number): [number, number] {
  return one <= two ? [one, two] : [two, one];
}

function asText(state: FeedState): string {
  const entities: Entity[] = [];
  for (const [type, bodies] of state.entities)
    for (const [id, body] of bodies) entities.push([type, id, body]);
  return JSON.stringify(entities.sort(byTypeAndId));
}

function assertLegal(server: ModelServer, before: FeedState, answer: FeedAnswer, after: FeedState): void {
  if (after.cursor !== null && asText(after) !== server.stateAt(after.cursor))
    throw new Error('not the state of its cursor');
  const [from, to] = [before.cursor, after.cursor];
  if (before.awaiting !== null) {
    const isStill = after.awaiting !== null && after.entities === before.entities && from === to;
    const hasCome = after.awaiting === null && to !== null && contains(to, before.awaiting.cursor);
    if (!isStill && !hasCome) throw new Error('after a reset only its snapshot counts');
  } else if (from !== null && to !== null && parseCursor(from)?.epoch === parseCursor(to)?.epoch) {
    if (!contains(to, from)) throw new Error('went backwards');
  } else if (from !== null && answer.kind === 'delta') {
    throw new Error('a delta crossed epochs');
  }
}

/** The faults heal: a few honest answers. */
function heal(rule: Rule, server: ModelServer, state: FeedState): FeedState {
  let healed = state;
  for (let poll = 0; poll < 5; poll++) healed = rule(healed, server.answer(question(healed)));
  return healed;
}

function converges(rule: Rule) {
  return fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const { server, state } = play(rule, steps);
    const healed = heal(rule, server, state);
    if (healed.cursor !== server.cursor) throw new Error(`stuck at ${healed.cursor}, head ${server.cursor}`);
    if (asText(healed) !== asText(applyAnswer(emptyFeed, server.snapshot())))
      throw new Error('differs from a snapshot');
  });
}

const SETTINGS = { seed: 20_260_101, numRuns: 600 };

describe('the apply rule', () => {
  test('[W1] [F5] whatever a cache repeats, drops, reorders or widens, the client holds exactly the state of its cursor and ends like a fresh snapshot', () => {
    fc.assert(converges(applyAnswer), SETTINGS);
  });

  /** Each leaves one thought out of the rule; the property must notice. */
  const guarded =
    (guard: Rule): Rule =>
    (state, answer) =>
      accepts(state, answer) ? take(state, answer) : guard(state, answer);
  const sameEpoch = (one: string | null, two: string): boolean =>
    one !== null && parseCursor(one)?.epoch === parseCursor(two)?.epoch;
  const version = (cursor: string): number => parseCursor(cursor)?.version ?? 0;
  const mutants: Record<string, Rule> = {
    'takes deltas of another epoch': guarded((state, answer) =>
      answer.kind === 'delta' &&
      state.cursor !== null &&
      state.awaiting === null &&
      version(answer.from) <= version(state.cursor) &&
      version(state.cursor) <= version(answer.cursor)
        ? take(state, answer)
        : state,
    ),
    'takes a delta that begins after the own cursor': guarded((state, answer) =>
      answer.kind === 'delta' &&
      state.awaiting === null &&
      state.cursor !== null &&
      sameEpoch(state.cursor, answer.from) &&
      version(answer.cursor) >= version(state.cursor)
        ? take(state, answer)
        : state,
    ),
    'takes a delta that ends before the own cursor': guarded((state, answer) =>
      answer.kind === 'delta' &&
      state.awaiting === null &&
      state.cursor !== null &&
      sameEpoch(state.cursor, answer.from) &&
      version(answer.from) <= version(state.cursor)
        ? take(state, answer)
        : state,
    ),
    'takes a snapshot older than what it has': guarded((state, answer) =>
      answer.kind === 'snapshot' && state.awaiting === null ? take(state, answer) : state,
    ),
    'goes on with deltas after a reset': guarded((state, answer) =>
      answer.kind === 'delta' && state.awaiting !== null
        ? applyAnswer({ ...state, awaiting: null }, answer)
        : state,
    ),
    'takes any snapshot after a reset': guarded((state, answer) =>
      answer.kind === 'snapshot' && state.awaiting !== null ? take(state, answer) : state,
    ),
    'never goes back, even when the reset says so': (state, answer) =>
      answer.kind === 'snapshot' &&
      sameEpoch(state.cursor, answer.cursor) &&
      version(answer.cursor) < version(state.cursor as string)
        ? state
        : applyAnswer(state, answer),
    'ignores resets': (state, answer) => (answer.kind === 'reset' ? state : applyAnswer(state, answer)),
    'merges a snapshot into what it has': (state, answer) =>
      answer.kind === 'snapshot' && accepts(state, answer)
        ? { ...take(state, { ...answer, kind: 'delta', from: answer.cursor }) }
        : applyAnswer(state, answer),
    'keeps what is gone': (state, answer) =>
      answer.kind === 'delta'
        ? applyAnswer(state, { ...answer, entities: answer.entities.filter(([, , body]) => body !== null) })
        : applyAnswer(state, answer),
    'moves the cursor and forgets the entities': (state, answer) =>
      answer.kind === 'delta' ? applyAnswer(state, { ...answer, entities: [] }) : applyAnswer(state, answer),
    'takes the entities and forgets the cursor': (state, answer) =>
      answer.kind === 'delta'
        ? { ...applyAnswer(state, answer), cursor: state.cursor }
        : applyAnswer(state, answer),
  };
  test.each(Object.entries(mutants))('[W1] the property catches a rule that %s', (_name, mutant) => {
    expect(fc.check(converges(mutant), SETTINGS).failed).toBe(true);
  });
});

describe('what a client sees', () => {
  const server = (): ModelServer => {
    const model = new ModelServer();
    model.write(
      ['event', 'e', { title: 'Hall 3' }],
      ['activity', 'a', { title: 'First?' }],
      ['activity', 'b', {}],
    );
    return model;
  };

  test('a deleted entity is gone, and its type with the last of them', () => {
    const model = server();
    const joined = applyAnswer(emptyFeed, model.snapshot());
    model.write(['activity', 'a', null], ['activity', 'b', null]);
    expect([...applyAnswer(joined, model.delta(1, 2)).entities.keys()]).toEqual(['event']);
  });

  test('what did not change keeps its reference: state, types and bodies', () => {
    const model = server();
    const joined = applyAnswer(emptyFeed, model.snapshot());
    expect(applyAnswer(joined, model.delta(0, 1))).toBe(joined);
    expect(applyAnswer(joined, model.snapshot())).toBe(joined);
    model.write(['activity', 'a', { title: 'Second?' }], ['event', 'e', { title: 'Hall 3' }]);
    for (const answer of [model.delta(1, 2), model.snapshot(2)]) {
      const moved = applyAnswer(joined, answer);
      expect(moved.entities.get('event')).toBe(joined.entities.get('event'));
      expect(moved.entities.get('activity')).not.toBe(joined.entities.get('activity'));
      expect(moved.entities.get('activity')?.get('b')).toBe(joined.entities.get('activity')?.get('b'));
      expect(moved.entities.get('activity')?.get('a')).toEqual({ title: 'Second?' });
    }
  });

  test('[W8] a larger cursor without entities moves the cursor and no reference', () => {
    const model = server();
    const joined = applyAnswer(emptyFeed, model.snapshot());
    model.write();
    const moved = applyAnswer(joined, model.delta(1, 2));
    expect(moved.cursor).toBe(model.cursor);
    expect(moved.entities).toBe(joined.entities);
  });

  test('[W6] an echo of the own cursor changes nothing at all', () => {
    const joined = applyAnswer(emptyFeed, server().snapshot());
    expect(applyAnswer(joined, { ...server().delta(1, 1), committedAt: 99 })).toBe(joined);
  });

  test('[W1] after a reset what is known stays on screen until its snapshot comes', () => {
    const model = server();
    const joined = applyAnswer(emptyFeed, model.snapshot());
    model.restart();
    const waiting = applyAnswer(joined, model.reset('restarted'));
    expect(waiting.entities).toBe(joined.entities);
    expect(waiting.awaiting).toEqual({ cursor: model.cursor, reason: 'restarted' });
    expect(applyAnswer(waiting, model.snapshot()).entities.get('activity')).toBeUndefined();
  });

  test('types and ids named like parts of Object are only names', () => {
    const entities: Entity[] = [['__proto__', 'constructor', { polluted: true }]];
    const answer = {
      kind: 'snapshot',
      cursor: 'epoch0.1',
      committedAt: 1,
      pollAfterMs: 1000,
      entities,
    } as const;
    const state = applyAnswer(emptyFeed, answer);
    expect(state.entities.get('__proto__')?.get('constructor')).toEqual({ polluted: true });
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
