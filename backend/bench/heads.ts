/** What does the one query per tick cost, which reads the heads of all events that are followed? */
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { createPostgresStore } from '#/feed/index.ts';
import { someEvents } from './events.ts';
import { type Bench, digits, type Finding, median, quantile } from './report.ts';
import { startCluster, withClient } from './world.ts';

export const heads: Bench = async ({ isQuick }) => {
  const cluster = await startCluster();
  const databaseUrl = await cluster.database('heads');
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const store = createPostgresStore(pool);
    const all = await withClient(databaseUrl, async (client) => {
      const ids = await someEvents(client, isQuick ? 20 : 1_000);
      await client.query('vacuum analyze');
      return ids;
    });
    const findings: Finding[] = [];
    for (const count of isQuick ? [10, 20] : [10, 100, 1_000]) {
      const active = all.slice(0, count);
      const tookMs: number[] = [];
      const times = isQuick ? 20 : 300;
      for (let n = 0; n < 20; n++) await store.heads(active);
      const cpuBefore = cluster.cpuSeconds() + process.cpuUsage().user / 1e6;
      for (let n = 0; n < times; n++) {
        const startMs = performance.now();
        const { heads } = await store.heads(active);
        tookMs.push(performance.now() - startMs);
        if (heads.length !== count) throw new Error(`${heads.length} heads of ${count}`);
      }
      const cpuMs = ((cluster.cpuSeconds() + process.cpuUsage().user / 1e6 - cpuBefore) * 1_000) / times;
      findings.push({
        what: `heads query, ${digits(count)} active events`,
        measured: `${digits(median(tookMs))} ms (p95 ${digits(quantile(tookMs, 0.95))}); ${digits(cpuMs, 2)} ms CPU on both sides, at 5/s ${digits(cpuMs / 2, 2)} % of one core`,
      });
    }
    return findings;
  } finally {
    await pool.end();
    await cluster.stop();
  }
};
