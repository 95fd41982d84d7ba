/**
 * What every bench stands on: a PostgreSQL of its own with its default, durable settings (a benchmark of writes that
 * may be lost measures nothing), migrated databases in it, and rooms full of people.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTokens } from '#/http/tokens.ts';
import { migrate } from '../../prisma/scripts/migrate.ts';
import { startPostgres } from '../../scripts/postgres.ts';
import { readServer } from '../../scripts/postgres-cluster.ts';
import { familyCpuSeconds, HOST_KEY, TOKEN_SECRET } from './processes.ts';

export interface Cluster {
  /** A migrated database with no rows. */
  database(name: string): Promise<string>;
  /** CPU time of the whole cluster so far, in seconds. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Each commit waits so much longer for the disk, ms: about what a synchronous standby in another zone adds. */
  readonly commitMs?: number;
}

export async function startCluster({ commitMs = 0 }: ClusterOptions = {}): Promise<Cluster> {
  const parent = mkdtempSync(join(tmpdir(), 'plenum-bench-'));
  const dir = join(parent, 'postgres');
  const postgres = await startPostgres({ dir });
  const pid = readServer(dir)?.pid;
  if (pid === undefined) throw new Error('the cluster has no server');
  if (commitMs > 0) {
    await withClient(postgres.urlOf('postgres'), async (client) => {
      await client.query(`alter system set commit_delay = ${commitMs * 1_000}`);
      // Also for a commit that no other one waits beside.
      await client.query('alter system set commit_siblings = 0');
      await client.query('select pg_reload_conf()');
    });
  }
  return {
    async database(name) {
      await withClient(postgres.urlOf('postgres'), (client) => client.query(`create database ${name}`));
      const url = postgres.urlOf(name);
      await migrate(url);
      return url;
    },
    cpuSeconds: () => familyCpuSeconds(pid),
    async stop() {
      await postgres.stop();
      rmSync(parent, { recursive: true, force: true });
      rmSync(`${dir}.log`, { force: true });
    },
  };
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export interface Room {
  readonly eventId: string;
  /** A single choice between `a`, `b` and `c`, open, its result visible to all. */
  readonly activityId: string;
}

export const OPTIONS = ['a', 'b', 'c'] as const;

/** A live event with one open activity, made by a host over HTTP. */
export async function openRoom(url: string): Promise<Room> {
  const act = async (path: string, body?: unknown): Promise<{ id: string }> => {
    const response = await fetch(`${url}/v1/events${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${HOST_KEY}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as { id: string };
  };
  const { id: eventId } = await act('', { title: 'A large room' });
  await act(`/${eventId}/start`);
  const { id: activityId } = await act(`/${eventId}/activities`, {
    kind: 'single-choice',
    title: 'Which of these?',
    settings: { options: OPTIONS.map((id) => ({ id, label: `Option ${id}` })) },
    resultVisibility: 'always',
  });
  await act(`/${eventId}/activities/${activityId}/open`);
  return { eventId, activityId };
}

/** `count` people who joined: their ids. Through SQL, because joining has brakes that a bench should not meet. */
export async function admit(databaseUrl: string, { eventId }: Room, count: number): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'insert into participant (event_id, id) select $1, gen_random_uuid() from generate_series(1, $2) returning id',
      [eventId, count],
    );
    await client.query('update participant_count set joined = joined + $2 where event_id = $1', [
      eventId,
      count,
    ]);
    await client.query('vacuum analyze');
    return rows.map(({ id }) => id);
  });
}

/** A participant's bearer token, as joining would have given it. */
export const tokenOf = (() => {
  const tokens = createTokens(TOKEN_SECRET);
  return ({ eventId }: Room, participantId: string) => tokens.mintParticipantToken(eventId, participantId);
})();
