/**
 * What does a poll cost while the event changes five times a second and the room stands at five different cursors? The
 * baseline stays the bare route, sending a body of the same size that never changes.
 */
import { Connections, closedLoop, targetOf } from '../../load/src/index.ts';
import { askOnce, copyOf, pollRequest } from './polling.ts';
import { cpuSeconds, startApi, startBaseline } from './processes.ts';
import { type Bench, digits } from './report.ts';
import { type Contender, cpuRatio, summary, takeTurns } from './slices.ts';
import { openRoom, type Room, startCluster, withClient } from './world.ts';

const CONNECTIONS = 64;
const LIVE_CURSORS = 5;
const CHANGE_EVERY_MS = 200;

export const busyPolls: Bench = async ({ isQuick, isProfiled }) => {
  const cluster = await startCluster();
  try {
    const databaseUrl = await cluster.database('polls');
    const api = await startApi(databaseUrl, { isProfiled });
    const room = await openRoom(api.url);
    const path = `/v1/events/${room.eventId}/feed`;

    return await withClient(databaseUrl, async (client) => {
      let changes = 0;
      const change = () =>
        client.query('select from feed_append($1, $2)', [
          room.eventId,
          JSON.stringify([aResult(room, ++changes)]),
        ]);

      // The last few cursors that were published, as the room holds them; oldest first.
      const cursors: string[] = [];
      const hear = (body: Buffer) => {
        const { cursor } = JSON.parse(body.toString()) as { cursor: string };
        if (cursors.includes(cursor)) return;
        cursors.push(cursor);
        if (cursors.length > LIVE_CURSORS) cursors.shift();
      };
      const pollFrom = (n: number) => pollRequest(`${path}?since=${cursors[n % cursors.length]}`);

      for (let n = 0; n < LIVE_CURSORS; n++) {
        await change();
        await new Promise((later) => setTimeout(later, CHANGE_EVERY_MS * 2));
        hear((await askOnce(api.url, pollRequest(path))).body);
      }
      const answer = await askOnce(api.url, pollFrom(0));
      const bare = await startBaseline('bare-feed', { env: copyOf(answer) });
      const target = targetOf(api.url, 5_000);
      const connections = new Connections(target, CONNECTIONS);
      const ours: Contender = {
        name: 'ours',
        cpuSeconds: () => cpuSeconds(api.pid) + cluster.cpuSeconds(),
        async run(durationMs) {
          const changing = setInterval(() => void change(), CHANGE_EVERY_MS);
          let last: Buffer | undefined;
          const figures = await closedLoop({
            target,
            connections,
            durationMs,
            write: pollFrom,
            hear: ({ body }, n) => {
              // The one whose cursor is the newest sees what comes next; reading every body would cost the generator.
              if (n % LIVE_CURSORS !== cursors.length - 1) return;
              if (last?.equals(body)) return;
              last = Buffer.from(body);
              hear(body);
            },
          });
          clearInterval(changing);
          if (figures.failed > 0) console.error(`ours: failed: ${JSON.stringify(figures.failures)}`);
          return figures.answered;
        },
      };
      const bareTarget = targetOf(bare.url, 5_000);
      const bareConnections = new Connections(bareTarget, CONNECTIONS);
      const theirs: Contender = {
        name: 'bare',
        cpuSeconds: () => cpuSeconds(bare.pid),
        run: async (durationMs) =>
          (
            await closedLoop({
              target: bareTarget,
              connections: bareConnections,
              durationMs,
              write: pollFrom,
            })
          ).answered,
      };

      const turns = isQuick ? { rounds: 1, sliceMs: 600 } : { rounds: 7, sliceMs: 3_000 };
      const versionBefore = changes;
      const slices = await takeTurns([ours, theirs], turns);
      const published = changes - versionBefore;
      connections.close();
      bareConnections.close();
      await Promise.all([api.stop(), bare.stop()]);

      const [own = [], other = []] = [slices.get('ours'), slices.get('bare')];
      const [mine, its] = [summary(own), summary(other)];
      const ratio = cpuRatio(other, own);
      return [
        {
          what: `busy poll, CPU per request: bare Fastify / ours (${LIVE_CURSORS} cursors, ${published} changes, ${answer.bytes} bytes)`,
          atLeast: '0.75',
          aim: '0.85',
          measured: `${digits(ratio)} (${digits(mine.cpuUsPerOperation)} µs, PostgreSQL and its writer included)`,
          baseline: `${digits(its.cpuUsPerOperation)} µs`,
          ...(!isQuick && { isReached: ratio >= 0.75 }),
        },
        {
          what: 'busy polls per second, one process',
          measured: digits(mine.perSecond),
          baseline: digits(its.perSecond),
        },
      ];
    });
  } finally {
    await cluster.stop();
  }
};

/** The result after `n` more votes: what a room that votes sees change. */
export function aResult({ activityId }: Room, n: number) {
  const body = { counts: { a: n, b: 1_000 + n, c: 7 }, responses: 1_007 + 2 * n, final: false };
  return { audience: 'attendee', type: 'result', id: activityId, body };
}
