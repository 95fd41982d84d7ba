/**
 * Ten thousand phones at their own pace; the process is killed and comes back a minute later on the same port. How long
 * until the room is served as before? The phones wait as the reference client does.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Crowd, type Figures } from '../../load/src/index.ts';
import { startApi } from './processes.ts';
import { type Bench, digits, median } from './report.ts';
import { requireFiles } from './room.ts';
import { openRoom, startCluster } from './world.ts';

const GOODPUT_SHARE = 0.9;
const P99_MS = 50;
/** One good second may be luck. */
const GOOD_SECONDS = 3;

export const herd: Bench = async ({ isQuick, outageSeconds }) => {
  const attendees = isQuick ? 200 : 10_000;
  const watchSeconds = isQuick ? 5 : 90;
  requireFiles(attendees);
  const cluster = await startCluster();
  try {
    const databaseUrl = await cluster.database('herd');
    const first = await startApi(databaseUrl);
    const port = Number(new URL(first.url).port);
    const { eventId } = await openRoom(first.url);
    const crowd = new Crowd({ url: first.url, eventId, attendees });
    await crowd.join();
    crowd.start();
    await sleep(isQuick ? 3_000 : 8_000);
    const before = await seconds(crowd, isQuick ? 2 : 8);
    const goodput = median(before.map(({ answered }) => answered));

    await first.kill();
    await sleep(outageSeconds * 1_000);
    const second = await startApi(databaseUrl, { port });
    const backAtMs = performance.now();
    let good = 0;
    let healedS: number | null = null;
    const story: string[] = [];
    for (let n = 0; n < watchSeconds && healedS === null; n++) {
      const [{ answered, failed, p99Ms }] = (await seconds(crowd, 1)) as [Figures];
      story.push(`${n + 1} s: ${answered} answered, ${failed} failed, p99 ${digits(p99Ms)} ms`);
      const isGood = answered >= GOODPUT_SHARE * goodput && p99Ms < P99_MS;
      good = isGood ? good + 1 : 0;
      // Healed is when the first of them began.
      if (good === GOOD_SECONDS) healedS = (performance.now() - backAtMs) / 1_000 - GOOD_SECONDS;
    }
    if (!isQuick) console.error(story.map((line) => `  ${line}`).join('\n'));
    crowd.close();
    await second.stop();

    return [
      {
        what: `${digits(attendees, 5)} self-paced attendees, process killed for ${outageSeconds} s: normal again after`,
        atLeast: '≤ 15 s',
        measured: healedS === null ? `not within ${watchSeconds} s` : `${digits(Math.max(0, healedS))} s`,
        baseline: `${digits(goodput)} answers/s, p99 ${digits(median(before.map(({ p99Ms }) => p99Ms)))} ms before`,
        ...(!isQuick && { isReached: healedS !== null && healedS <= 15 }),
      },
    ];
  } finally {
    await cluster.stop();
  }
};

/** The figures of the next `count` seconds, one by one. */
async function seconds(crowd: Crowd, count: number): Promise<Figures[]> {
  const figures: Figures[] = [];
  crowd.tally.reset();
  for (let n = 0; n < count; n++) {
    await sleep(1_000);
    figures.push(crowd.tally.figures());
    crowd.tally.reset();
  }
  return figures;
}
