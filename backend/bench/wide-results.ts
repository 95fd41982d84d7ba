/**
 * What a flush of a hundred answers takes where the result is wide: ten thousand different words, numbers, texts. Beside it a choice
 * between three options, in the same run. And how long the start of an event at people's own pace holds its head.
 */
import { performance } from 'node:perf_hooks';
import type { ActivityKind } from '@plenum/protocol';
import canonicalize from 'canonicalize';
import pg from 'pg';
import { newActivity } from '#/capabilities/activities/activities.ts';
import { judge } from '#/capabilities/activities/kinds/index.ts';
import { createActivityStore } from '#/capabilities/activities/store.ts';
import { createActs } from '#/db/acts.ts';
import { isDatabaseAway } from '#/db/client.ts';
import { createClock } from '#/db/clock.ts';
import { createDueRunner } from '#/db/due.ts';
import { createFeed, createPostgresStore } from '#/feed/index.ts';
import { createFlush } from '#/flush/index.ts';
import { someEvents } from './events.ts';
import { type Bench, digits, type Finding, median, quantile } from './report.ts';
import { admit, startCluster, withClient } from './world.ts';

interface Case {
  readonly what: string;
  readonly kind: ActivityKind;
  readonly settings: object;
  answer(person: number): object;
}

const OPTIONS = ['a', 'b', 'c'];
const CASES: readonly Case[] = [
  {
    what: 'choice',
    kind: 'single-choice',
    settings: { options: OPTIONS.map((id) => ({ id, label: id })) },
    answer: (person) => ({ optionId: OPTIONS[person % 3] }),
  },
  {
    what: 'words',
    kind: 'word-cloud',
    settings: {},
    answer: (person) => ({ words: [`word${person}`] }),
  },
  {
    what: 'numbers',
    kind: 'estimate',
    settings: { min: 0, max: 1_000_000 },
    answer: (person) => ({ number: person * 7 }),
  },
  {
    what: 'texts',
    kind: 'open-text',
    settings: {},
    answer: (person) => ({ texts: [`What person ${person} has to say about it, in a line.`] }),
  },
];

export const wideResults: Bench = async ({ isQuick }) => {
  const people = isQuick ? 600 : 10_000;
  const rounds = isQuick ? 5 : 40;
  const cluster = await startCluster();
  const databaseUrl = await cluster.database('wide');
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  try {
    return await withClient(databaseUrl, async (client) => {
      const findings: Finding[] = [];
      const [room, ownPace] = (await someEvents(client, 2)) as [string, string];
      let narrowMs = 0;
      for (const one of CASES) {
        const { ms, worstMs } = await flushes(
          client,
          pool,
          { databaseUrl, eventId: room },
          one,
          people,
          rounds,
        );
        if (one.kind === 'single-choice') narrowMs = ms;
        findings.push({
          what: `flush of 100 answers, ${one.what} of ${digits(people)} people`,
          measured: `${digits(ms)} ms, longest ${digits(worstMs)} ms`,
          ...(ms !== narrowMs && { baseline: `${digits(narrowMs)} ms for a choice of three` }),
        });
      }
      const activities = isQuick ? 20 : 500;
      findings.push({
        what: `start of an event at people's own pace with ${activities} activities`,
        measured: `${digits(await startMs(client, pool, ownPace, activities))} ms`,
      });
      return findings;
    });
  } finally {
    await pool.end();
    await cluster.stop();
  }
};

async function flushes(
  client: pg.Client,
  pool: pg.Pool,
  { databaseUrl, eventId }: { databaseUrl: string; eventId: string },
  { kind, settings, answer }: Case,
  people: number,
  rounds: number,
): Promise<{ ms: number; worstMs: number }> {
  const activity = newActivity({ kind, title: 'A question', settings, resultVisibility: 'always' });
  const feed = createFeed({ store: createPostgresStore(pool) });
  const act = createActs(pool, feed);
  await createActivityStore({ pool } as never, act).create(eventId, activity);
  await client.query(`select activities_commit($1, $2, 0, '{"state": "open"}')`, [eventId, activity.id]);
  const { rows } = await client.query(
    'select settings_revision from activity where event_id = $1 and id = $2',
    [eventId, activity.id],
  );
  const participants = await admit(databaseUrl, { eventId, activityId: activity.id }, people);

  const due = createDueRunner(pool, act, createClock(), (error) => console.error(error));
  let spent: number[] = [];
  const flush = createFlush({
    sql: pool,
    feed,
    isAway: isDatabaseAway,
    capabilities: ['activities'],
    onFlush: (_items, ms) => spent.push(ms),
  });
  const respond = (person: number, seq: number, of = person) => {
    const judged = judge(kind, activity.settings, answer(of));
    if ('errors' in judged) throw new Error(`${kind}: ${JSON.stringify(judged.errors)}`);
    return flush.submit(eventId, 'activities', `${activity.id} ${participants[person]}`, {
      activity: activity.id,
      participant: participants[person],
      seq,
      answer: canonicalize(answer(of)),
      contributions: judged.contributions,
      settingsRevision: rows[0].settings_revision,
      extra: judged.extra,
    });
  };
  for (let first = 0; first < people; first += 500) {
    await Promise.all(Array.from({ length: Math.min(500, people - first) }, (_, n) => respond(first + n, 1)));
  }
  await client.query('vacuum analyze');
  due.start();
  spent = [];
  for (let round = 0; round < rounds; round++) {
    // A hundred people change their mind to what nobody said yet.
    const first = (round * 100) % people;
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => respond((first + n) % people, round + 2, people + first + n)),
    );
  }
  await due.stop();
  return { ms: median(spent), worstMs: quantile(spent, 1) };
}

/** Under the head lock all the while: nobody's answer is committed meanwhile. */
async function startMs(client: pg.Client, pool: pg.Pool, eventId: string, count: number): Promise<number> {
  const { kind, settings } = CASES[0] as Case;
  const activities = Array.from({ length: count }, (_, n) =>
    newActivity({ kind, title: `Question ${n}`, settings, resultVisibility: 'always' }),
  );
  const act = createActs(pool, createFeed({ store: createPostgresStore(pool) }));
  await createActivityStore({ pool } as never, act).import(eventId, activities);
  await client.query(`update event set settings = settings || '{"pace": "self"}' where id = $1`, [eventId]);
  const began = performance.now();
  await client.query('select activities_event_started($1, h.version) from feed_bump($1) h', [eventId]);
  return performance.now() - began;
}
