/** Bugs of the reference client: what a phone does with the answers it gets. */
import type { Mutant } from '../mutant.ts';

const APPLY = 'protocol/src/client/apply.ts';
const LOOP = 'protocol/src/client/feed-loop.ts';
const DELAY = 'protocol/src/client/next-delay.ts';

const ANY_CACHE = {
  file: 'protocol/src/client/apply.test.ts',
  title:
    'the apply rule > [W1] [F5] whatever a cache repeats, drops, reorders or widens, the client holds exactly the state of its cursor and ends like a fresh snapshot',
};
const BEHIND_A_CACHE = {
  file: 'protocol/src/client/adversarial-cache.test.ts',
  title:
    'behind an adversarial cache > [W1] [F5] the screen shows only states that were, never goes back, and ends where a fresh snapshot is',
};
const inApply = (title: string) => ({ file: 'protocol/src/client/apply.test.ts', title });
const inLoop = (title: string) => ({ file: 'protocol/src/client/feed-loop.test.ts', title });
const inDelay = (title: string) => ({ file: 'protocol/src/client/next-delay.test.ts', title });

export const clientMutants: readonly Mutant[] = [
  {
    rule: 'W1',
    name: 'takes a delta of another epoch',
    changes: [
      {
        file: APPLY,
        piece: 'if (from.epoch !== own.epoch || to.epoch !== own.epoch) return false;',
        mutant: '',
      },
    ],
    test: ANY_CACHE,
  },
  {
    rule: 'W1',
    name: 'takes a delta that begins after its own cursor, and skips what lies between',
    changes: [
      {
        file: APPLY,
        piece: 'return from.version <= own.version && own.version <= to.version;',
        mutant: 'return own.version <= to.version;',
      },
    ],
    test: ANY_CACHE,
  },
  {
    rule: 'W1',
    name: 'takes a late delta that ends before its own cursor, and goes back',
    changes: [
      {
        file: APPLY,
        piece: 'return from.version <= own.version && own.version <= to.version;',
        mutant: 'return from.version <= own.version;',
      },
    ],
    test: ANY_CACHE,
  },
  {
    rule: 'W1',
    name: 'takes a cached snapshot that is older than what it holds',
    changes: [
      {
        file: APPLY,
        piece: 'return own === null || own.epoch !== to.epoch || own.version <= to.version;',
        mutant: 'return true;',
      },
    ],
    test: ANY_CACHE,
  },
  {
    rule: 'W1',
    name: 'goes on with deltas after a reset',
    changes: [
      {
        file: APPLY,
        piece: 'if (state.cursor === null || state.awaiting !== null) return false;',
        mutant: 'if (state.cursor === null) return false;',
      },
    ],
    test: ANY_CACHE,
  },
  {
    rule: 'W1',
    name: 'lets a tap cut the spread after a reset short',
    changes: [{ file: LOOP, piece: 'this.#holdUntil = now + delay;', mutant: '' }],
    test: inLoop(
      'resets > [W1] waits within the spread, then fetches the snapshot the reset names, and keeps showing what is known',
    ),
  },
  {
    rule: 'F5',
    name: 'keeps what a delta says is gone',
    changes: [
      { file: APPLY, piece: 'if (body === null) copy.delete(id);', mutant: 'if (body === null) continue;' },
    ],
    test: ANY_CACHE,
  },
  {
    rule: 'W4',
    name: 'asks for the public feed with cookies',
    changes: [
      {
        file: 'protocol/src/client/api.ts',
        piece: "options.credentials ?? 'omit'",
        mutant: "options.credentials ?? 'same-origin'",
      },
    ],
    test: inLoop(
      'following an event > [W4] the attendee feed is asked without cookies, credentials or browser cache',
    ),
  },
  {
    rule: 'W6',
    name: 'takes an echo of its own cursor for news',
    changes: [
      {
        file: APPLY,
        piece: 'const isNews = !isSameVersion || entities !== state.entities;',
        mutant: 'const isNews = true;',
      },
    ],
    test: inApply('what a client sees > [W6] an echo of the own cursor changes nothing at all'),
  },
  {
    rule: 'W8',
    name: 'draws everything anew when a larger cursor brings no entities',
    changes: [{ file: APPLY, piece: 'return copies.size === 0 ? before : after;', mutant: 'return after;' }],
    test: inApply(
      'what a client sees > [W8] a larger cursor without entities moves the cursor and no reference',
    ),
  },
  {
    rule: 'W9',
    name: 'polls without jitter, so that a room asks in step',
    changes: [{ file: DELAY, piece: 'const JITTER = 0.2;', mutant: 'const JITTER = 0;' }],
    test: inDelay(
      'the next delay > [W9] a room is spread over ±20 % of what the server asks, and nobody gathers at an edge',
    ),
  },
  {
    rule: 'W9',
    name: 'goes on polling when told to stop',
    changes: [{ file: DELAY, piece: 'if (input.pollAfterMs === 0) return null;', mutant: '' }],
    test: inLoop(
      'a stopped event > [W9] pollAfterMs 0 stops the polls; becoming visible asks once, a poke asks once',
    ),
  },
  {
    rule: 'W9',
    name: 'comes back before Retry-After when somebody taps',
    changes: [
      {
        file: LOOP,
        piece: 'if (error.retryAfterMs !== null) this.#holdUntil = this.#environment.now() + (delay ?? 0);',
        mutant: '',
      },
    ],
    test: inLoop(
      'when the network fails > [W9] Retry-After holds against everything: pokes, showing the page, the network coming back',
    ),
  },
  {
    rule: 'W1',
    name: 'applies whatever it can read',
    changes: [
      {
        file: LOOP,
        piece: 'if (answer === null || !accepts(this.#feed, answer))',
        mutant: 'if (answer === null)',
      },
    ],
    test: BEHIND_A_CACHE,
  },
  {
    rule: 'F5',
    name: 'lets the older of two values win in a delta that was merged of two',
    changes: [
      {
        file: APPLY,
        piece: 'for (const [type, id, body] of changes) {',
        mutant: 'for (const [type, id, body] of [...changes].reverse()) {',
      },
    ],
    test: BEHIND_A_CACHE,
  },
  {
    rule: 'W9',
    name: 'backs off for up to half a minute, so that a room is not back within 15 s',
    changes: [
      {
        file: DELAY,
        piece: 'export const BACKOFF_MAX_MS = 10_000;',
        mutant: 'const BACKOFF_MAX_MS = 30_000;',
      },
    ],
    test: inDelay(
      'the next delay > [W9] after an outage of a minute 95 % of a room ask again within 9.5 s, all within 10 s, and not in step',
    ),
  },
];
