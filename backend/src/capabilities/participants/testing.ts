/** Two processes on one database, and the words of stories about people: for this folder's tests. */
import type { Joined, Me, Participant, ParticipantResource } from '@plenum/protocol';
import { afterAll, beforeAll } from 'vitest';
import { type Database, openDatabase } from '#/db/client.ts';
import { cloneDatabase, type TestDatabase } from '../../../../scripts/test-database.ts';
import { call, HOST_KEY, startApiHere } from '../../../test/api.ts';

/** Registers the hooks; everything returned may be used inside tests only. */
export function withTwoProcesses() {
  let cloned: TestDatabase;
  let database: Database;
  let processes: Awaited<ReturnType<typeof startApiHere>>[];

  beforeAll(async () => {
    cloned = await cloneDatabase();
    database = openDatabase({ databaseUrl: cloned.url });
    // One after the other: together they take longer than either has on a busy machine.
    processes = [await startApiHere(cloned.url), await startApiHere(cloned.url)];
  });
  afterAll(async () => {
    await Promise.all((processes ?? []).map((process) => process.stop()));
    await database.close();
    await cloned.drop();
  });

  /** Address of one of the two. */
  const at = (n: number) => (processes[n % 2] as { url: string }).url;
  const url = (eventId: string, path: string, n = 0) => `${at(n)}/v1/events/${eventId}${path}`;
  return {
    at,
    sql: () => database.pool,
    join: (body: object, n = 0) => call<Joined & { code?: string }>('POST', `${at(n)}/v1/join`, { body }),
    me: (eventId: string, token: string, n = 0) =>
      call<Me & { code?: string }>('GET', url(eventId, '/me', n), { token }),
    updateMe: (eventId: string, token: string, body: object, n = 0) =>
      call<Participant & { code?: string }>('PATCH', url(eventId, '/me', n), { token, body }),
    resumeCode: (eventId: string, token: string, n = 0) =>
      call<{ code: string }>('POST', url(eventId, '/me/resume-code', n), { token }),
    list: (eventId: string, query = '', token = HOST_KEY) =>
      call<{ items: ParticipantResource[]; nextCursor: string | null }>(
        'GET',
        url(eventId, `/participants${query}`),
        { token },
      ),
    remove: (eventId: string, id: string, body?: object, n = 0, token = HOST_KEY) =>
      call<ParticipantResource & { code?: string }>('POST', url(eventId, `/participants/${id}/remove`, n), {
        token,
        ...(body && { body }),
      }),
    restore: (eventId: string, id: string, n = 0, token = HOST_KEY) =>
      call<ParticipantResource & { code?: string }>('POST', url(eventId, `/participants/${id}/restore`, n), {
        token,
      }),
    updateEvent: (eventId: string, body: object, n = 0) =>
      call<{ settings: Record<string, unknown>; code?: string }>('PATCH', url(eventId, '', n), {
        token: HOST_KEY,
        body,
      }),
    /** How many are here: as counted, and as the room is told in the end. */
    async joined(eventId: string) {
      const { rows } = await database.pool.query(
        `select (select count(*)::int from participant where event_id = $1 and banned_at is null) as stored, joined::int as counted,
                (select (body->>'joined')::int from feed_entity
                  where event_id = $1 and audience = 'attendee' and type = 'audience') as published
           from participant_count where event_id = $1`,
        [eventId],
      );
      return rows[0] as { stored: number; counted: number; published: number };
    },
  };
}
