/** Removing people: out at once, through every process, and the counts stay what is stored. */
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { call, hostAt, vote } from '../../../test/api.ts';
import { publishedResult, recount, someParticipants } from '../../../test/support.ts';
import { withTwoProcesses } from './testing.ts';

const { at, sql, join, me, updateMe, resumeCode, list, remove, restore, joined } = withTwoProcesses();
const host = () => hostAt(at(0));
const aKey = () => randomBytes(16).toString('base64url');

/** A live room with one open activity, and one person in it. */
async function aRoomWith(body: object = {}) {
  const room = await host().openRoom();
  const { participant, token } = (await join({ code: room.code, ...body })).body;
  return { room, id: participant.id, token };
}

/** [A5] What the host sees equals what is stored. */
async function expectExact(activity: { eventId: string; activityId: string }) {
  const { counts, responses } = await recount(sql(), activity);
  const shown = Object.fromEntries(Object.entries(counts).filter(([, weight]) => Number(weight) !== 0));
  const published = await publishedResult(sql(), activity);
  // Not by toMatchObject: an empty object matches any.
  expect([published?.counts, published?.responses]).toEqual([shown, responses]);
  return responses;
}

describe('[A5] what somebody answered, after their removal', () => {
  test('is taken back where it is open, and stays counted where it is closed', async () => {
    const { room, id, token } = await aRoomWith();
    const closed = { eventId: room.eventId, activityId: room.activityId };
    await vote(at(0), closed, token, 1, 'a');
    await host().activity(room.eventId, room.activityId, 'close');
    const { id: activityId } = await host().createActivity(room.eventId);
    await host().activity(room.eventId, activityId, 'open');
    const open = { eventId: room.eventId, activityId };
    await vote(at(0), open, token, 1, 'b');

    expect((await remove(room.eventId, id, {}, 1)).status).toBe(200);
    expect(await publishedResult(sql(), open)).toEqual({ counts: {}, responses: 0, final: false });
    expect(await publishedResult(sql(), closed)).toMatchObject({
      counts: { a: 1 },
      responses: 1,
      final: true,
    });
    await expectExact(open);
    await expectExact(closed);
  });

  test('a vote that races the removal through another process leaves counts = stored, and nothing of it open', async () => {
    const room = await host().openRoom();
    const activity = { eventId: room.eventId, activityId: room.activityId };
    const outcomes = new Set<number>();
    for (let round = 0; round < 25; round++) {
      const { participant, token } = (await join({ code: room.code }, round)).body;
      // Somebody else votes too: flushes meet, whoever is removed.
      const other = (await join({ code: room.code }, round)).body;
      if (round % 2) await vote(at(round), activity, token, 1, 'a');
      const [first, removed, second] = await Promise.all([
        vote(at(0), activity, token, 2, 'b'),
        remove(room.eventId, participant.id, {}, round),
        vote(at(1), activity, token, 3, 'c'),
        vote(at(round), activity, other.token, 1, 'a'),
      ]);
      expect(removed.status, removed.text).toBe(200);
      for (const { status, text } of [first, second]) {
        outcomes.add(status);
        expect([200, 403], text).toContain(status);
      }
      expect(await expectExact(activity)).toBe(round + 1);
    }
    expect(outcomes).toContain(403);
  });
});

describe('who was removed', () => {
  test('[S1] is refused whatever they send, with one code they can read', async () => {
    const joinKey = aKey();
    const { room, id, token } = await aRoomWith({ joinKey, nickname: 'Robin' });
    const { code: own } = (await resumeCode(room.eventId, token)).body;
    const { body: removed } = await remove(room.eventId, id);
    expect(removed).toMatchObject({ id, nickname: 'Robin', mayReturn: false, removedAt: expect.any(Number) });
    for (const reply of await Promise.all([
      vote(at(1), room, token, 1, 'a'),
      me(room.eventId, token, 1),
      updateMe(room.eventId, token, { nickname: 'Amira' }, 1),
      resumeCode(room.eventId, token, 1),
      join({ code: room.code, joinKey }, 1),
      join({ code: room.code, resumeCode: own }, 1),
    ])) {
      expect(reply.status, reply.text).toBe(403);
      expect(reply.text).toContain('participant_banned');
    }
  });

  test('may come back as somebody new where the host allows it, and is still not who they were', async () => {
    const joinKey = aKey();
    const { room, id, token } = await aRoomWith({ joinKey });
    await remove(room.eventId, id);
    // A second thought.
    expect((await remove(room.eventId, id, { mayReturn: true })).body.mayReturn).toBe(true);
    const again = await join({ code: room.code, joinKey }, 1);
    expect(again.status).toBe(201);
    expect(again.body.participant.id).not.toBe(id);
    expect((await me(room.eventId, token)).status).toBe(403);
    expect((await me(room.eventId, again.body.token)).status).toBe(200);
  });

  test('is the same person after being restored, without the answers that were taken back', async () => {
    const joinKey = aKey();
    const { room, id, token } = await aRoomWith({ joinKey });
    await vote(at(0), room, token, 1, 'a');
    await remove(room.eventId, id);
    expect((await restore(room.eventId, id, 1)).body).toMatchObject({
      id,
      removedAt: null,
      mayReturn: false,
    });
    expect((await join({ code: room.code, joinKey })).body.participant.id).toBe(id);
    const { responses } = (await me(room.eventId, token)).body;
    expect(responses.filter(({ answer }) => answer !== null)).toEqual([]);
    expect(await expectExact(room)).toBe(0);
    expect((await vote(at(1), room, token, 2, 'b')).status).toBe(200);
    expect(await expectExact(room)).toBe(1);
  });
});

test('[§3.4] the audience is one less with each removal and one more with each return, however often it is said', async () => {
  const room = await host().openRoom();
  const people = await Promise.all(Array.from({ length: 6 }, (_, n) => join({ code: room.code }, n)));
  const ids = people.map(({ body }) => body.participant.id);
  // Through both processes at once.
  await Promise.all([...ids, ...ids].map((id, n) => remove(room.eventId, id, {}, n)));
  await Promise.all([0, 1, 0].map((n) => restore(room.eventId, ids[0] as string, n)));
  expect(await joined(room.eventId)).toMatchObject({ stored: 1, counted: 1 });
  await expect.poll(async () => (await joined(room.eventId)).published, { timeout: 5_000 }).toBe(1);
});

describe('the list of people', () => {
  test('comes in the order they joined, in pages that miss nobody, and can be searched', async () => {
    const room = await host().openRoom();
    const ids = await someParticipants(sql(), room.eventId, 230);
    // Many joined in the same millisecond.
    await sql().query(
      `update participant set created_at = date_trunc('second', created_at) where event_id = $1`,
      [room.eventId],
    );
    await join({ code: room.code, nickname: 'Zoë 100%' });
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let after = ''; ; ) {
      const { items, nextCursor } = (await list(room.eventId, after && `?after=${after}`)).body;
      sizes.push(items.length);
      seen.push(...items.map(({ id }) => id));
      if (nextCursor === null) break;
      after = nextCursor;
    }
    expect(sizes).toEqual([100, 100, 31]);
    expect(new Set(seen.slice(0, 230))).toEqual(new Set(ids));
    const last = seen.at(-1);
    for (const search of ['zoë', 'ZOË', '100%', 'ë 1'])
      expect((await list(room.eventId, `?search=${encodeURIComponent(search)}`)).body.items).toMatchObject([
        { id: last, nickname: 'Zoë 100%' },
      ]);
    expect((await list(room.eventId, '?search=_')).body.items).toEqual([]);
    expect((await list(room.eventId, '?after=yesterday')).status).toBe(400);
  });

  test('shows removed people as removed, and nobody’s answers', async () => {
    const { room, id, token } = await aRoomWith();
    await vote(at(0), room, token, 1, 'a');
    await remove(room.eventId, id);
    expect(Object.keys((await list(room.eventId)).body.items[0] as object).sort()).toEqual(
      ['id', 'joinedAt', 'mayReturn', 'nickname', 'removedAt', 'teamId'].sort(),
    );
  });
});

test('[S2] only the event’s host sees and removes people', async () => {
  const { room, id, token } = await aRoomWith();
  expect((await list(room.eventId, '', token)).status).toBe(403);
  expect((await remove(room.eventId, id, {}, 0, token)).status).toBe(403);
  expect((await restore(room.eventId, id, 0, token)).status).toBe(403);
  expect((await call('GET', `${at(0)}/v1/events/${room.eventId}/participants`)).status).toBe(401);
  expect((await remove(room.eventId, randomUUID())).body.code).toBe('participant_not_found');
  expect((await restore(room.eventId, 'me')).body.code).toBe('participant_not_found');
  // Somebody else's event, for a host with a valid key.
  await sql().query(`update event set owner_id = 'another' where id = $1`, [room.eventId]);
  expect((await list(room.eventId)).status).toBe(403);
  expect((await remove(room.eventId, id)).status).toBe(403);
  expect((await restore(room.eventId, id)).status).toBe(403);
  expect((await me(room.eventId, token)).status).toBe(200);
});
