/**
 * Ten thousand phones follow one event on one process, each over a socket of its own: how long does a poll take from
 * the moment it was due, and what does the process need for them?
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Crowd } from '../../load/src/index.ts';
import { openFilesMax, residentBytes, startApi } from './processes.ts';
import { type Bench, digits, failures } from './report.ts';
import { openRoom, startCluster } from './world.ts';

const MB = 1_000_000;
/** Files a process has open beside its sockets. */
const OTHER_FILES = 200;

export const room: Bench = async ({ isQuick, isProfiled }) => {
  const attendees = isQuick ? 200 : 10_000;
  const perSecond = isQuick ? 200 : 4_000;
  requireFiles(attendees);
  const cluster = await startCluster();
  try {
    const databaseUrl = await cluster.database('room');
    const api = await startApi(databaseUrl, { isProfiled });
    const { eventId } = await openRoom(api.url);

    // What a process needs once it is warm is no attendee's: a few people poll first.
    const few = new Crowd({ url: api.url, eventId, attendees: 50 });
    await few.join();
    await few.pollAtRate(perSecond / 2, isQuick ? 300 : 5_000);
    const before = residentBytes(api.pid);
    const crowd = new Crowd({ url: api.url, eventId, attendees });
    const joined = await crowd.join();
    if (joined < attendees) throw new Error(`only ${joined} of ${attendees} came in`);
    await crowd.pollAtRate(perSecond, isQuick ? 300 : 5_000);
    const figures = await crowd.pollAtRate(perSecond, isQuick ? 1_000 : 20_000);
    await sleep(100);
    const grown = residentBytes(api.pid) - before;
    crowd.close();
    few.close();
    await api.stop();

    return [
      {
        what: `${digits(attendees, 5)} attendees, open loop ${digits(perSecond)} polls/s, one process: p99 from scheduled start`,
        atLeast: '≤ 50 ms',
        aim: '≤ 20 ms',
        measured: `${digits(figures.p99Ms)} ms (p50 ${digits(figures.p50Ms)}, max ${digits(figures.maxMs)}; ${failures(figures)})`,
        ...(!isQuick && { isReached: figures.p99Ms <= 50 && figures.failed === 0 }),
      },
      {
        what: `server memory growth for those ${digits(attendees, 5)}`,
        atLeast: '≤ 200 MB',
        aim: '≤ 120 MB',
        measured: `${digits(grown / MB)} MB`,
        baseline: `${digits(before / MB)} MB with 50`,
        ...(!isQuick && { isReached: grown <= 200 * MB }),
      },
    ];
  } finally {
    await cluster.stop();
  }
};

/** @throws when this process, or the server under the same limit, may not open a socket for everybody. */
export function requireFiles(sockets: number): void {
  const limit = openFilesMax();
  if (limit !== null && limit < sockets + OTHER_FILES) {
    throw new Error(
      `Only ${limit} files may be open here, and ${sockets} sockets are needed: raise it with "ulimit -n ${sockets + OTHER_FILES}".`,
    );
  }
}
