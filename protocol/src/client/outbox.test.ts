import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownAnswer } from './acts.ts';
import { createApi } from './api.ts';
import type { HttpAnswer, HttpRequest } from './environment.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { deleteResponse, putResponse, responseKey } from './responses.ts';
import { memoryStorage, type Storage } from './storage.ts';
import {
  disconnected,
  hang,
  json,
  page,
  problem,
  type Serve,
  settle,
  VirtualEnvironment,
} from './virtual-environment.ts';

interface Stored {
  answer: unknown;
  seq: number;
}

/** The server's rules for responses (§3.3, W12), in memory: one participant, any number of activities. */
class ResponseServer {
  readonly stored = new Map<string, Stored>();
  readonly closed = new Set<string>();
  version = 0;
  counted = 0;

  serve: Serve = (url, request) => {
    const activityId = url.split('/')[5] as string;
    const seqInUrl = new URL(url, 'http://model').searchParams.get('seq');
    const body = JSON.parse(request.body ?? '{}') as Partial<Stored>;
    const answer = request.method === 'DELETE' ? null : body.answer;
    return this.put(activityId, { answer, seq: Number(seqInUrl ?? body.seq) });
  };

  put(activityId: string, act: Stored): HttpAnswer {
    const known = this.stored.get(activityId);
    const isRetry = known?.seq === act.seq && JSON.stringify(known.answer) === JSON.stringify(act.answer);
    if (known?.seq === act.seq && !isRetry) return problem(409, 'seq_reused');
    if (this.closed.has(activityId) && !isRetry) return problem(409, 'activity_closed');
    if (known !== undefined && known.seq > act.seq) return this.acknowledge(known, 'superseded');
    if (!isRetry) {
      this.stored.set(activityId, act);
      this.version += 1;
      this.counted += 1;
    }
    return this.acknowledge(act, act.answer === null ? 'withdrawn' : 'saved');
  }

  acknowledge(act: Stored, status: string): HttpAnswer {
    return json({ cursor: `epoch0.${this.version}`, status, ...act });
  }
}

async function scene(storage: Storage = memoryStorage()) {
  const server = new ResponseServer();
  const environment = new VirtualEnvironment(server.serve);
  const pokes: string[] = [];
  const open = () =>
    openOutbox({
      name: 'plenum:outbox:e:p',
      api: createApi({ environment }),
      storage,
      serverNow: environment.now,
      onAcknowledged: (cursor) => pokes.push(cursor),
      environment,
    });
  const outbox = await open();
  return { server, environment, storage, pokes, open, outbox };
}

const vote = (activityId: string, optionId: string) => putResponse('e', activityId, { optionId });
const state = (outbox: Outbox, activityId: string) =>
  outbox.getSnapshot().acts.get(responseKey(activityId))?.state;
const sent = (environment: VirtualEnvironment) =>
  environment.exchanges.map(({ request }) => (JSON.parse(request.body ?? '{}') as Stored).answer);

describe('a tap', () => {
  test('shows at once as waiting, is stored before it is sent, then saved', async () => {
    const { outbox, environment, server, storage, pokes } = await scene();
    let storedWhenSent: string | null = null;
    environment.serve = (url, request) => {
      storedWhenSent = storage.get('plenum:outbox:e:p') as string | null;
      return server.serve(url, request);
    };
    outbox.put(vote('a', 'yes'));
    expect(state(outbox, 'a')).toEqual({ status: 'waiting', why: 'queued' });
    await settle();
    expect(state(outbox, 'a')).toEqual({ status: 'saved' });
    expect(storedWhenSent).toContain('"optionId":"yes"');
    expect(pokes).toEqual(['epoch0.1']);
  });

  test('the last of many taps wins, and those in between are never sent', async () => {
    const { outbox, environment, server } = await scene();
    for (const option of ['one', 'two', 'three', 'four']) outbox.put(vote('a', option));
    await environment.advance(1_000);
    expect(server.stored.get('a')?.answer).toEqual({ optionId: 'four' });
    expect(sent(environment)).toEqual([{ optionId: 'four' }]);
  });

  test('a tap while another is in flight waits for it: one request at a time, in order', async () => {
    const { outbox, environment, server } = await scene();
    const gate = Promise.withResolvers<void>();
    environment.serve = async (url, request) => {
      await gate.promise;
      return server.serve(url, request);
    };
    outbox.put(vote('a', 'one'));
    await settle();
    expect(state(outbox, 'a')).toEqual({ status: 'saving' });
    outbox.put(vote('a', 'two'));
    outbox.put(vote('b', 'yes'));
    outbox.put(vote('a', 'three'));
    await settle();
    expect(environment.inFlight).toBe(1);
    gate.resolve();
    await environment.advance(100);
    expect(environment.inFlightMax).toBe(1);
    expect(sent(environment)).toEqual([{ optionId: 'one' }, { optionId: 'yes' }, { optionId: 'three' }]);
    expect(server.stored.get('a')?.answer).toEqual({ optionId: 'three' });
  });

  test('seq follows the server clock and always grows, also when that clock goes back', async () => {
    const { outbox, environment } = await scene();
    const first = outbox.put(vote('a', 'one'));
    expect(first.seq).toBe(environment.now());
    environment.jump(-3_600_000);
    expect(outbox.put(vote('a', 'two')).seq).toBe(first.seq + 1);
    expect(outbox.put(deleteResponse('e', 'a'))).toMatchObject({
      seq: first.seq + 2,
      request: { method: 'DELETE', path: `/v1/events/e/activities/a/response?seq=${first.seq + 2}` },
    });
  });
});

describe('when the network fails', () => {
  test('[W12] a lost acknowledgement is asked for again with the same seq, and counts once', async () => {
    const { outbox, environment, server } = await scene();
    environment.serve = (url, request) => {
      server.serve(url, request);
      environment.serve = server.serve;
      return disconnected();
    };
    outbox.put(vote('a', 'yes'));
    await settle();
    expect(state(outbox, 'a')).toEqual({ status: 'waiting', why: 'offline' });
    server.closed.add('a');
    await environment.advance(3_000);
    expect(state(outbox, 'a')).toEqual({ status: 'saved' });
    expect(server.counted).toBe(1);
    expect(new Set(environment.exchanges.map(({ request }) => request.body)).size).toBe(1);
  });

  test.each<[string, Serve, string]>([
    ['no network', disconnected, 'offline'],
    ['no answer', (_url, request) => hang(request), 'slow'],
    ['a busy server', () => problem(503, 'database_unavailable'), 'backing-off'],
    ['too many requests', () => problem(429, 'rate_limited'), 'backing-off'],
    ["a proxy's 502", () => page(502), 'backing-off'],
    ["a captive portal's page", () => page(200), 'backing-off'],
    ["a captive portal's 403", () => page(403), 'backing-off'],
    ['an acknowledgement of something else', () => json({ ok: true }), 'backing-off'],
    ['an empty answer', () => json(null, 200, {}, ''), 'backing-off'],
    ['a server that stumbles', () => problem(500, 'internal'), 'backing-off'],
  ])('%s loses nothing: it waits, says why, and goes when it can', async (_name, serve, why) => {
    const { outbox, environment, server } = await scene();
    environment.serve = serve;
    outbox.put(vote('a', 'yes'));
    while (state(outbox, 'a')?.status !== 'waiting' || environment.exchanges.length === 0)
      await environment.advance(500);
    expect(state(outbox, 'a')).toEqual({ status: 'waiting', why });
    await environment.advance(120_000);
    expect(environment.exchanges.length).toBeGreaterThanOrEqual(4);
    expect(environment.exchanges.length).toBeLessThanOrEqual(25);
    environment.serve = server.serve;
    await environment.advance(41_000);
    expect(state(outbox, 'a')).toEqual({ status: 'saved' });
  });

  test('429 and 503: Retry-After is honoured, with jitter, whatever else happens', async () => {
    const { outbox, environment, server } = await scene();
    environment.serve = () => problem(429, 'rate_limited', { 'retry-after': '10' });
    outbox.put(vote('a', 'yes'));
    await settle();
    environment.serve = server.serve;
    for (let second = 0; second < 9; second++) {
      outbox.put(vote('b', `option-${second}`));
      outbox.retryNow();
      await environment.goOnline();
      await environment.advance(1_000);
    }
    expect(environment.exchanges.length).toBe(1);
    await environment.advance(7_000);
    expect([state(outbox, 'a'), state(outbox, 'b')]).toEqual([{ status: 'saved' }, { status: 'saved' }]);
  });

  test('an act the server stumbles over does not hold up the others', async () => {
    const { outbox, environment, server } = await scene();
    environment.serve = (url, request) =>
      url.includes('/a/') ? problem(500, 'internal') : server.serve(url, request);
    outbox.put(vote('a', 'yes'));
    outbox.put(vote('b', 'yes'));
    await environment.advance(100);
    expect(state(outbox, 'b')).toEqual({ status: 'saved' });
    expect(state(outbox, 'a')).toEqual({ status: 'waiting', why: 'backing-off' });
  });

  test('the network coming back, or a tap on "try again", ends the wait', async () => {
    for (const again of ['online', 'button']) {
      const { outbox, environment, server } = await scene();
      environment.serve = disconnected;
      outbox.put(vote('a', 'yes'));
      await environment.advance(200_000);
      environment.serve = server.serve;
      if (again === 'online') await environment.goOnline();
      else outbox.retryNow();
      await environment.advance(1_100);
      expect(state(outbox, 'a')).toEqual({ status: 'saved' });
    }
  });

  test('a clock set back by an hour postpones a vote by a minute at most', async () => {
    for (const serve of [disconnected, () => problem(500, 'internal')]) {
      const { outbox, environment, server } = await scene();
      environment.serve = serve;
      outbox.put(vote('a', 'yes'));
      await environment.advance(60_000);
      environment.jump(-3_600_000);
      environment.serve = server.serve;
      await environment.advance(61_000);
      expect(state(outbox, 'a')).toEqual({ status: 'saved' });
    }
  });
});

describe('when the server says no', () => {
  test.each([['activity_closed'], ['event_ended']])(
    '[W12] %s is too late, final, and what counted before still shows',
    async (code) => {
      const { outbox, environment } = await scene();
      outbox.put(vote('a', 'one'));
      await environment.advance(100);
      environment.serve = () => problem(409, code);
      outbox.put(vote('a', 'two'));
      await environment.advance(60_000);
      expect(state(outbox, 'a')).toEqual({ status: 'too-late', code });
      expect(environment.exchanges.length).toBe(2);
      const act = outbox.getSnapshot().acts.get(responseKey('a'));
      expect(ownAnswer(act, undefined, 'epoch0.1')).toMatchObject({
        answer: { optionId: 'one' },
        status: 'too-late',
        code,
      });
    },
  );

  test('any other 4xx is final with its code, and the next tap starts afresh', async () => {
    const { outbox, environment, server } = await scene();
    environment.serve = () => problem(403, 'participant_banned');
    outbox.put(vote('a', 'one'));
    await environment.advance(60_000);
    expect(state(outbox, 'a')).toEqual({ status: 'refused', code: 'participant_banned', detail: null });
    expect(environment.exchanges.length).toBe(1);
    environment.serve = server.serve;
    outbox.put(vote('a', 'one'));
    await environment.advance(100);
    expect(state(outbox, 'a')).toEqual({ status: 'saved' });
  });

  test('superseded by another device: the stored answer shows, and the next tap is later than it', async () => {
    const { outbox, environment, server } = await scene();
    server.put('a', { answer: { optionId: 'other' }, seq: environment.now() + 5_000 });
    outbox.put(vote('a', 'mine'));
    await environment.advance(100);
    const act = outbox.getSnapshot().acts.get(responseKey('a'));
    expect(ownAnswer(act, undefined, null)).toMatchObject({ answer: { optionId: 'other' }, status: 'saved' });
    outbox.put(vote('a', 'mine'));
    await environment.advance(100);
    expect(server.stored.get('a')?.answer).toEqual({ optionId: 'mine' });
  });
});

describe('after a reload', () => {
  test('what was waiting, or in flight, is sent again by the next page', async () => {
    const { outbox, environment, server, open } = await scene();
    environment.serve = (_url, request) => hang(request);
    outbox.put(vote('a', 'yes'));
    outbox.put(vote('b', 'no'));
    await environment.advance(1_000);
    outbox.close();
    expect([environment.timers, environment.listeners, environment.inFlight]).toEqual([0, 0, 0]);
    environment.serve = server.serve;
    const next = await open();
    await environment.advance(100);
    expect([state(next, 'a'), state(next, 'b')]).toEqual([{ status: 'saved' }, { status: 'saved' }]);
    expect(server.counted).toBe(2);
  });

  test('what was saved still shows and is not sent again', async () => {
    const { outbox, environment, open } = await scene();
    outbox.put(vote('a', 'yes'));
    await environment.advance(100);
    outbox.close();
    const next = await open();
    await environment.advance(60_000);
    expect(environment.exchanges.length).toBe(1);
    const act = next.getSnapshot().acts.get(responseKey('a'));
    expect(ownAnswer(act, undefined, null).answer).toEqual({ optionId: 'yes' });
  });

  test('storage full of something else is an empty outbox', async () => {
    for (const text of ['', 'null', '{}', '{"acts":7}', '[1]', 'not json']) {
      const { outbox } = await scene({ ...memoryStorage(), get: () => text });
      expect(outbox.getSnapshot().acts.size).toBe(0);
    }
  });

  test('a browser that keeps nothing still sends, and says that it keeps nothing', async () => {
    const broken = () => {
      throw new Error('QuotaExceededError');
    };
    const { outbox, environment } = await scene({ get: broken, set: broken, remove: broken });
    outbox.put(vote('a', 'yes'));
    await environment.advance(100);
    expect(state(outbox, 'a')).toEqual({ status: 'saved' });
    expect(outbox.getSnapshot().isDurable).toBe(false);
  });
});

describe('when history is not what it was', () => {
  test('a restarted event drops the acts of the old run, sent or not', async () => {
    const { outbox, environment, server, open } = await scene();
    outbox.enterRun(1);
    outbox.put(vote('a', 'yes'));
    await environment.advance(100);
    const gate = Promise.withResolvers<void>();
    environment.serve = async (url, request) => {
      await gate.promise;
      return server.serve(url, request);
    };
    outbox.put(vote('b', 'yes'));
    await settle();
    outbox.enterRun(2);
    expect(outbox.getSnapshot().acts.size).toBe(0);
    await settle();
    outbox.close();
    expect((await open()).getSnapshot().acts.size).toBe(0);
  });

  test.each([
    ['the same run: sent then', 1, 1],
    ['a restarted event: dropped, never sent', 2, 0],
  ])('a reloaded page waits for the feed to tell the run; %s', async (_name, run, requests) => {
    const { outbox, environment, server, open } = await scene();
    outbox.enterRun(1);
    environment.serve = disconnected;
    outbox.put(vote('a', 'yes'));
    await settle();
    outbox.close();
    environment.serve = server.serve;
    environment.exchanges.length = 0;
    const next = await open();
    next.retryNow();
    await environment.goOnline();
    await environment.advance(60_000);
    expect(environment.exchanges.length).toBe(0);
    next.enterRun(run);
    await environment.advance(100);
    expect(environment.exchanges.length).toBe(requests);
    expect(next.getSnapshot().acts.size).toBe(requests);
  });

  test('an acknowledgement from before a restart says nothing about a tap after it', async () => {
    const { outbox, environment, server } = await scene();
    outbox.enterRun(1);
    const gate = Promise.withResolvers<void>();
    environment.serve = async (url, request) => {
      await gate.promise;
      return server.serve(url, request);
    };
    outbox.put(vote('a', 'old'));
    await settle();
    outbox.enterRun(2);
    outbox.put(vote('a', 'new'));
    environment.serve = disconnected;
    gate.resolve();
    await environment.advance(100);
    expect(outbox.getSnapshot().acts.get(responseKey('a'))).toMatchObject({
      answer: { optionId: 'new' },
      state: { status: 'waiting' },
      held: null,
    });
  });

  test('a restored database is told again what it forgot, and nothing else', async () => {
    const { outbox, environment, server } = await scene();
    const kept = outbox.put(vote('a', 'yes'));
    outbox.put(vote('b', 'no'));
    await environment.advance(100);
    server.stored.delete('b');
    environment.exchanges.length = 0;
    outbox.reconcile(new Map([[responseKey('a'), kept.seq]]), 'epoch1.7');
    await environment.advance(100);
    expect(sent(environment)).toEqual([{ optionId: 'no' }]);
    expect(server.stored.get('b')?.answer).toEqual({ optionId: 'no' });
    expect(outbox.getSnapshot().acts.get(responseKey('a'))?.held?.cursor).toBe('epoch1.7');
  });
});

test('two tabs of one participant: each shows what the other did, neither forgets, and a closed tab is sent for', async () => {
  const listeners = new Set<() => void>();
  const shared = memoryStorage();
  // As browsers do: a write is told to the other tabs, not to the one that made it.
  const tab = (): Storage => {
    let own = () => {};
    return {
      ...shared,
      set(name, text) {
        if (shared.get(name) === text) return;
        shared.set(name, text);
        for (const listener of listeners) if (listener !== own) listener();
      },
      subscribe(_name, listener) {
        own = listener;
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  };
  const server = new ResponseServer();
  const environment = new VirtualEnvironment(server.serve);
  const open = () =>
    openOutbox({
      name: 'o',
      api: createApi({ environment }),
      storage: tab(),
      serverNow: environment.now,
      environment,
    });
  const [left, right] = [await open(), await open()];
  left.put(vote('a', 'yes'));
  right.put(vote('b', 'no'));
  await environment.advance(1_000);
  for (const outbox of [left, right]) {
    expect([state(outbox, 'a'), state(outbox, 'b')]).toEqual([{ status: 'saved' }, { status: 'saved' }]);
  }
  expect(environment.exchanges.length).toBe(2);
  environment.serve = disconnected;
  left.put(vote('c', 'yes'));
  await settle();
  left.close();
  environment.serve = server.serve;
  await environment.advance(20_000);
  expect(state(right, 'c')).toEqual({ status: 'saved' });
  expect(server.counted).toBe(3);
});

/** What a tap may meet on its way. */
const fault = fc.constantFrom(
  'good',
  'good',
  'lost',
  'ack-lost',
  'busy',
  'limited',
  'portal',
  'stumble',
  'hang',
  'replay',
);
const happening = fc.record({
  what: fc.constantFrom('tap', 'tap', 'tap', 'withdraw', 'reload', 'wait', 'online'),
  activity: fc.constantFrom('a', 'b', 'c'),
  option: fc.nat(3).map(String),
  afterMs: fc.nat(3_000),
});

interface Mutation {
  storage?: (real: Storage) => Storage;
  serve?: (real: Serve) => Serve;
}

function everyTapCounts({ storage = (real) => real, serve = (real) => real }: Mutation = {}) {
  return fc.asyncProperty(
    fc.array(fault, { minLength: 1, maxLength: 40 }),
    fc.array(happening, { maxLength: 30 }),
    async (faults, story) => {
      const { server, environment, open, outbox: first } = await scene(storage(memoryStorage()));
      const wanted = new Map<string, unknown>();
      const earlier: { url: string; request: HttpRequest }[] = [];
      let turn = 0;
      let isHealed = false;
      const network: Serve = (url, request) => {
        const fate = isHealed ? 'good' : faults[turn++ % faults.length];
        earlier.push({ url, request });
        if (fate === 'lost') return disconnected();
        if (fate === 'busy') return problem(503, 'database_unavailable', { 'retry-after': '2' });
        if (fate === 'limited') return problem(429, 'rate_limited');
        if (fate === 'portal') return page(403);
        if (fate === 'stumble') return problem(500, 'internal');
        if (fate === 'hang') return hang(request);
        const answer = server.serve(url, request);
        // A proxy repeats an old request: its answer reaches nobody.
        const old = earlier[Math.floor(earlier.length / 2)];
        if (fate === 'replay' && old !== undefined) server.serve(old.url, old.request);
        return fate === 'ack-lost' ? disconnected() : answer;
      };
      environment.serve = serve(network);
      let outbox = first;
      for (const { what, activity, option, afterMs } of story) {
        if (what === 'tap') {
          outbox.put(vote(activity, option));
          wanted.set(activity, { optionId: option });
        }
        if (what === 'withdraw') {
          outbox.put(deleteResponse('e', activity));
          wanted.set(activity, null);
        }
        if (what === 'reload') {
          // Storing takes a moment, dying does not wait for the network.
          await settle();
          outbox.close();
          outbox = await open();
        }
        if (what === 'online') await environment.goOnline();
        await environment.advance(afterMs);
      }
      isHealed = true;
      await environment.advance(300_000);
      expect(environment.inFlightMax).toBeLessThanOrEqual(1);
      for (const [activity, answer] of wanted) {
        expect(server.stored.get(activity)?.answer).toEqual(answer);
        expect(state(outbox, activity)).toEqual({ status: 'saved' });
      }
      outbox.close();
    },
  );
}

const SETTINGS = { seed: 20_260_103, numRuns: 150 };

test('[W12] whatever is lost, repeated or reloaded, the last tap on each thing is what the server holds in the end', async () => {
  await fc.assert(everyTapCounts(), SETTINGS);
});

test.each<[string, Mutation]>([
  ['stores nothing', { storage: (real) => ({ ...real, set: () => {} }) }],
  [
    'stores only after the answer',
    {
      storage: (real) => ({
        ...real,
        set: (name, text) => (text.includes('"waiting"') ? undefined : real.set(name, text)),
      }),
    },
  ],
  [
    'takes a busy server for a refusal',
    {
      serve: (real) => async (url, request) => {
        const answer = await real(url, request);
        return answer.status >= 500 || answer.status === 429 ? problem(400, 'request_invalid') : answer;
      },
    },
  ],
  [
    "takes a portal's page for an acknowledgement",
    {
      serve: (real) => async (url, request) => {
        const answer = await real(url, request);
        return (await answer.text()).startsWith('<') ? json({ cursor: 'epoch0.1', status: 'saved' }) : answer;
      },
    },
  ],
  [
    'takes seq from a coarse clock alone',
    {
      serve: (real) => {
        const coarse = (text: string) =>
          text.replace(/(seq"?[:=])(\d+)/, (_, name, seq) => name + Math.floor(Number(seq) / 2_000));
        return (url, request) =>
          real(coarse(url), { ...request, ...(request.body && { body: coarse(request.body) }) });
      },
    },
  ],
])('[W12] the property catches an outbox that %s', async (_name, mutation) => {
  expect((await fc.check(everyTapCounts(mutation), SETTINGS)).failed).toBe(true);
});
