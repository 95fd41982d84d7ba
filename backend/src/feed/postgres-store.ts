/** The feed in PostgreSQL: SQL as text, one statement per question. Always on the primary: a replica lags behind acknowledgements. */
import { formatPosition } from './cursor.ts';
import type { Change, FeedStore, Head, Row, Sql } from './store.ts';

interface HeadRow {
  topic: string;
  epoch: string;
  version: string;
  committed_at: string;
  note: Record<string, unknown>;
  restarts: string[];
  now_ms: string;
}

const HEAD = `h.event_id::text as topic, h.epoch, h.version, time_ms(h.committed_at) as committed_at, h.note, h.restarts,
  time_ms(clock_timestamp()) as now_ms`;

function toHead(row: HeadRow): Head {
  return {
    topic: row.topic,
    epoch: row.epoch,
    version: Number(row.version),
    committedAt: Number(row.committed_at),
    note: row.note,
    restarts: row.restarts,
  };
}

export function createPostgresStore(sql: Sql): FeedStore {
  return {
    async heads(topics) {
      const { rows } = await sql.query<HeadRow>({
        name: 'feed_heads',
        text: `select ${HEAD} from event_head h where h.event_id = any($1::uuid[])`,
        values: [topics],
      });
      return { heads: rows.map(toHead), nowMs: Number(rows[0]?.now_ms ?? 0) };
    },

    async changes(topic, version) {
      // One statement, one snapshot. Two statements under READ COMMITTED could read rows of a later head, or miss some of it.
      const { rows } = await sql.query<HeadRow & { rows: [string, string, string, number, unknown][] }>({
        name: 'feed_changes',
        text: `select ${HEAD}, coalesce((
                 select json_agg(json_build_array(e.audience, e.type, e.id, e.version, e.body) order by e.version)
                   from feed_entity e where e.event_id = h.event_id and e.version > $2), '[]') as rows
                 from event_head h where h.event_id = $1`,
        values: [topic, version],
      });
      const [found] = rows;
      if (!found) return null;
      return {
        head: toHead(found),
        nowMs: Number(found.now_ms),
        rows: found.rows.map(
          ([audience, type, id, at, body]): Row => ({ audience, type, id, version: at, body }),
        ),
      };
    },

    async rotate(topic, epoch) {
      await sql.query('select feed_rotate($1, $2)', [topic, epoch]);
    },
  };
}

/**
 * Changes a topic inside the caller's transaction: one version for all of `changes`.
 * Take every other row lock first: from here to commit the topic's other writers wait.
 *
 * @returns the cursor at which the changes are visible once the transaction commits; `null` for an unknown topic.
 */
export async function append(sql: Sql, topic: string, changes: readonly Change[]): Promise<string | null> {
  const { rows } = await sql.query<{ epoch: string | null; version: string }>(
    'select epoch, version from feed_append($1, $2::jsonb)',
    [topic, JSON.stringify(changes)],
  );
  const [at] = rows;
  return at?.epoch ? formatPosition({ epoch: at.epoch, version: Number(at.version) }) : null;
}
