/**
 * How many votes on one activity can be acknowledged, and what does one cost, beside the naive way: one transaction
 * per vote that updates the hot row of the tally? Then: how long does a vote take in a room that votes 2,000 times a
 * second?
 */
import { Connections, closedLoop, targetOf, voteAtRate, voteRequest } from '../../load/src/index.ts';
import { cpuSeconds, type Server, startApi, startBaseline } from './processes.ts';
import { type Bench, type BenchOptions, digits, type Finding, failures } from './report.ts';
import { type Contender, cpuRatio, rateRatio, summary, takeTurns } from './slices.ts';
import {
  admit,
  type Cluster,
  OPTIONS,
  openRoom,
  type Room,
  startCluster,
  tokenOf,
  withClient,
} from './world.ts';

/** Enough that batches fill: a batch holds at most 500. */
const CONNECTIONS = 512;
const TIMEOUT_MS = 30_000;

export const votes: Bench = (options) => measured(options, 0);

/** The same where a commit takes as long as with a standby in another zone: the naive way waits for each, we for each batch. */
export const votesOnStandby: Bench = (options) => measured(options, 2);

async function measured({ isQuick, isProfiled }: BenchOptions, commitMs: number): Promise<Finding[]> {
  const cluster = await startCluster({ commitMs });
  try {
    const size = isQuick
      ? { rounds: 1, sliceMs: 500, voters: 15_000, perSecond: 200, openLoopMs: 1_000 }
      : { rounds: 5, sliceMs: 3_000, voters: 300_000, perSecond: 2_000, openLoopMs: 15_000 };
    const room = await aRoom(cluster, 'ours', size.voters);
    const api = await startApi(room.databaseUrl, { isProfiled });
    const naive = await Promise.all(
      (['naive-votes-pg', 'naive-votes-prisma'] as const).map(async (name) => {
        // Every naive server stores into a room of its own, with as many people in it.
        const its = await aRoom(cluster, name.replaceAll('-', '_'), Math.min(size.voters, 60_000));
        const server = await startBaseline(name, { env: { DATABASE_URL: its.databaseUrl } });
        return { name, server, voter: voter(name, server, its, cluster, (_room, id) => id) };
      }),
    );
    const ours = voter('ours', api, room, cluster, tokenOf);
    const slices = await takeTurns([ours, ...naive.map((one) => one.voter)], size);
    for (const { server, voter } of naive) {
      voter.close();
      await server.stop();
    }

    // Alone on the machine from here on.
    const target = targetOf(api.url, TIMEOUT_MS);
    const connections = new Connections(target, CONNECTIONS);
    await connections.open();
    const paced = await voteAtRate({
      target,
      connections,
      ballot: room,
      perSecond: size.perSecond,
      durationMs: size.openLoopMs,
      vote: () => ours.nextVote(),
    });
    connections.close();
    ours.close();
    const off = await miscounted(room, ours.acknowledged() + paced.answered, ours.attempted());
    await api.stop();

    const slow = commitMs > 0 ? `, commits ${commitMs} ms slower` : '';
    const own = slices.get('ours') ?? [];
    const mine = summary(own);
    const findings: Finding[] = naive.flatMap(({ name }) => {
      const other = slices.get(name) ?? [];
      const its = summary(other);
      const [times, cheaper] = [rateRatio(own, other), cpuRatio(other, own)];
      // The goals were set for a commit that waits for a disk here.
      const isGoal = name === 'naive-votes-pg' && commitMs === 0;
      return [
        {
          what: `acknowledged votes/s on one activity against ${name}${slow}`,
          ...(isGoal && { atLeast: '10×', aim: '20×', ...(!isQuick && { isReached: times >= 10 }) }),
          measured: `${digits(times)}× (${digits(mine.perSecond)}/s)`,
          baseline: `${digits(its.perSecond)}/s`,
        },
        {
          what: `backend CPU per 1,000 votes against ${name}${slow}`,
          ...(isGoal && { atLeast: '1/14', aim: '1/25', ...(!isQuick && { isReached: cheaper >= 14 }) }),
          measured: `1/${digits(cheaper)} (${digits(mine.cpuUsPerOperation)} ms)`,
          baseline: `${digits(its.cpuUsPerOperation)} ms`,
        },
      ];
    });
    findings.push({
      what: `vote acknowledgement p99 at ${digits(size.perSecond)} votes/s, open loop${slow}`,
      atLeast: '≤ 150 ms',
      aim: '≤ 80 ms',
      measured: `${digits(paced.p99Ms)} ms (p50 ${digits(paced.p50Ms)}; ${failures(paced)})`,
      ...(!isQuick && { isReached: paced.p99Ms <= 150 && paced.failed === 0 }),
    });
    findings.push({
      what: 'votes acknowledged but not counted, or counted but never cast',
      atLeast: '0',
      measured: String(off),
      isReached: off === 0,
    });
    return findings;
  } finally {
    await cluster.stop();
  }
}

type Ballots = Room & { databaseUrl: string; voters: string[] };

/** A live room with people in it, in a database of its own. */
async function aRoom(cluster: Cluster, name: string, voters: number): Promise<Ballots> {
  const databaseUrl = await cluster.database(name);
  const api = await startApi(databaseUrl);
  const room = await openRoom(api.url);
  await api.stop();
  return { ...room, databaseUrl, voters: await admit(databaseUrl, room, voters) };
}

type Voter = Contender & {
  nextVote(): { token: string; optionId: string; seq: number };
  attempted(): number;
  acknowledged(): number;
  close(): void;
};

/** As many votes as it takes, each by somebody who has not voted yet. */
function voter(
  name: string,
  server: Server,
  room: Ballots,
  cluster: Cluster,
  credential: (room: Room, id: string) => string,
): Voter {
  const target = targetOf(server.url, TIMEOUT_MS);
  const connections = new Connections(target, CONNECTIONS);
  let next = 0;
  let acknowledged = 0;
  const nextVote = () => {
    const id = room.voters[next++];
    if (id === undefined) throw new Error(`${name}: everybody has voted; this bench needs more voters`);
    return { token: credential(room, id), optionId: OPTIONS[next % OPTIONS.length] as string, seq: 1 };
  };
  return {
    name,
    cpuSeconds: () => cpuSeconds(server.pid) + cluster.cpuSeconds(),
    async run(durationMs) {
      const write = () => voteRequest(target, room, nextVote());
      const figures = await closedLoop({ target, connections, durationMs, write });
      if (figures.failed > 0) console.error(`${name}: not acknowledged: ${JSON.stringify(figures.failures)}`);
      acknowledged += figures.answered;
      return figures.answered;
    },
    nextVote,
    attempted: () => next,
    acknowledged: () => acknowledged,
    close: () => connections.close(),
  };
}

/** By how much the tally is off: acknowledged ≤ counted ≤ attempted. A fast ballot that loses votes is no ballot. */
async function miscounted(room: Ballots, acknowledged: number, attempted: number): Promise<number> {
  return withClient(room.databaseUrl, async (client) => {
    const { rows } = await client.query<{ sum: string }>(
      'select coalesce(sum(weight), 0) as sum from tally where event_id = $1 and activity_id = $2',
      [room.eventId, room.activityId],
    );
    const counted = Number(rows[0]?.sum);
    return Math.max(0, acknowledged - counted, counted - attempted);
  });
}
