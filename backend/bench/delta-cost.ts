/**
 * Does one change cost more in a large event than in a small one, or in an old one than in a young one? Two times are
 * taken: building the delta out of memory, and all the engine does for one change, its statements included.
 */
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { createFeed, createPostgresStore, type Feed } from '#/feed/index.ts';
import { ATTENDEE, age, append, aQuestion, fill, someEvents } from './events.ts';
import { type Bench, digits, type Finding, median } from './report.ts';
import { startCluster, withClient } from './world.ts';

/** Readers who stand at one cursor share its delta: it is built once for each of them. */
const CURSORS = 5;

export const deltaCost: Bench = async ({ isQuick }) => {
  const size = isQuick
    ? { rounds: 20, few: 50, many: 500, old: 1_000 }
    : { rounds: 1_500, few: 50, many: 5_000, old: 100_000 };
  const cluster = await startCluster();
  const databaseUrl = await cluster.database('deltas');
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  try {
    return await withClient(databaseUrl, async (client) => {
      const feed = createFeed({ store: createPostgresStore(pool), idleMs: 3_600_000 });
      const [small, large, young, old] = (await someEvents(client, 4)) as [string, string, string, string];
      await fill(client, small, size.few);
      await fill(client, large, size.many);
      await fill(client, young, size.few);
      await fill(client, old, size.few);
      for (const id of [small, large, young, old]) await feed.snapshot(id, ATTENDEE);
      await age(client, young, size.few, 10);
      // Followed all the way, as a process does that was there from the beginning.
      for (let versions = 0; versions < size.old; versions += 1_000) {
        await age(client, old, size.few, Math.min(1_000, size.old - versions));
        await feed.tick();
      }
      await client.query('vacuum analyze');

      const bySize = await compare(feed, client, [small, large], size.rounds);
      const byAge = await compare(feed, client, [young, old], size.rounds);
      return [
        ...findings('delta cost', `${digits(size.many)} entities vs ${size.few}`, bySize, !isQuick),
        ...findings('delta cost', `${digits(size.old, 6)} versions vs 10`, byAge, !isQuick),
      ];
    });
  } finally {
    await pool.end();
    await cluster.stop();
  }
};

interface Times {
  /** For the delta of one change, out of memory. */
  readonly deltaUs: number[];
  /** For reading, applying and publishing that change. */
  readonly publishUs: number[];
}

/** One change in each event, by turns, `rounds` times. */
async function compare(
  feed: Feed,
  client: pg.Client,
  ids: [string, string],
  rounds: number,
): Promise<[Times, Times]> {
  const times: [Times, Times] = [
    { deltaUs: [], publishUs: [] },
    { deltaUs: [], publishUs: [] },
  ];
  const cursors = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (let round = -CURSORS - 20; round < rounds; round++) {
    // Whoever goes second would find warm caches every time.
    for (const n of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const id = ids[n] as string;
      const known = cursors.get(id) as string[];
      await append(client, id, [aQuestion(Math.abs(round) % 50, round)]);
      const startMs = performance.now();
      await feed.tick();
      const publishedMs = performance.now();
      const since = known.at(-1);
      if (since !== undefined) build(feed, id, since);
      const builtMs = performance.now();
      for (const cursor of known.slice(0, -1)) build(feed, id, cursor);
      known.push(await cursorOf(feed, id));
      if (known.length > CURSORS) known.shift();
      if (round < 0) continue;
      times[n]?.publishUs.push((publishedMs - startMs) * 1_000);
      times[n]?.deltaUs.push((builtMs - publishedMs) * 1_000);
    }
  }
  return times;
}

function build(feed: Feed, id: string, since: string): void {
  const answer = feed.peek(id, ATTENDEE, since);
  if (answer?.kind !== 'delta') throw new Error(`no delta since ${since} but ${answer?.kind}`);
}

async function cursorOf(feed: Feed, id: string): Promise<string> {
  const answer = await feed.snapshot(id, ATTENDEE);
  if (answer?.kind !== 'snapshot') throw new Error('no snapshot');
  return answer.cursor;
}

function findings(what: string, versus: string, [few, many]: [Times, Times], isJudged: boolean): Finding[] {
  const ratio = (key: keyof Times) => median(many[key]) / median(few[key]);
  const delta = ratio('deltaUs');
  return [
    {
      what: `${what}, event with ${versus}`,
      atLeast: 'within 1.3×',
      aim: '1.1×',
      measured: `${digits(delta)}× (${digits(median(many.deltaUs))} µs)`,
      baseline: `${digits(median(few.deltaUs))} µs`,
      ...(isJudged && { isReached: delta <= 1.3 }),
    },
    {
      what: `the same with its statements, apply and publish, event with ${versus}`,
      measured: `${digits(ratio('publishUs'))}× (${digits(median(many.publishUs))} µs)`,
      baseline: `${digits(median(few.publishUs))} µs`,
    },
  ];
}
