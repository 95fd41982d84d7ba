import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Act, type ActState, type Acts, mergedActs, ownAnswer, readActs, writeActs } from './acts.ts';

function act(change: Partial<Act> = {}): Act {
  const request = { method: 'PUT', path: '/' } as const;
  const state: ActState = { status: 'waiting', why: 'queued' };
  return { key: 'response/a', seq: 5, answer: 'mine', request, state, held: null, round: 0, ...change };
}
const held = { answer: 'mine', seq: 5, cursor: 'epoch0.9', status: 'saved' } as const;

describe('the own answer', () => {
  test('without an act or anything stored there is none', () => {
    expect(ownAnswer(undefined, undefined, null)).toMatchObject({ answer: null, status: 'none' });
  });

  test('what waits shows over what is stored, and the feed does not count it yet', () => {
    const waiting = act({ state: { status: 'waiting', why: 'offline' } });
    expect(ownAnswer(waiting, { answer: 'old', seq: 1 }, 'epoch0.3')).toEqual({
      answer: 'mine',
      status: 'waiting',
      why: 'offline',
      code: null,
      isInFeed: false,
    });
  });

  test('is in the feed once the feed reaches the acknowledgement, not before, and not in another epoch', () => {
    const saved = act({ state: { status: 'saved' }, held });
    const isInFeed = (cursor: string | null) => ownAnswer(saved, undefined, cursor).isInFeed;
    expect(['epoch0.8', 'epoch0.9', 'epoch0.10', 'epoch1.9', null].map(isInFeed)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  test('another device that answered later wins', () => {
    const saved = act({ state: { status: 'saved' }, held });
    expect(ownAnswer(saved, { answer: 'theirs', seq: 6 }, 'epoch0.9')).toMatchObject({
      answer: 'theirs',
      status: 'saved',
    });
  });

  test('a refused change shows what still counts', () => {
    const refused = act({ state: { status: 'refused', code: 'event_paused', detail: null } });
    expect(ownAnswer(refused, { answer: 'old', seq: 1 }, 'epoch0.3')).toMatchObject({
      answer: 'old',
      status: 'refused',
      code: 'event_paused',
      isInFeed: true,
    });
  });

  test('taken back is none', () => {
    const withdrawn = act({
      answer: null,
      state: { status: 'saved' },
      held: { ...held, answer: null, status: 'withdrawn' },
    });
    expect(ownAnswer(withdrawn, { answer: 'old', seq: 1 }, 'epoch0.9')).toMatchObject({
      answer: null,
      status: 'none',
    });
  });
});

describe('acts of two tabs', () => {
  const anAct = fc
    .record({ key: fc.constantFrom('a', 'b'), seq: fc.nat(3), round: fc.nat(1), isSaved: fc.boolean() })
    .map(({ key, seq, round, isSaved }) =>
      act({ key, seq, round, ...(isSaved && { state: { status: 'saved' } as const, held }) }),
    );
  const acts = fc.array(anAct).map((all): Acts => new Map(all.map((one) => [one.key, one])));
  const plain = (all: Acts) => [...all.values()].sort((one, two) => (one.key < two.key ? -1 : 1));

  test('come together the same in any order and however often', () => {
    fc.assert(
      fc.property(acts, acts, acts, (one, two, three) => {
        expect(plain(mergedActs(one, two))).toEqual(plain(mergedActs(two, one)));
        expect(plain(mergedActs(mergedActs(one, two), three))).toEqual(
          plain(mergedActs(one, mergedActs(two, three))),
        );
        expect(plain(mergedActs(one, one))).toEqual(plain(one));
      }),
    );
  });

  test('survive being stored; what was in flight waits again', () => {
    const stored = writeActs(3, new Map([['response/a', act({ state: { status: 'saving' } })]]));
    expect(readActs(stored)).toEqual({ run: 3, acts: new Map([['response/a', act()]]) });
  });
});
