/** Behind a cache that keeps a poll for a second: how many requests reach the process, when a hundred times as many ask? */
import { Crowd } from '../../load/src/index.ts';
import { hasNginx, startCachingProxy } from '../test/nginx.ts';
import { aResult } from './busy-polls.ts';
import { startApi } from './processes.ts';
import { type Bench, digits } from './report.ts';
import { openRoom, startCluster, withClient } from './world.ts';

/** An answer that is held up holds up those behind it on the same socket: enough that nobody waits at 10,000 polls/s. */
const SOCKETS = 1_000;
const CHANGE_EVERY_MS = 200;
/** Everybody asks every two and a half seconds. */
const POLL_EVERY_S = 2.5;

export const cache: Bench = async ({ isQuick }) => {
  const what = 'requests reaching the process behind a 1 s cache, per second and event (5 changes/s)';
  const goal = { what, atLeast: 'equal within 20 %, ≤ 8/s', aim: '≤ 4/s' };
  if (!hasNginx) {
    console.error('SKIPPED: nginx is not installed');
    return [{ ...goal, measured: 'skipped: nginx is not installed' }];
  }
  const cluster = await startCluster();
  try {
    const databaseUrl = await cluster.database('cached');
    const api = await startApi(databaseUrl);
    const room = await openRoom(api.url);
    const proxy = await startCachingProxy(api.url);
    const seen = await withClient(databaseUrl, async (client) => {
      let changes = 0;
      const changing = setInterval(() => {
        const change = JSON.stringify([aResult(room, ++changes)]);
        void client.query('select from feed_append($1, $2)', [room.eventId, change]);
      }, CHANGE_EVERY_MS);
      const seen: { perSecond: number; answered: number; reached: number; failed: number }[] = [];
      for (const perSecond of isQuick ? [20, 200] : [100, 10_000]) {
        // A cache fetches one or two a second: a minute is what it takes to compare two such counts.
        const seconds = isQuick ? 1.5 : 60;
        const attendees = perSecond * POLL_EVERY_S;
        const sockets = Math.min(attendees, SOCKETS);
        const crowd = new Crowd({ url: proxy.url, eventId: room.eventId, attendees, sockets });
        await crowd.join();
        // Until everybody's cursor is one of the few that are shared.
        await crowd.pollAtRate(perSecond, isQuick ? 500 : POLL_EVERY_S * 1_000);
        const before = proxy.reached().length;
        const { answered, failed } = await crowd.pollAtRate(perSecond, seconds * 1_000);
        const reached = (proxy.reached().length - before) / seconds;
        seen.push({ perSecond, answered: answered / seconds, failed, reached });
        crowd.close();
      }
      clearInterval(changing);
      return seen;
    });
    await proxy.stop();
    await api.stop();

    const [few, many] = seen as [(typeof seen)[0], (typeof seen)[0]];
    const told = seen.map(
      ({ answered, failed, reached }) =>
        `${digits(reached)} at ${digits(answered)} polls/s${failed > 0 ? ` (${failed} failed)` : ''}`,
    );
    return [
      {
        ...goal,
        measured: told.join(', '),
        ...(!isQuick && { isReached: many.reached <= 8 && many.reached <= 1.2 * few.reached }),
      },
    ];
  } finally {
    await cluster.stop();
  }
};
