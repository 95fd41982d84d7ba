/** What does a poll cost when nothing changed, beside the least that Fastify can do? */
import { setTimeout as sleep } from 'node:timers/promises';
import { Connections, closedLoop, targetOf } from '../../load/src/index.ts';
import { askOnce, copyOf, pollRequest } from './polling.ts';
import { cpuSeconds, startApi, startBaseline } from './processes.ts';
import { type Bench, digits, type Finding } from './report.ts';
import { type Contender, cpuRatio, summary, takeTurns } from './slices.ts';
import { openRoom, startCluster, withClient } from './world.ts';

const CONNECTIONS = 64;
const TIMEOUT_MS = 5_000;

export const quietPolls: Bench = async ({ isQuick, isProfiled }) => {
  const cluster = await startCluster();
  try {
    const databaseUrl = await cluster.database('polls');
    const api = await startApi(databaseUrl, { isProfiled });
    const { eventId } = await openRoom(api.url);
    const path = `/v1/events/${eventId}/feed`;
    const { cursor } = (await (await fetch(api.url + path)).json()) as { cursor: string };
    const request = pollRequest(`${path}?since=${cursor}`);
    const answer = await askOnce(api.url, request);
    const bare = await startBaseline('bare-feed', { env: copyOf(answer) });
    const bareAnswer = await askOnce(bare.url, request);
    if (bareAnswer.bytes !== answer.bytes) {
      throw new Error(`the baseline sends ${bareAnswer.bytes} bytes, ours ${answer.bytes}`);
    }

    const ours = poller('ours', api.url, request, () => cpuSeconds(api.pid) + cluster.cpuSeconds());
    const theirs = poller('bare', bare.url, request, () => cpuSeconds(bare.pid));
    const slices = await takeTurns(
      [ours, theirs],
      isQuick ? { rounds: 1, sliceMs: 500 } : { rounds: 7, sliceMs: 3_000 },
    );
    const [own = [], other = []] = [slices.get('ours'), slices.get('bare')];
    const [mine, its] = [summary(own), summary(other)];
    const ratio = cpuRatio(other, own);

    const quietMs = isQuick ? 1_500 : 6_000;
    const atRest = await statements(databaseUrl, quietMs, () => sleep(quietMs));
    let polls = 0;
    const underLoad = await statements(databaseUrl, quietMs, async () => {
      polls = await ours.run(quietMs);
    });
    const perPoll = Math.max(0, underLoad - atRest) / polls;
    ours.close();
    theirs.close();
    await Promise.all([api.stop(), bare.stop()]);

    const findings: Finding[] = [
      {
        what: 'quiet poll, CPU per request: bare Fastify / ours',
        atLeast: '0.88',
        aim: '0.95',
        measured: `${digits(ratio)} (${digits(mine.cpuUsPerOperation)} µs)`,
        baseline: `${digits(its.cpuUsPerOperation)} µs`,
        ...(!isQuick && { isReached: ratio >= 0.88 }),
      },
      {
        what: 'quiet polls per second, one process',
        measured: digits(mine.perSecond),
        baseline: digits(its.perSecond),
      },
      {
        what: 'SQL statements per quiet poll',
        atLeast: '0',
        aim: '0',
        // The ticks that go on at rest are not the polls'; a hundredth is their jitter.
        measured: perPoll < 0.01 ? '0' : digits(perPoll),
        baseline: `${polls.toLocaleString('en-US')} polls: ${underLoad} transactions, at rest ${atRest}`,
        isReached: perPoll < 0.01,
      },
      {
        what: 'quiet poll response, headers included',
        atLeast: '≤ 350 bytes',
        aim: '≤ 320',
        measured: `${answer.bytes} bytes`,
        isReached: answer.bytes <= 350,
      },
    ];
    return findings;
  } finally {
    await cluster.stop();
  }
};

/** As many polls as it takes, over connections that stay. */
function poller(
  name: string,
  url: string,
  request: string,
  cpu: () => number,
): Contender & { close(): void } {
  const target = targetOf(url, TIMEOUT_MS);
  const connections = new Connections(target, CONNECTIONS);
  return {
    name,
    cpuSeconds: cpu,
    async run(durationMs) {
      const figures = await closedLoop({ target, connections, durationMs, write: () => request });
      if (figures.failed > 0) console.error(`${name}: failed: ${JSON.stringify(figures.failures)}`);
      return figures.answered;
    },
    close: () => connections.close(),
  };
}

/** Transactions the database committed while `work` ran; each of the feed's statements is one. */
async function statements(databaseUrl: string, forMs: number, work: () => Promise<void>): Promise<number> {
  return withClient(databaseUrl, async (client) => {
    const read = async () => {
      // A session tells of its transactions about once a second.
      await sleep(Math.min(1_500, forMs));
      const { rows } = await client.query<{ count: string }>(
        'select xact_commit + xact_rollback as count from pg_stat_database where datname = current_database()',
      );
      return Number(rows[0]?.count);
    };
    const before = await read();
    await work();
    return (await read()) - before;
  });
}
