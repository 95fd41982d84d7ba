/** Group commit: what shares a transaction, what waits for its turn, and what everybody is told when it goes wrong. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { isDatabaseAway } from '#/errors.ts';
import { parsePosition } from '#/feed/index.ts';
import { aProcess, failure } from '../../test/flush.ts';
import { aDatabase, anEvent, publishedResult, recount, someParticipants } from '../../test/support.ts';
import { FlushUnavailableError } from './flush.ts';

async function aRoom(people = 1) {
  const { pool } = await aDatabase();
  const room = await anEvent(pool);
  const participants = await someParticipants(pool, room.eventId, people);
  return { pool, room, participants, someone: participants[0] as string };
}

const versionOf = (cursor: string) => parsePosition(cursor)?.version;

describe('sharing', () => {
  test('700 people who tap at once share two transactions and two versions', async () => {
    const { pool, room, participants } = await aRoom(700);
    const { vote, stats } = aProcess(pool);
    const acks = await Promise.all(participants.map((participant) => vote(room, participant, 1, 'a')));
    expect(stats.batches).toEqual([500, 200]);
    expect(new Set(acks.map(({ cursor }) => cursor)).size).toBe(2);
    expect(await publishedResult(pool, room)).toMatchObject({ counts: { a: 700 }, responses: 700 });
  });

  test('one flush is in flight; what arrives meanwhile is the next batch', async () => {
    const { pool, room, participants } = await aRoom(60);
    const { vote, stats } = aProcess(pool, async (run) => {
      await sleep(30);
      return run();
    });
    await Promise.all(
      participants.map(async (participant, n) => {
        await sleep(n * 4);
        await vote(room, participant, 1, 'b');
      }),
    );
    expect(stats.inFlightMax).toBe(1);
    expect(stats.batches.length).toBeLessThan(15);
    expect(Math.max(...stats.batches)).toBeGreaterThan(3);
  });

  test('two acts on the same thing never share a batch, and keep their order', async () => {
    const { pool, room, participants, someone } = await aRoom(2);
    const { vote, stats } = aProcess(pool);
    const taps = [vote(room, someone, 1, 'a'), vote(room, someone, 2, null), vote(room, someone, 3, 'c')];
    const other = vote(room, participants[1] as string, 1, 'c');
    const acks = await Promise.all(taps);
    expect(acks.map(({ status }) => status)).toEqual(['saved', 'withdrawn', 'saved']);
    expect(acks.map(({ cursor }) => versionOf(cursor))).toEqual(
      [0, 1, 2].map((n) => (versionOf(acks[0]?.cursor as string) as number) + n),
    );
    expect(stats.batches).toEqual([2, 1, 1]);
    expect((await other).cursor).toBe(acks[0]?.cursor);
    expect(await publishedResult(pool, room)).toMatchObject({ counts: { c: 2 } });
  });

  test('joins and answers share one version', async () => {
    const { pool, room, someone } = await aRoom();
    const { vote, join } = aProcess(pool);
    const id = '018f0000-0000-7000-8000-000000000001';
    const [voted, joined] = await Promise.all([vote(room, someone, 1, 'a'), join(room, { id })]);
    expect(joined).toMatchObject({ cursor: voted.cursor, answer: { participant: { id } } });
  });

  test('a repeated act changes nothing: no version, no second count', async () => {
    const { pool, room, someone } = await aRoom();
    const { vote } = aProcess(pool);
    const first = await vote(room, someone, 1, 'a');
    expect(await vote(room, someone, 1, 'a')).toEqual(first);
  });
});

describe('going wrong', () => {
  test.each(['PL001', '40P01', '40001'])(
    'a batch that lost against somebody else (%s) is run again, not answered',
    async (code) => {
      const { pool, room, someone } = await aRoom();
      let failures = 3;
      const { vote, stats } = aProcess(pool, async (run) => {
        if (failures-- > 0) throw failure(code);
        return run();
      });
      expect(await vote(room, someone, 1, 'a')).toMatchObject({ status: 'saved' });
      expect(stats.runs).toBe(4);
      expect(await publishedResult(pool, room)).toMatchObject({ counts: { a: 1 } });
    },
  );

  test('[F8] a process that saw a higher head writes nothing below it: the epoch rotates first', async () => {
    const { pool, room, participants, someone } = await aRoom(2);
    const { vote, feed } = aProcess(pool);
    const before = await vote(room, someone, 1, 'a');
    await feed.snapshot(room.eventId, { name: 'host', audiences: ['host'] });
    await pool.query('update event_head set version = version - 2 where event_id = $1', [room.eventId]);
    const after = await vote(room, participants[1] as string, 1, 'b');
    expect(parsePosition(after.cursor)?.epoch).not.toBe(parsePosition(before.cursor)?.epoch);
    const again = await vote(room, someone, 1, 'a');
    expect(again).toMatchObject({ status: 'saved', cursor: after.cursor });
  });

  test('one poisoned act is answered alone; nobody else pays for it', async () => {
    const { pool, room, participants } = await aRoom(40);
    const { flush, vote } = aProcess(pool);
    const poison = flush.submit(room.eventId, 'activities', 'poison', {
      activity: 'no uuid',
      participant: 'x',
      seq: 1,
    });
    const votes = Promise.all(participants.map((participant) => vote(room, participant, 1, 'a')));
    await expect(poison).rejects.toMatchObject({ code: '22P02' });
    expect((await votes).every(({ status }) => status === 'saved')).toBe(true);
    expect(await publishedResult(pool, room)).toMatchObject({ counts: { a: 40 }, responses: 40 });
  });

  test('an acknowledgement that got lost: the same act again is answered saved, and counted once', async () => {
    const { pool, room, someone } = await aRoom();
    let isLost = true;
    const { vote } = aProcess(pool, async (run) => {
      const answer = await run();
      if (isLost) throw failure('ECONNRESET');
      return answer;
    });
    await expect(vote(room, someone, 7, 'b')).rejects.toThrow(FlushUnavailableError);
    isLost = false;
    expect(await vote(room, someone, 7, 'b')).toMatchObject({
      status: 'saved',
      answer: { optionId: 'b' },
      seq: 7,
    });
    expect(await publishedResult(pool, room)).toMatchObject({ counts: { b: 1 }, responses: 1 });
    expect(await recount(pool, room)).toEqual({ counts: { b: 1 }, responses: 1 });
  });
});

describe('[W14] the database is away', () => {
  async function refusedAfterMs(act: Promise<unknown>): Promise<number> {
    const startedAt = Date.now();
    const error = await act.then(
      () => null,
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(FlushUnavailableError);
    expect(isDatabaseAway(error), 'it becomes 503, not 500').toBe(true);
    return Date.now() - startedAt;
  }

  test('nobody listens: everyone who waits is told at once', async () => {
    const { room, participants } = await aRoom(20);
    // Port 1 of the loopback: refused.
    const nowhere = new pg.Pool({
      connectionString: 'postgresql://x@127.0.0.1:1/x',
      connectionTimeoutMillis: 1_000,
    });
    const { vote, flush } = aProcess(nowhere);
    const ms = await Promise.all(
      participants.map((participant) => refusedAfterMs(vote(room, participant, 1, 'a'))),
    );
    expect(Math.max(...ms)).toBeLessThan(1_000);
    expect(flush.waiting()).toBe(0);
    await nowhere.end();
  });

  test('nothing comes back: who waits behind a stuck flush is told within 3 s as well', async () => {
    const { pool, room, participants } = await aRoom(3);
    // As long as a statement may take: the connection is there, the answer is not.
    const { vote } = aProcess(pool, async () => {
      await sleep(1_800);
      throw failure('57014');
    });
    const ms = await Promise.all(
      participants.map(async (participant, n) => {
        await sleep(n * 400);
        return refusedAfterMs(vote(room, participant, 1, 'a'));
      }),
    );
    expect(Math.max(...ms)).toBeLessThan(3_000);
  });

  test('a race that never ends is given up in time', async () => {
    const { pool, room, someone } = await aRoom();
    const { vote } = aProcess(pool, async () => {
      throw failure('40P01');
    });
    const ms = await refusedAfterMs(vote(room, someone, 1, 'a'));
    expect(ms).toBeGreaterThan(2_000);
    expect(ms).toBeLessThan(3_000);
  });

  test('it comes back: the next act is saved, without anybody doing anything', async () => {
    const { pool, room, someone } = await aRoom();
    let isAway = true;
    const { vote } = aProcess(pool, async (run) => {
      if (isAway) throw failure('ECONNREFUSED');
      return run();
    });
    await refusedAfterMs(vote(room, someone, 1, 'a'));
    isAway = false;
    expect(await vote(room, someone, 1, 'a')).toMatchObject({ status: 'saved' });
  });
});
