/** Two processes on one database are one product: whoever is asked, nothing is lost, counted twice, or taken back. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { contains, type FeedAnswer } from '@plenum/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '#/db/client.ts';
import { cloneDatabase } from '../../scripts/test-database.ts';
import {
  type ApiProcess,
  call,
  entityBytes,
  getFeed,
  HOST_KEY,
  hostAt,
  join,
  startApi,
  vote,
} from './api.ts';
import { aFollower, people, type Room, resultIn, stateAt } from './room.ts';
import { recount } from './support.ts';

let url: string;
let drop: () => Promise<void>;
let database: Database;
let processes: [ApiProcess, ApiProcess];
/** Address of one of the two. */
const at = (n: number) => (processes[n % 2] as ApiProcess).url;
const host = () => hostAt(at(0));

beforeAll(async () => {
  ({ url, drop } = await cloneDatabase());
  database = openDatabase({ databaseUrl: url });
  // Together, as after a deployment: they meet in the boot checks.
  processes = await Promise.all([startApi(url), startApi(url)]);
}, 60_000);

afterAll(async () => {
  await Promise.all((processes ?? []).map((process) => process.kill('SIGTERM')));
  await database.close();
  await drop();
});

/** Sends until somebody answers, through another process each time, as a phone does. */
async function voteUntilAnswered(
  targets: readonly string[],
  room: Room,
  token: string,
  seq: number,
  option: string,
) {
  for (let attempt = 0; attempt < 20; attempt++) {
    const reply = await vote(targets[attempt % targets.length] as string, room, token, seq, option).catch(
      () => null,
    );
    if (reply && reply.status !== 503) return reply;
    await sleep(50);
  }
  throw new Error('nobody answers');
}

test('[F2] a transaction that holds the event for more than a second costs nobody a vote or a change', async () => {
  const room = await host().openRoom();
  const tokens = await people(room, 6, at(0), at(1));
  const follower = aFollower(room);
  await follower.poll(at(0));

  const holder = await database.pool.connect();
  await holder.query('begin');
  await holder.query('select feed_append($1, $2)', [
    room.eventId,
    JSON.stringify([{ audience: 'attendee', type: 'note', id: 'late', body: { text: 'committed late' } }]),
  ]);
  const votes = tokens.map((token, n) => vote(at(n), room, token, 1, 'a'));
  const readers = Array.from({ length: 20 }, async (_, n) => {
    await sleep(n * 60);
    await follower.poll(at(n));
  });
  // Longer than one wait for the lock may last.
  await sleep(1_200);
  await holder.query('commit');
  holder.release();

  const acks = await Promise.all(votes);
  expect(acks.map(({ status }) => status)).toEqual(tokens.map(() => 200));
  await Promise.all(readers);
  const newest = acks.map(({ body }) => body.cursor).reduce((one, two) => (contains(one, two) ? one : two));
  const fresh = await stateAt(at(1), room, newest);
  for (let n = 0; !contains(follower.state.cursor as string, newest); n++) await follower.poll(at(n));
  expect(fresh.entities.get('note')?.get('late')).toEqual({ text: 'committed late' });
  expect(follower.state.entities.get('note')).toEqual(fresh.entities.get('note'));
  expect(resultIn(fresh, room)).toMatchObject({ counts: { a: 6 }, responses: 6 });
  expect(await recount(database.pool, room)).toEqual({ counts: { a: 6 }, responses: 6 });
});

describe('200 people who change their minds, through both processes', { timeout: 60_000 }, () => {
  test('[A5] every last word counts once; [W1] [W6] a client that asks a different process each time never goes back', async () => {
    const room = await host().openRoom();
    const tokens = await people(room, 200, at(0), at(1));
    let isVoting = true;
    const follower = aFollower(room);
    const following = (async () => {
      for (let n = 0; isVoting; n++) {
        await follower.poll(at(n));
        await sleep(20);
      }
    })();
    const last: Record<string, number> = { a: 0, b: 0, c: 0 };
    let newest = follower.state.cursor ?? '';
    await Promise.all(
      tokens.map(async (token, n) => {
        for (let seq = 1; seq <= 2 + (n % 3); seq++) {
          const option = 'abc'[(n + seq) % 3] as string;
          const sent = [vote(at(n + seq), room, token, seq, option)];
          // Every third is sent twice at once, every fourth act is followed by a late copy of the first.
          if (n % 3 === 0) sent.push(vote(at(n + seq + 1), room, token, seq, option));
          if (seq > 1 && n % 4 === 0) sent.push(vote(at(n), room, token, 1, 'abc'[(n + 1) % 3] as string));
          for (const { status, body } of await Promise.all(sent)) {
            expect(status, JSON.stringify(body)).toBe(200);
            if (!contains(newest, body.cursor)) newest = body.cursor;
          }
        }
        const word = 'abc'[(n + 2 + (n % 3)) % 3] as string;
        last[word] = (last[word] as number) + 1;
      }),
    );
    for (const base of [at(0), at(1)]) {
      expect(resultIn(await stateAt(base, room, newest), room)).toEqual({
        counts: last,
        responses: 200,
        final: false,
      });
    }
    expect(await recount(database.pool, room)).toEqual({ counts: last, responses: 200 });
    isVoting = false;
    await following;

    // The audience is held back up to a second.
    await sleep(1_300);
    await follower.poll(at(1));
    const fresh = await stateAt(at(1), room);
    expect(follower.state.entities).toEqual(fresh.entities);
    expect(fresh.entities.get('audience')?.get(room.eventId)).toEqual({ joined: 200 });

    expect(follower.cursors.length).toBeGreaterThan(3);
    for (const cursor of follower.cursors) {
      const [one, other] = await Promise.all([
        getFeed(at(0), room.eventId, `?since=${cursor}`),
        getFeed(at(1), room.eventId, `?since=${cursor}`),
      ]);
      expect(entityBytes(one), `[W2] since ${cursor}`).toBe(entityBytes(other));
      expect(one.text, '[W9] healthy processes send identical bodies').toBe(other.text);
    }
  });

  test('a process that is killed in the middle: every acknowledged answer is counted, none twice', async () => {
    const room = await host().openRoom();
    const tokens = await people(room, 200, at(0), at(1));
    const doomed = await startApi(url);
    const acks = new Set<string>();
    const voting = Promise.all(
      tokens.map(async (token, n) => {
        await sleep(n * 4);
        const reply = await voteUntilAnswered([doomed.url, at(n)], room, token, 1, n % 2 ? 'a' : 'b');
        expect(reply.status).toBe(200);
        acks.add(token);
      }),
    );
    while (acks.size < 60) await sleep(2);
    await doomed.kill('SIGKILL');
    const ackedAtKill = acks.size;
    await voting;
    expect(ackedAtKill, 'it died in the middle').toBeLessThan(200);
    expect(await recount(database.pool, room)).toEqual({ counts: { a: 100, b: 100 }, responses: 200 });
    await sleep(250);
    expect(resultIn(await stateAt(at(0), room), room)).toMatchObject({
      counts: { a: 100, b: 100 },
    });
  });
});

test('[W6] read your writes: the acknowledgement of one process is contained in the next answer of the other', async () => {
  const room = await host().openRoom();
  const [token] = await people(room, 1, at(0), at(1));
  const { body: before } = await getFeed(at(1), room.eventId);
  for (let seq = 1; seq <= 5; seq++) {
    const { body: ack } = await vote(at(0), room, token as string, seq, 'a');
    const { body } = await getFeed(at(1), room.eventId, `?since=${ack.cursor}`);
    expect(body).toMatchObject({ kind: 'delta', from: ack.cursor });
    expect(contains((body as { cursor: string }).cursor, ack.cursor)).toBe(true);
  }
  const { body } = await getFeed(at(1), room.eventId, `?since=${(before as { cursor: string }).cursor}`);
  expect(JSON.stringify(body)).toContain('"responses":1');
});

test('[W7] a restart: both processes tell everybody why, and the new run starts at nothing', async () => {
  const room = await host().openRoom();
  const [token] = await people(room, 1, at(0), at(1));
  const { body: ack } = await vote(at(0), room, token as string, 1, 'a');
  for (const n of [0, 1]) await getFeed(at(n), room.eventId, `?since=${ack.cursor}`);
  const { status } = await host().event(room.eventId, 'reset');
  expect(status).toBe('live');
  await sleep(500);
  for (const n of [0, 1]) {
    const { body } = await getFeed(at(n), room.eventId, `?since=${ack.cursor}`);
    expect(body).toMatchObject({ kind: 'reset', reason: 'restarted', spreadMs: 5_000 });
    const state = await stateAt(at(n), room, (body as { snapshot: string }).snapshot);
    expect([...state.entities.keys()]).toEqual(['audience', 'event']);
    expect((await getFeed(at(n), room.eventId, `?at=${ack.cursor}`)).body).toMatchObject({
      kind: 'reset',
      reason: 'restarted',
    });
  }
  const me = await call<{ responses: unknown[]; run: number }>(
    'GET',
    `${at(1)}/v1/events/${room.eventId}/me`,
    { token: token as string },
  );
  expect(me.body).toMatchObject({ responses: [], run: 2 });
});

test('[A4] an announced end comes without any traffic', async () => {
  const h = host();
  const room = await h.openRoom();
  await h.activity(room.eventId, room.activityId, 'close', { closesInMs: 600 });
  await sleep(1_300);
  const { rows } = await database.pool.query(
    "select state, closed_at - closes_at < interval '500 ms' as soon from activity where id = $1",
    [room.activityId],
  );
  expect(rows).toEqual([{ state: 'closed', soon: true }]);
});

test('[§3.4] the same join key through both processes at once is one participant with one token', async () => {
  const { code } = await host().openRoom();
  const joinKey = randomBytes(16).toString('base64url');
  const joined = await Promise.all(
    [0, 1, 0, 1].map((n) => join(at(n), { code, joinKey, nickname: 'Robin' })),
  );
  expect(new Set(joined.map(({ token }) => token)).size).toBe(1);
  expect(new Set(joined.map(({ participant }) => participant.id)).size).toBe(1);
  const others = await Promise.all(
    [0, 1, 0, 1].map((n) => join(at(n), { code, nickname: n ? 'robin' : 'Robin' })),
  );
  const numbers = others.map(({ participant }) => participant.nickname?.toLowerCase()).sort();
  expect(numbers).toEqual(['robin 2', 'robin 3', 'robin 4', 'robin 5']);
});

test('[W4] [W5] the host feed has what the room must not see, and needs the key', async () => {
  const room = await host().openRoom({ hostNotes: 'NOTES' });
  const mine = await getFeed(at(1), room.eventId, '', 'host/feed', HOST_KEY);
  expect(mine.text).toContain('NOTES');
  expect(mine.headers.get('cache-control')).toBe('private, no-store');
  const answers: FeedAnswer[] = [mine.body, (await getFeed(at(0), room.eventId)).body];
  expect(JSON.stringify(answers[1])).not.toContain('NOTES');
  expect((await getFeed(at(1), room.eventId, '', 'host/feed')).status).toBe(401);
});
