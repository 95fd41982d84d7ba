/** Bugs of the feed engine: what is read when, what is kept, what a reader is told. */
import type { Mutant } from '../mutant.ts';

const FEED = 'backend/src/feed/feed.ts';
const TOPIC = 'backend/src/feed/topic.ts';
const STORE = 'backend/src/feed/postgres-store.ts';
const REPLICA = 'backend/src/feed/replica.ts';
const contract = (title: string) => ({ file: 'backend/src/feed/postgres-store.pg.test.ts', title });
const inFeed = (title: string) => ({ file: 'backend/src/feed/feed.pg.test.ts', title });
const UNKNOWN = '[W6] a cursor this process does not know';
const STRANGERS = '[F9] what strangers can make a process keep or do';
const SAME_BYTES = inFeed('[W15] publishing > [W2] two processes send the same bytes for the same question');

export const feedMutants: readonly Mutant[] = [
  {
    rule: 'F1',
    name: 'commits what it appends without waiting for the caller',
    changes: [
      {
        file: STORE,
        piece: 'const [at] = rows;',
        mutant: "await sql.query('commit');\n  const [at] = rows;",
      },
    ],
    test: contract('[F1] a change is visible once its transaction committed, and never when it did not'),
  },
  {
    rule: 'F3',
    name: 'reads the rows first and the head after them, in two statements',
    changes: [
      {
        file: STORE,
        piece: 'if (!found) return null;',
        mutant: `if (!found) return null;
      const later = await sql.query<HeadRow>({ text: \`select \${HEAD} from event_head h where h.event_id = $1\`, values: [topic] });
      Object.assign(found, later.rows[0]);`,
      },
    ],
    test: contract(
      '[F3] a reader holds exactly the transactions up to its cursor, whoever writes and however slowly',
    ),
  },
  {
    rule: 'F5',
    name: 'publishes a head without its rows',
    changes: [
      {
        file: REPLICA,
        piece: 'this.#put(rows);\n    this.#head = head;\n  }',
        mutant: 'this.#head = head;\n  }',
      },
    ],
    test: contract('[F5] any sequence of answers gives the same state as a fresh snapshot'),
  },
  {
    rule: 'W2',
    name: 'sends entities in the order in which they arrived',
    changes: [
      {
        file: REPLICA,
        piece: 'picked.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));',
        mutant: '',
      },
    ],
    test: SAME_BYTES,
  },
  {
    rule: 'W2',
    name: 'writes JSON with keys in whatever order they come',
    changes: [
      {
        file: REPLICA,
        piece: 'canonicalize([type, id, body]) as string',
        mutant: 'JSON.stringify([type, id, body])',
      },
    ],
    test: SAME_BYTES,
  },
  {
    rule: 'W6',
    name: 'resets a reader who is ahead, without a look at the database',
    changes: [{ file: FEED, piece: 'if (!at || !topic.contains(at)) await look(topic);', mutant: '' }],
    test: inFeed(
      `${UNKNOWN} > ahead of this process but in the database: a look, then a delta that does not go backwards`,
    ),
  },
  {
    rule: 'W6',
    name: 'answers a reader who is ahead from where it stands itself, and takes him back',
    changes: [
      {
        file: TOPIC,
        piece: 'return at.epoch === this.head.epoch && at.version <= this.head.version;',
        mutant: 'return at.epoch === this.head.epoch;',
      },
    ],
    test: inFeed(
      `${UNKNOWN} > ahead of this process but in the database: a look, then a delta that does not go backwards`,
    ),
  },
  {
    rule: 'W6',
    name: 'resets a room because the database does not answer',
    changes: [
      {
        file: FEED,
        piece: "() => ({ kind: 'echo', cursor: since }),",
        mutant: "() => ({ kind: 'reset', reason: 'epoch', snapshot: since, note: {}, rendered: undefined }),",
      },
    ],
    test: inFeed(`${UNKNOWN} > store away: the reader stays where it is, within the deadline`),
  },
  {
    rule: 'W6',
    name: 'looks at the database for each of 200 cursors from the future',
    changes: [
      {
        file: FEED,
        piece: 'topic.nextLook ??= topic.reading',
        mutant: 'topic.nextLook = topic.reading',
      },
    ],
    test: inFeed(
      `${UNKNOWN} > 200 readers with cursors from the future make one look per 100 ms, and each gets its answer`,
    ),
  },
  {
    rule: 'W6',
    name: 'looks at the database as often as strangers invent cursors, one after the other',
    changes: [{ file: FEED, piece: 'lookEveryMs = 100', mutant: 'lookEveryMs = 0' }],
    test: {
      file: 'backend/test/frozen-process.pg.test.ts',
      title:
        '[W6] [F9] a crowd with cursors from the future costs a process one look in 100 ms, whatever they invent',
    },
  },
  {
    rule: 'W7',
    name: 'measures a delta in characters instead of bytes',
    changes: [
      { file: TOPIC, piece: 'Buffer.byteLength(entities) > bytesMax', mutant: 'entities.length > bytesMax' },
    ],
    test: inFeed(
      '[W7] what cannot be told as a delta > more than 32 KB: reset too-large, and the snapshot has it all',
    ),
  },
  {
    rule: 'F4',
    name: 'takes a cursor of another history for one of its own',
    changes: [
      {
        file: TOPIC,
        piece: 'return at.epoch === this.head.epoch && at.version <= this.head.version;',
        mutant: 'return at.version <= this.head.version;',
      },
    ],
    test: contract('[F4] an unusable cursor answers reset, and the snapshot it names can be had'),
  },
  {
    rule: 'F9',
    name: 'keeps an answer for every old cursor that a stranger makes up',
    changes: [{ file: TOPIC, piece: 'const OTHERS_MAX = 256;', mutant: 'const OTHERS_MAX = 1_000_000;' }],
    test: inFeed(`${STRANGERS} > answers to old cursors are kept for at most 256 of them`),
  },
  {
    rule: 'F9',
    name: 'keeps answers for audiences that a stranger makes up',
    changes: [{ file: TOPIC, piece: 'if (!this.#exists(view)) return;', mutant: '' }],
    test: inFeed(`${STRANGERS} > answers for an audience that does not exist are not kept at all`),
  },
  {
    rule: 'W8',
    name: 'sends what a reader has already, at an equal cursor',
    changes: [
      {
        file: REPLICA,
        piece: 'if (fragment.version <= version) return;',
        mutant: 'if (fragment.version < version) return;',
      },
    ],
    test: inFeed(
      '[W8] what this audience does not see is a larger cursor with no entities; nothing new is an equal cursor with none',
    ),
  },
  {
    rule: 'W10',
    name: 'reads the database for a quiet poll',
    changes: [
      {
        file: FEED,
        piece: 'if (shared) return shared;',
        mutant:
          'if (shared) {\n        void store.changes(id, topic.head.version);\n        return shared;\n      }',
      },
    ],
    test: inFeed(`${STRANGERS} > [W10] a quiet poll reads nothing`),
  },
  {
    rule: 'W15',
    name: 'publishes every 20 ms, so that nobody shares a cursor',
    changes: [{ file: FEED, piece: 'tickMs = 200', mutant: 'tickMs = 20' }],
    test: inFeed(
      '[W15] publishing > the published cursor advances at most five times a second, however fast the writes are',
    ),
  },
  {
    rule: 'W15',
    name: 'ticks at a phase of its own, so that a room has as many cursors as processes',
    changes: [
      {
        file: FEED,
        piece: 'tickMs - (nowMs() % tickMs),',
        mutant: 'tickMs - ((nowMs() + tickMs / 2) % tickMs),',
      },
    ],
    test: inFeed(
      '[W15] publishing > ticks are aligned to the clock, so that all processes publish the same few cursors',
    ),
  },
];
