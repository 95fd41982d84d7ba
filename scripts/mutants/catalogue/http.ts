/** Bugs of the group commit and of the door: what is acknowledged when, and the bytes on the wire. */
import type { Mutant } from '../mutant.ts';

const FLUSH = 'backend/src/flush/flush.ts';
const DOOR = 'backend/src/http/door.ts';
const inFlush = (title: string) => ({
  file: 'backend/src/flush/flush.pg.test.ts',
  title: `[W14] the database is away > ${title}`,
});
const QUIET_POLL = {
  file: 'backend/test/wire.pg.test.ts',
  title: '[W10] a quiet poll > is at most 350 bytes with its headers, and has these headers only',
};

export const httpMutants: readonly Mutant[] = [
  {
    rule: 'W14',
    name: 'acknowledges before the commit',
    changes: [
      {
        file: FLUSH,
        piece: 'const reply = await run(event, batch);',
        mutant: `for (const item of batch)
          item.resolve({ cursor: 'aaaaaa.0', answer: { status: 'saved', seq: item.data.seq, answer: item.data.answer } });
        const reply = await run(event, batch);`,
      },
    ],
    test: inFlush('nobody listens: everyone who waits is told at once'),
  },
  {
    rule: 'W14',
    name: 'lets those who wait behind a stuck flush wait as long as it takes',
    changes: [{ file: FLUSH, piece: 'const DEADLINE_MS = 2_500;', mutant: 'const DEADLINE_MS = 25_000;' }],
    test: inFlush('nothing comes back: who waits behind a stuck flush is told within 3 s as well'),
  },
  {
    rule: 'W10',
    name: 'says with every poll that the connection is kept',
    changes: [
      {
        file: DOOR,
        piece: "response.removeHeader('connection');",
        mutant: '{}',
      },
    ],
    test: QUIET_POLL,
  },
  {
    rule: 'W4',
    name: 'varies by origin, so that every page that embeds it has a cache of its own',
    changes: [
      {
        file: DOOR,
        piece: 'response.writeHead(200, pollHeaders as string[]);',
        mutant: `response.writeHead(200, [...pollHeaders, ...(request.headers.origin ? ['Vary', 'Origin'] : [])]);`,
      },
    ],
    test: {
      file: 'backend/test/wire.pg.test.ts',
      title:
        '[W10] a quiet poll > [W4] depends on nothing but the URL: no origin, cookie, token or language changes a byte',
    },
  },
  {
    rule: 'W5',
    name: 'answers the room with what hosts see (in API processes of their own)',
    changes: [
      {
        file: DOOR,
        piece: "name: 'attendee', audiences: ['attendee']",
        mutant: "name: 'attendee', audiences: ['host']",
      },
    ],
    test: {
      file: 'backend/test/two-processes.pg.test.ts',
      title: '[W4] [W5] the host feed has what the room must not see, and needs the key',
    },
  },
  {
    rule: 'W9',
    name: 'draws the jitter itself, so that two processes send different bytes',
    changes: [
      {
        file: 'backend/src/http/pace.ts',
        piece: 'return 2_500 * slowdown;',
        mutant: 'return Math.round(2_500 * slowdown * (0.8 + 0.4 * Math.random()));',
      },
    ],
    test: {
      file: 'backend/src/http/pace.test.ts',
      title: '[W9] pace > the same state gives the same pace in every process, every time',
    },
  },
  {
    rule: 'W9',
    name: 'refuses polls before it asked everybody to come less often',
    changes: [
      {
        file: 'backend/src/http/steering.ts',
        piece: 'lateMs >= DROWNING_MS && step === STEP_MAX && stoodMs >= 1_000',
        mutant: 'lateMs >= DROWNING_MS && stoodMs >= 1_000',
      },
    ],
    test: {
      file: 'backend/src/http/steering.test.ts',
      title: '[W9] drowning: refusing begins after the last step, grows, and never refuses all',
    },
  },
  {
    rule: 'W16',
    name: 'publishes an activity of any size',
    changes: [
      {
        file: 'backend/src/capabilities/activities/rules.ts',
        piece: 'export const PUBLIC_BYTES_MAX = 4_096;',
        mutant: 'export const PUBLIC_BYTES_MAX = 1_000_000;',
      },
    ],
    test: {
      file: 'backend/test/wire.pg.test.ts',
      title:
        '[W16] what everybody is sent stays small > an activity of more than 4,096 bytes is refused, by creating and by editing; one within is what the room gets',
    },
  },
];
