/** Events made in SQL, for the benches of the engine: as many entities and as much history as a bench asks for. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { View } from '#/feed/index.ts';

export const ATTENDEE: View = { name: 'attendee', audiences: ['attendee'] };

/** Ids of `count` live events, nothing in them yet but themselves. */
export async function someEvents(client: pg.Client, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const [n, id] of ids.entries()) {
    const code = `B${n.toString(32).padStart(7, '0')}`.toUpperCase();
    const event = {
      id,
      owner_id: 'owner',
      code,
      title: 'An event',
      settings: { moderation: 'off', nicknames: 'off' },
    };
    await client.query('select events_create($1)', [JSON.stringify(event)]);
    await client.query(`select from events_commit($1, 0, '{"status":"live"}', '{}')`, [id]);
  }
  return ids;
}

/** What a question of the room looks like in the feed, about 200 bytes. */
export function aQuestion(n: number, revision = 0) {
  const body = {
    text: `Question ${n}: ${'what do we know about this, and how do we know it? '.repeat(2)}`,
    status: 'approved',
    at: 1_700_000_000_000 + n,
    revision,
  };
  return { audience: 'attendee', type: 'question', id: `question-${n}`, body };
}

/** Gives the event `count` entities, a hundred to a version. */
export async function fill(client: pg.Client, eventId: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 100) {
    const changes = Array.from({ length: Math.min(100, count - n) }, (_, k) => aQuestion(n + k));
    await append(client, eventId, changes);
  }
}

export async function append(client: pg.Client, eventId: string, changes: unknown[]): Promise<void> {
  await client.query({
    name: 'append',
    text: 'select from feed_append($1, $2::jsonb)',
    values: [eventId, JSON.stringify(changes)],
  });
}

/** Changes entities of the event, one after the other, until `versions` more have passed. */
export async function age(
  client: pg.Client,
  eventId: string,
  entities: number,
  versions: number,
): Promise<void> {
  // Nobody is promised anything about this history: 100,000 waits for the disk would be the whole bench.
  await client.query('set synchronous_commit = off');
  // Within one transaction each update of the head walks past all that came before it.
  const AT_ONCE = 200;
  for (let n = 0; n < versions; n += AT_ONCE) {
    await client.query(
      `select count(feed_append($1, jsonb_build_array(jsonb_build_object('audience', 'attendee', 'type', 'question',
                'id', 'question-' || k % $2::int, 'body', jsonb_build_object('text', 'Question', 'revision', k)))))
         from generate_series($3::int, $4::int) k`,
      [eventId, entities, n + 1, Math.min(n + AT_ONCE, versions)],
    );
  }
  await client.query('set synchronous_commit = on');
}
