/**
 * One act on an event is one call of one SQL function `(event, …)`. Every act gets the same here: it writes nothing below what this
 * process has seen (F8), meets other writers by trying again, and its process remembers how far it wrote.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Feed, formatPosition, type Sql } from '#/feed/index.ts';

/** Under the 3 s within which a write must be answered (W14). */
const DEADLINE_MS = 2_500;
/** Writers met: deadlock, conflict, a lock not given in time. */
const AGAIN = new Set(['40P01', '40001', '55P03']);
/** The head is below what this process has seen: history was taken back, and gets a new epoch first. */
const REWOUND = 'PL002';

export type Act = ReturnType<typeof createActs>;

export function createActs(sql: Sql, feed: Feed) {
  /**
   * Calls `name(event, …args)`, a function that answers one row.
   * @returns the row; where it holds `epoch` and `version`, also the cursor at which the act is visible.
   * @throws what SQL raises (`PL003`, …), and what the database throws while it is away.
   */
  return async function act<Row = object>(
    event: string,
    name: string,
    ...args: unknown[]
  ): Promise<Row & { cursor: string }> {
    const parameters = args.map((_, n) => `, $${n + 3}`).join('');
    const text = `select r.* from ${name}(feed_expecting($1, $2)${parameters}) r`;
    const until = performance.now() + DEADLINE_MS;
    for (;;) {
      const seen = feed.known(event);
      try {
        const { rows } = await sql.query<Row & { epoch?: string; version?: string }>({
          name,
          text,
          values: [event, seen ? formatPosition(seen) : '', ...args],
        });
        const row = rows[0] ?? ({} as Row & { epoch?: string; version?: string });
        if (!row.epoch) return { ...row, cursor: '' };
        const at = { epoch: row.epoch, version: Number(row.version) };
        feed.committed(event, at);
        return { ...row, cursor: formatPosition(at) };
      } catch (error) {
        const { code = '' } = error as { code?: string };
        // One more try may wait a second for a lock.
        if (performance.now() + 1_000 > until) throw error;
        if (code === REWOUND) await feed.repair(event);
        else if (!AGAIN.has(code)) throw error;
        await sleep(20);
      }
    }
  };
}
