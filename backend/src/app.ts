/**
 * The table of contents: everything the API is made of, in reading order. Nothing else knows all the parts.
 */
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';
import { Counter, Gauge, Histogram } from 'prom-client';
import { newActivity } from '#/capabilities/activities/activities.ts';
import { activities } from '#/capabilities/activities/index.ts';
import { kindOf } from '#/capabilities/activities/kinds/index.ts';
import { createActivityStore } from '#/capabilities/activities/store.ts';
import { entries } from '#/capabilities/entries/index.ts';
import { createEvents } from '#/capabilities/events/events.ts';
import { type EventHooks, events } from '#/capabilities/events/index.ts';
import { createHosts, hostRoutes } from '#/capabilities/hosts/index.ts';
import { images } from '#/capabilities/images/index.ts';
import { participants } from '#/capabilities/participants/index.ts';
import { quiz } from '#/capabilities/quiz/index.ts';
import { reports } from '#/capabilities/reports/index.ts';
import type { App, Capability, Deps } from '#/capability.ts';
import type { Config } from '#/config.ts';
import { createActs } from '#/db/acts.ts';
import { type Database, isDatabaseAway } from '#/db/client.ts';
import { createClock, setClock } from '#/db/clock.ts';
import { createDueRunner } from '#/db/due.ts';
import { checkIdentity } from '#/db/identity.ts';
import { ensureDemo } from '#/demo.ts';
import { createFeed, createPostgresStore } from '#/feed/index.ts';
import { createFlush } from '#/flush/index.ts';
import { createDoor } from '#/http/door.ts';
import { createFailureLimit } from '#/http/failure-limit.ts';
import { feedRoutes } from '#/http/feed.ts';
import { createFeedBytes } from '#/http/feed-bytes.ts';
import { registerHealth } from '#/http/health.ts';
import { createBuckets, LIMITS } from '#/http/limits.ts';
import { registerMetrics, registry } from '#/http/metrics.ts';
import { registerOpenapi } from '#/http/openapi.ts';
import { createRights } from '#/http/rights.ts';
import { createServer, type ServerOptions } from '#/http/server.ts';
import { createSteering } from '#/http/steering.ts';
import { createViewers } from '#/http/viewer.ts';
import { registerWeb } from '#/http/web.ts';

const people = participants({
  meFields: [activities, entries, quiz].flatMap(({ me = [] }) => me),
  hasPoints: quiz.hasPoints ?? null,
  onRemoving: named(activities.lockParticipantRows, entries.lockParticipantRows),
  onRemoved: named(activities.onParticipantRemoved),
  onRestored: named(quiz.onParticipantRestored),
});
// What belongs to an act of one capability and is another's to do: SQL functions, by name.
const eventHooks: EventHooks = {
  onStarted: named(activities.onEventStarted),
  onEnded: named(activities.onEventEnded),
  onReset: named(activities.onEventReset),
  onTeamsChanging: named(people.onTeamsChanging),
  onTeamsChanged: named(people.onTeamsChanged, quiz.onTeamsChanged),
  hasAnswers: named(activities.hasAnswers),
  hasPoints: named(quiz.hasPoints),
};
// Those that ride the flush stand in the global lock order: participants' rows before responses', those before upvotes'.
const capabilities: readonly Capability[] = [
  people,
  activities,
  entries,
  events(eventHooks),
  quiz,
  images,
  // A file of an event goes out by the columns of its kinds, and comes in through the acts of others.
  reports({
    kindOf,
    createEvent: (deps) => createEvents(deps, eventHooks).create,
    prepareActivity: newActivity,
    addActivities: ({ database, act }) => createActivityStore(database, act).import,
  }),
];

const metric = {
  flushItems: histogram(
    'plenum_flush_items',
    'Writes committed together',
    [1, 2, 5, 10, 20, 50, 100, 200, 500],
  ),
  flushSeconds: histogram(
    'plenum_flush_duration_seconds',
    'One flush, call to commit',
    [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1],
  ),
  alarms: counter('plenum_feed_alarms_total', 'History rewound, or a cursor from the future', ['what']),
  topics: gauge('plenum_feed_topics', 'Events in memory'),
  waiting: gauge('plenum_flush_waiting', 'Writes that wait for their commit'),
  polls: counter('plenum_polls_total', 'Polls answered at the door, and public reads refused there', [
    'outcome',
  ]),
  load: gauge('plenum_load_step', 'Everybody is asked to wait 2^n times as long'),
};

/** Builds the API; `listen` and `close` are the caller's. Throws what the database throws while it is away. */
export async function buildApp(
  config: Config,
  database: Database,
  options: ServerOptions = {},
): Promise<FastifyInstance> {
  const app = createServer(config, options) as unknown as App;
  const sql = database.pool;
  const clock = createClock();
  await setClock(clock, sql);
  const alarmed = new LRUCache<string, true>({ max: 1_000, ttl: 60_000 });

  // Another database than last time? Then no cursor of the old one may look valid (F8).
  const rotated = await checkIdentity(sql).catch((error) => {
    if (isDatabaseAway(error)) throw error;
    app.log.warn(
      { err: error },
      'the identity of the database cannot be read: after a restore run rotate-epochs',
    );
    return 0;
  });
  if (rotated > 0)
    app.log.error({ events: rotated }, 'another database than last time: every epoch was rotated');

  // The heart: what changed, and what is written.
  const feed = createFeed({
    store: createPostgresStore(sql),
    nowMs: clock.nowMs,
    onTime: clock.observe,
    onAlarm: (what, topic) => {
      metric.alarms.inc({ what });
      // Anybody may send a cursor from the future, as often as they like: one line a minute per event says it.
      if (alarmed.has(`${what} ${topic}`)) return;
      alarmed.set(`${what} ${topic}`, true);
      app.log.error({ what, event: topic }, 'feed alarm');
    },
  });
  const flush = createFlush({
    sql,
    feed,
    isAway: isDatabaseAway,
    capabilities: capabilities
      .filter((capability) => capability.ridesFlush)
      .map((capability) => capability.name),
    onFlush: (items, ms) => {
      metric.flushItems.observe(items);
      metric.flushSeconds.observe(ms / 1000);
    },
  });
  const act = createActs(sql, feed);
  const due = createDueRunner(sql, act, clock, (error) => {
    if (!isDatabaseAway(error)) app.log.error({ err: error }, 'what was due failed');
  });

  const steering = createSteering({
    silentMs: feed.silentMs,
    onChange: (load) => app.log.warn(load, 'load'),
  });
  const bytesOf = createFeedBytes({ nowMs: clock.nowMs, slowdown: steering.slowdown });
  let [answered, refused] = [0, 0];
  app.door = createDoor({
    feed,
    bytesOf,
    steering,
    isLeaving: () => app.isDraining,
    onAnswered: () => answered++,
    onRefused: () => refused++,
  });

  // Who is asking, and how often they may.
  const hosts = createHosts(config, database);
  for (const key of config.bootstrapApiKeys) await hosts.ensureBootstrapKey(key);
  const limits = {
    participantWrites: createBuckets(LIMITS.participantWrites),
    hostRequests: createBuckets(LIMITS.hostRequests),
    minting: createBuckets(LIMITS.minting),
  };
  const known = createViewers(config, hosts);
  const viewers = {
    ...known,
    async requireHost(request: Parameters<typeof known.requireHost>[0]) {
      const host = await known.requireHost(request);
      limits.hostRequests.spend(host.credential);
      return host;
    },
  };
  const deps: Deps = {
    config,
    database,
    act,
    feed,
    flush,
    viewers,
    limits,
    failures: createFailureLimit(sql, config.tokenSecret),
  };

  // What can be asked.
  await registerOpenapi(app as unknown as FastifyInstance, { cookieName: hosts.cookieName });
  registerMetrics(app as unknown as FastifyInstance);
  registerHealth(app as unknown as FastifyInstance, { isDatabaseUp: database.ping });
  await app.register(async (scope) => {
    // Without cors and its headers: a quiet poll has 350 bytes (W10).
    feedRoutes(scope as unknown as FastifyInstance, {
      feed,
      clock,
      viewers,
      rights: createRights(sql),
      bytesOf,
    });
  });
  await app.register(async (scope) => {
    // Bearer tokens, never cookies, across origins: any page may call, none may use somebody's session.
    await scope.register(cors, {
      origin: '*',
      methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: ['Retry-After'],
      maxAge: 86_400,
      // An OPTIONS that is no preflight gets the same answer, not a text of the library's (W11).
      strictPreflight: false,
    });
    hostRoutes(scope as unknown as App, { config, hosts, viewers });
    for (const capability of capabilities) capability.routes(scope as unknown as App, deps);
  });
  if (config.webDir) await registerWeb(app as unknown as FastifyInstance, config, config.webDir);

  if (config.demo) app.decorate('demo', () => ensureDemo(deps, hosts, eventHooks));
  metric.topics.collect = () => metric.topics.set(feed.size());
  metric.waiting.collect = () => metric.waiting.set(flush.waiting());
  metric.load.collect = () => metric.load.set(steering.load().step);
  // Plain numbers on the hot path; the counter takes them when somebody looks.
  metric.polls.collect = () => {
    metric.polls.inc({ outcome: 'answered' }, answered);
    metric.polls.inc({ outcome: 'refused' }, refused);
    [answered, refused] = [0, 0];
  };
  steering.start();
  feed.start();
  due.start();
  app.addHook('onClose', async () => {
    steering.stop();
    await Promise.all([feed.stop(), due.stop()]);
  });
  return app as unknown as FastifyInstance;
}

/** SQL functions that a capability brings, or does not. */
function named(...functions: (string | undefined)[]): string[] {
  return functions.filter((name) => name !== undefined);
}
function histogram(name: string, help: string, buckets: number[]) {
  return new Histogram({ name, help, buckets, registers: [registry] });
}
function counter<Label extends string>(name: string, help: string, labelNames: Label[]) {
  return new Counter({ name, help, labelNames, registers: [registry] }) as Counter<Label> & {
    collect: () => void;
  };
}
function gauge(name: string, help: string): Gauge & { collect: () => void } {
  return new Gauge({ name, help, registers: [registry] }) as Gauge & { collect: () => void };
}
