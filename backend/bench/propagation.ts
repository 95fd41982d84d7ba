/**
 * A vote is acknowledged by one process: when does a reader of another process see it? The reader asks again and again
 * from its own cursor, as everybody does, so that nothing tells the other process to hurry.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { contains } from '@plenum/protocol';
import { anAttendee, Connection, hearAnswer, queryOf, targetOf, voteRequest } from '../../load/src/index.ts';
import { pollRequest } from './polling.ts';
import { startApi } from './processes.ts';
import { type Bench, digits, quantile } from './report.ts';
import { admit, openRoom, startCluster, tokenOf } from './world.ts';

/** Between two looks of the reader: the resolution of what is measured. */
const LOOK_EVERY_MS = 2;
const GIVE_UP_MS = 5_000;

export const propagation: Bench = async ({ isQuick }) => {
  const cluster = await startCluster();
  try {
    const databaseUrl = await cluster.database('two');
    const [writer, reader] = [await startApi(databaseUrl), await startApi(databaseUrl)];
    const room = await openRoom(writer.url);
    const samples = isQuick ? 5 : 300;
    const voters = await admit(databaseUrl, room, samples);

    const phone = asking(writer.url);
    const screen = asking(reader.url);
    const attendee = anAttendee(1);
    const look = async () => {
      hearAnswer(
        attendee,
        await screen.ask(pollRequest(`/v1/events/${room.eventId}/feed${queryOf(attendee)}`)),
      );
      await sleep(LOOK_EVERY_MS);
    };
    await look();

    const tookMs: number[] = [];
    for (const [n, id] of voters.entries()) {
      // Anywhere between two ticks.
      for (const untilMs = performance.now() + ((n * 61) % 200); performance.now() < untilMs; ) await look();
      const vote = { token: tokenOf(room, id), optionId: 'a', seq: 1 };
      const isWatching = { until: null as string | null };
      let acknowledgedAtMs = 0;
      const voting = phone.ask(voteRequest(phone.target, room, vote)).then((body) => {
        acknowledgedAtMs = performance.now();
        isWatching.until = (JSON.parse(body.toString()) as { cursor: string }).cursor;
      });
      // It may be seen before it is acknowledged: then it took no time at all.
      const giveUpAtMs = performance.now() + GIVE_UP_MS;
      while (isWatching.until === null || !contains(attendee.cursor as string, isWatching.until)) {
        if (performance.now() > giveUpAtMs) throw new Error('the vote is not seen');
        await look();
      }
      await voting;
      tookMs.push(Math.max(0, performance.now() - acknowledgedAtMs));
    }
    phone.close();
    screen.close();
    await Promise.all([writer.stop(), reader.stop()]);
    const p99 = quantile(tookMs, 0.99);
    return [
      {
        what: `vote acknowledged → visible in another process's answer, p99 of ${samples}`,
        atLeast: '≤ 400 ms',
        aim: '≤ 250 ms',
        measured: `${digits(p99)} ms (p50 ${digits(quantile(tookMs, 0.5))})`,
        ...(!isQuick && { isReached: p99 <= 400 }),
      },
    ];
  } finally {
    await cluster.stop();
  }
};

/** One socket, asked one thing after another. */
function asking(url: string) {
  const target = targetOf(url, GIVE_UP_MS);
  const connection = new Connection(target);
  return {
    target,
    close: () => connection.close(),
    ask: (request: string) =>
      new Promise<Buffer>((resolve, reject) => {
        connection.ask({
          dueMs: performance.now(),
          write: () => request,
          hear: ({ status, body }) =>
            status < 300 ? resolve(body) : reject(new Error(`${status} ${body.toString()}`)),
          lose: (why) => reject(new Error(`no answer: ${why}`)),
        });
      }),
  };
}
