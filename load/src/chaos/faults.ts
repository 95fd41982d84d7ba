/** Breaks things as planned, mends them, and writes both into the history. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCursor } from '@plenum/protocol';
import pg from 'pg';
import { type ApiProcess, runScript } from './api-process.ts';
import type { Cluster } from './cluster.ts';
import type { Fault } from './schedule.ts';
import { headOf } from './truth.ts';
import type { World } from './world.ts';

/** A tick is 0.2 s; new connections on a busy machine take longer. */
const NOTICE_MS = 10_000;

export interface Scene {
  readonly world: World;
  readonly cluster: Cluster;
  readonly databaseUrl: string;
  readonly processes: readonly ApiProcess[];
  readonly eventId: string;
  /** False leaves out the last step of the restore: a mutant. */
  readonly rotates: boolean;
}

/** Runs `work` on a connection of its own. */
export async function withDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'chaos' });
  client.on('error', () => {}); // ended by a fault; the query in flight says so
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Takes the faults of a run one after another. Each resolves once its thing works again. */
export function createFaults(scene: Scene) {
  const { world, cluster, processes, databaseUrl, eventId } = scene;
  const { recorder } = world;
  let copy: { cursor: string; copiedMs: number } | null = null;

  /** With the mark in the history, also when it fails. */
  async function broken(what: string, process: number | null, work: () => Promise<void>): Promise<void> {
    const beginMs = recorder.nowMs();
    try {
      await work();
    } finally {
      recorder.add({ is: 'fault', what, process, beginMs, endMs: recorder.nowMs() });
    }
  }

  async function restore(isLive: boolean): Promise<void> {
    if (!copy) throw new Error('there is no copy to restore');
    const beginMs = recorder.nowMs();
    if (!isLive) await Promise.all(processes.map((process) => process.kill()));
    await cluster.stop();
    await cluster.putBack();
    await cluster.start();
    if (!isLive) {
      // The runbook's order: before anybody is let in again.
      if (scene.rotates) await runScript('backend/scripts/rotate-epochs.ts', databaseUrl);
      await Promise.all(processes.map((process) => process.start()));
    }
    const noticeMs = isLive ? NOTICE_MS : 0;
    recorder.add({ is: 'restore', ...copy, beginMs, endMs: recorder.nowMs(), noticeMs });
    world.restores++;
    const old = parseCursor(copy.cursor)?.epoch as string;
    copy = null;
    if (isLive) await untilNoticed(old);
  }

  /** Nothing else is broken until every process left the old epoch: with the database down it could not notice. */
  async function untilNoticed(old: string): Promise<void> {
    const giveUpMs = recorder.nowMs() + NOTICE_MS;
    for (let process = 0; process < processes.length && recorder.nowMs() < giveUpMs; ) {
      const { status, text } = await world.ask({
        client: 'watch',
        process,
        path: `/v1/events/${eventId}/feed`,
      });
      const isPast = status === 200 && !(JSON.parse(text) as { cursor: string }).cursor.startsWith(`${old}.`);
      if (isPast) process++;
      else await sleep(100);
    }
  }

  function run(fault: Fault): Promise<void> {
    switch (fault.what) {
      case 'kill a process':
        return broken(fault.what, fault.process, async () => {
          await processes[fault.process]?.kill();
          await sleep(fault.forMs);
          await processes[fault.process]?.start();
        });
      case 'freeze a process':
        return broken(fault.what, fault.process, async () => {
          processes[fault.process]?.freeze();
          await sleep(fault.forMs);
          processes[fault.process]?.thaw();
        });
      case 'kill the database':
        return broken(fault.what, null, async () => {
          await cluster.kill();
          await sleep(fault.forMs);
          await cluster.start();
        });
      case 'stop the database':
        return broken(fault.what, null, async () => {
          await cluster.stop();
          await sleep(fault.forMs);
          await cluster.start();
        });
      case 'end sessions':
        return broken(fault.what, null, () =>
          withDatabase(databaseUrl, async (client) => {
            await client.query(
              `select pg_terminate_backend(pid) from (
                 select pid from pg_stat_activity where application_name = 'plenum' order by random() limit $1) picked`,
              [fault.count],
            );
          }),
        );
      case 'slow transaction':
        return withDatabase(databaseUrl, (client) => appendSlowly(client, eventId, fault.forMs));
      case 'copy the database':
        return broken(fault.what, null, async () => {
          const copiedMs = recorder.nowMs();
          await cluster.stop();
          await cluster.copy();
          await cluster.start();
          // Nobody can have written between the stop and the copy; what was written after the start only raises it.
          copy = { copiedMs, cursor: await withDatabase(databaseUrl, (client) => headOf(client, eventId)) };
        });
      case 'restore':
        return broken(fault.what, null, () => restore(fault.isLive));
    }
  }

  return { run };
}

/** Takes a version first and commits much later, as a slow writer on a busy database does. */
export async function appendSlowly(client: pg.ClientBase, eventId: string, forMs: number): Promise<void> {
  const note = { audience: 'attendee', type: 'note', id: `${forMs}`, body: { text: 'committed late' } };
  await client.query('begin');
  await client.query('select from feed_append($1, $2)', [eventId, JSON.stringify([note])]);
  await sleep(forMs);
  await client.query('commit');
}
