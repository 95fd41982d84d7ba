/**
 * Which database this is (F8). A restored dump, a promoted standby or a copied folder may have lost commits that clients
 * have seen: then every history gets a new epoch, so that no old cursor looks valid again. What this cannot notice (a snapshot restored in
 * place) the restore runbook covers with `npm run rotate-epochs`.
 */
import type pg from 'pg';

/** Serialises processes that boot together; any number no other part of the product uses. */
const LOCK = 5_053_441;

interface Identity {
  system_identifier: string;
  timeline: number;
  database_oid: string;
}

// The timeline of what is written now. That of the last checkpoint stays the old one for minutes after a promotion.
const CURRENT = `select s.system_identifier::text, d.oid::text as database_oid,
    ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int as timeline
  from pg_control_system() s, pg_database d where d.datname = current_database()`;

/**
 * Compares the stored identity with the live one and rotates every epoch when they differ.
 * @returns how many events got a new epoch; 0 on the first boot and when all is as it was.
 * @throws what the database throws; `42501` where its control data may not be read.
 */
export async function checkIdentity(pool: pg.Pool): Promise<number> {
  return exclusively(pool, async (client) => {
    const { rows: live } = await client.query<Identity>(CURRENT);
    const { rows: stored } = await client.query<Identity>(
      'select system_identifier, timeline, database_oid::text from database_identity',
    );
    const [now] = live;
    const [was] = stored;
    if (!now || isSame(now, was)) return 0;
    const rotated = was ? await rotateEach(client) : 0;
    // Last: a process that dies half-way leaves the difference for the next one to find.
    await client.query(
      `insert into database_identity (id, system_identifier, timeline, database_oid) values (1, $1, $2, $3)
       on conflict (id) do update set system_identifier = $1, timeline = $2, database_oid = $3`,
      [now.system_identifier, now.timeline, now.database_oid],
    );
    return rotated;
  });
}

/** Gives every event a new epoch. The last step of a restore. @returns how many. */
export function rotateEpochs(pool: pg.Pool): Promise<number> {
  return exclusively(pool, rotateEach);
}

function isSame(a: Identity, b: Identity | undefined): boolean {
  return (
    a.system_identifier === b?.system_identifier &&
    a.timeline === b.timeline &&
    a.database_oid === b.database_oid
  );
}

async function rotateEach(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ event_id: string; epoch: string }>(
    'select event_id, epoch from event_head',
  );
  // One statement per event: no writing statement spans two (§2).
  for (const { event_id, epoch } of rows) await client.query('select feed_rotate($1, $2)', [event_id, epoch]);
  return rows.length;
}

async function exclusively<T>(pool: pg.Pool, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // Rotating a thousand events may take longer than a request may wait; whoever boots beside us waits as well.
    await client.query(`set lock_timeout = '60s'; set statement_timeout = '60s'`);
    await client.query({
      text: 'select pg_advisory_lock($1)',
      values: [LOCK],
      query_timeout: 60_000,
    } as pg.QueryConfig);
    return await run(client);
  } finally {
    // Not back into the pool: the lock and these deadlines end with the connection.
    client.release(true);
  }
}
