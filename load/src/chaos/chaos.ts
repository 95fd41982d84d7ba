/**
 * One run: a cluster, some processes, a room full of attendees; things are broken; everything comes to rest; the
 * history is judged. Leaves nothing behind: no process, no folder.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { check, type Verdict } from '../history/check.ts';
import type { FeedName, Line } from '../history/line.ts';
import { type ApiProcess, createApiProcess, HOST_KEY, runScript } from './api-process.ts';
import { type Ask, createAsk } from './ask.ts';
import { type Attendee, anAttendee, type Tries } from './attendee.ts';
import { type Cluster, createCluster } from './cluster.ts';
import { createFaults, withDatabase } from './faults.ts';
import { createHost, HOST } from './host.ts';
import type { Mutant } from './mutants.ts';
import { seeded } from './random.ts';
import { createRecorder, type Recorder } from './recorder.ts';
import type { Planned } from './schedule.ts';
import { headOf, truthOf } from './truth.ts';
import type { World } from './world.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly faults: readonly Planned[];
  readonly processes?: number;
  readonly attendees?: number;
  readonly mutant?: Mutant;
  /** Hears what happens, for people who wait. */
  readonly onStep?: (what: string) => void;
}

export interface Outcome {
  readonly verdict: Verdict;
  readonly lines: readonly Line[];
  readonly counts: Readonly<Record<'polls' | 'acknowledgements' | 'retries' | 'dropped' | 'faults', number>>;
}

const DATABASE = 'plenum';
/** The head must not move for so long: the number of attendees is held back up to a second. */
const REST_MS = 1_500;

/** @throws {Error} when the run itself cannot go on; what the product did wrong is in the verdict. */
export async function runChaos(options: ChaosOptions): Promise<Outcome> {
  const { mutant, processes: count = 3 } = options;
  const cluster = await createCluster();
  const url = cluster.urlOf(DATABASE);
  const processes = Array.from({ length: count }, () =>
    createApiProcess(url, mutant?.preload ? [mutant.preload] : []),
  );
  const recorder = createRecorder();
  const { ask, close } = createAsk(processes, recorder);
  try {
    await withDatabase(cluster.urlOf('postgres'), (client) => client.query(`create database ${DATABASE}`));
    await runScript('prisma/scripts/migrate.ts', url);
    if (mutant?.prepare) await withDatabase(url, mutant.prepare);
    await Promise.all(processes.map((process) => process.start()));
    return await play({ ...options, cluster, url, processes, recorder, ask });
  } finally {
    close();
    await Promise.all(processes.map((process) => process.kill()));
    await cluster.destroy();
  }
}

interface Stage extends Omit<ChaosOptions, 'processes'> {
  readonly cluster: Cluster;
  readonly url: string;
  readonly processes: ApiProcess[];
  readonly recorder: Recorder;
  readonly ask: Ask;
}

async function play(stage: Stage): Promise<Outcome> {
  const { seed, faults, attendees: size = 50, mutant, onStep = () => {} } = stage;
  const { cluster, url, processes, recorder, ask } = stage;
  const random = seeded(seed);
  const world: World = { ask, recorder, processCount: processes.length, phase: 'voting', restores: 0 };
  const tries: Tries = { retries: 0, dropped: 0 };

  const host = await createHost(world, random.fork());
  const { room } = host;
  const { eventId } = room;
  const attendees = await Promise.all(
    Array.from({ length: size }, (_, n) => anAttendee(world, room, `attendee-${n}`, random.fork(), tries)),
  );
  await host.begin();
  // On disk whatever is planted: a mutant shall lose votes, not the room.
  await withDatabase(url, (client) => client.query('checkpoint'));
  onStep(`${size} attendees, ${processes.length} processes`);

  // A failure of one of them must not wait for the others, nor go unheard.
  const failure = Promise.withResolvers<never>();
  const going = (work: Promise<void>) => {
    work.catch(failure.reject);
    return work;
  };
  const reading = Promise.all([...attendees.map((one) => going(one.follow())), going(host.watch())]);
  const voting = Promise.all([...attendees.map((one) => going(one.vote())), going(host.hold())]);
  const breaking = going(breakThings());
  await Promise.race([breaking, failure.promise]);
  await Promise.race([voting, failure.promise]);
  const head = await Promise.race([headAtRest(url, eventId), failure.promise]);
  world.phase = 'over';
  await Promise.race([reading, failure.promise]);
  await everybodyLooks(world, eventId, head, attendees);
  recorder.add(await withDatabase(url, (client) => truthOf(client, eventId)));
  onStep('at rest');
  return { verdict: check(recorder.lines), lines: recorder.lines, counts: countsOf(recorder.lines, tries) };

  async function breakThings(): Promise<void> {
    const startMs = recorder.nowMs();
    const { run } = createFaults({
      ...{ world, cluster, processes, databaseUrl: url, eventId },
      rotates: mutant?.rotates ?? true,
    });
    for (const [n, { atMs, fault }] of faults.entries()) {
      await sleep(Math.max(0, startMs + atMs - recorder.nowMs()));
      const parts = Object.entries(fault).map(([key, value]) =>
        key === 'what' ? value : `${key} ${typeof value === 'number' ? Math.round(value) : value}`,
      );
      onStep(parts.join(', '));
      // The last one meets people in the middle of voting, and nobody votes again after it.
      if (n === faults.length - 1) world.phase = 'reading';
      await run(fault);
    }
    world.phase = 'reading';
  }
}

async function headAtRest(url: string, eventId: string): Promise<string> {
  const look = () => withDatabase(url, (client) => headOf(client, eventId));
  for (let head = await look(); ; ) {
    await sleep(REST_MS);
    const next = await look();
    if (next === head) return head;
    head = next;
  }
}

/** Every attendee catches up by increments; every process is asked for both feeds whole. */
async function everybodyLooks(
  world: World,
  eventId: string,
  head: string,
  attendees: readonly Attendee[],
): Promise<void> {
  await Promise.all(attendees.map((one) => one.reach(head)));
  for (let process = 0; process < world.processCount; process++) {
    for (const feed of ['feed', 'host/feed'] satisfies FeedName[]) {
      const path = `/v1/events/${eventId}/${feed}?at=${head}`;
      const client = feed === 'feed' ? `last look at ${process}` : HOST;
      const { status } = await world.ask({
        ...{ client, process, path },
        ...(feed === 'host/feed' && { token: HOST_KEY }),
      });
      if (status !== 200) throw new Error(`process ${process} does not give ${path}: ${status}`);
    }
  }
}

function countsOf(lines: readonly Line[], { retries, dropped }: Tries): Outcome['counts'] {
  let [polls, acknowledgements, faults] = [0, 0, 0];
  for (const line of lines) {
    if (line.is === 'fault') faults++;
    if (line.is !== 'exchange' || line.status !== 200) continue;
    if (line.method === 'GET') polls++;
    else acknowledgements++;
  }
  return { polls, acknowledgements, retries, dropped, faults };
}
