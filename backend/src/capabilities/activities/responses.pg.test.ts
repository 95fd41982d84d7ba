/** What is stored, what is counted, and that both always agree. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sql } from '#/feed/index.ts';
import { aProcess } from '../../../test/flush.ts';
import {
  aDatabase,
  anEvent,
  commitActivity,
  mutate,
  OPTIONS,
  type Option,
  PATIENT,
  publishedResult,
  type Room,
  recount,
  someParticipants,
} from '../../../test/support.ts';

async function aRoom(people = 1) {
  const { pool } = await aDatabase(PATIENT);
  const room = await anEvent(pool);
  const participants = await someParticipants(pool, room.eventId, people);
  return { pool, room, participants, someone: participants[0] as string, ...aProcess(pool) };
}

/** [A5] In every state: tally = recount of the stored responses = what is published. */
async function expectExact(sql: Sql, room: Room): Promise<void> {
  const expected = await recount(sql, room);
  const { rows } = await sql.query(
    `select coalesce((select jsonb_object_agg(bucket, weight) from tally t where t.event_id = e.id and t.run = e.run
                       and t.activity_id = $2 and t.weight <> 0), '{}') as counts,
            coalesce((select responses from turnout t where t.event_id = e.id and t.run = e.run and t.activity_id = $2), 0)::int as responses
       from event e where e.id = $1`,
    [room.eventId, room.activityId],
  );
  expect(rows[0], 'the tally').toEqual(expected);
  expect(await publishedResult(sql, room), 'the published result').toMatchObject(expected);
}

async function anOldAnswerArrivesLate({
  pool,
  room,
  someone,
  vote,
}: Awaited<ReturnType<typeof aRoom>>): Promise<void> {
  await vote(room, someone, 5, 'a');
  const late = await vote(room, someone, 4, 'b');
  expect(late, 'the late answer').toMatchObject({ status: 'superseded', answer: { optionId: 'a' }, seq: 5 });
  await expectExact(pool, room);
}

describe('[§3.3] seq', () => {
  test('a newer answer replaces the older one', async () => {
    const { pool, room, someone, vote } = await aRoom();
    await vote(room, someone, 1, 'a');
    expect(await vote(room, someone, 2, 'b')).toMatchObject({
      status: 'saved',
      answer: { optionId: 'b' },
      seq: 2,
    });
    expect(await publishedResult(pool, room)).toMatchObject({ counts: { b: 1 }, responses: 1 });
  });

  test('an older answer that arrives late is superseded, and told what is stored', async () => {
    await anOldAnswerArrivesLate(await aRoom());
  });

  test('the same seq with another answer is refused, also once it is closed', async () => {
    const { pool, room, someone, vote } = await aRoom();
    await vote(room, someone, 5, 'a');
    expect(await vote(room, someone, 5, 'b')).toMatchObject({ refused: 'seq_reused' });
    expect(await vote(room, someone, 5, null)).toMatchObject({ refused: 'seq_reused' });
    await commitActivity(pool, room, { state: 'closed' });
    expect(await vote(room, someone, 5, 'b')).toMatchObject({ refused: 'seq_reused' });
    await expectExact(pool, room);
  });

  test('[W12] what was withdrawn stays withdrawn, whatever is replayed late', async () => {
    const { pool, room, someone, vote } = await aRoom();
    await vote(room, someone, 1, 'a');
    expect(await vote(room, someone, 3, null)).toMatchObject({ status: 'withdrawn', answer: null, seq: 3 });
    for (const [seq, option] of [
      [1, 'a'],
      [2, 'b'],
    ] as const) {
      expect(await vote(room, someone, seq, option)).toMatchObject({
        status: 'superseded',
        answer: null,
        seq: 3,
      });
    }
    expect(await vote(room, someone, 3, null)).toMatchObject({ status: 'withdrawn' });
    expect(await publishedResult(pool, room)).toEqual({ counts: {}, responses: 0, final: false });
  });

  test('[W12] a withdrawal that overtakes its answer wins', async () => {
    const { pool, room, someone, vote } = await aRoom();
    await vote(room, someone, 2, null);
    expect(await vote(room, someone, 1, 'a')).toMatchObject({ status: 'superseded', answer: null });
    expect(await publishedResult(pool, room)).toEqual({ counts: {}, responses: 0, final: false });
  });

  test('[W12] the retry of a counted vote is answered saved whenever it arrives; a new vote is refused', async () => {
    const { pool, room, participants, someone, vote } = await aRoom(2);
    await vote(room, someone, 1, 'a');
    const pause = (status: string) =>
      pool.query('select from events_commit($1, (select revision from event where id = $1), $2, $3)', [
        room.eventId,
        JSON.stringify({ status }),
        [],
      ]);
    for (const [change, refusal] of [
      [() => pause('paused'), 'event_paused'],
      [() => pause('live').then(() => commitActivity(pool, room, { state: 'closed' })), 'activity_closed'],
      [() => pause('ended'), 'event_ended'],
    ] as const) {
      await change();
      expect(await vote(room, someone, 1, 'a')).toMatchObject({ status: 'saved', answer: { optionId: 'a' } });
      expect(await vote(room, someone, 2, 'b')).toMatchObject({ refused: refusal });
      expect(await vote(room, participants[1] as string, 1, 'b')).toMatchObject({ refused: refusal });
    }
    await expectExact(pool, room);
  });

  test('a stranger, a banned participant and an answer to edited settings are refused', async () => {
    const { pool, room, participants, someone, vote } = await aRoom(2);
    expect(await vote(room, '00000000-0000-4000-8000-000000000000', 1, 'a')).toMatchObject({
      refused: 'credentials_invalid',
    });
    await pool.query('update participant set banned_at = now() where id = $1', [someone]);
    expect(await vote(room, someone, 1, 'a')).toMatchObject({ refused: 'participant_banned' });
    await commitActivity(pool, room, { countsDepend: true });
    expect(await vote(room, participants[1] as string, 1, 'a')).toMatchObject({ refused: 'stale' });
    expect(await recount(pool, room)).toEqual({ counts: {}, responses: 0 });
  });

  test('[A1] settings that change counts freeze at the first answer', async () => {
    const { pool, room, someone, vote } = await aRoom();
    await commitActivity(pool, room, { countsDepend: true });
    await pool.query('update activity set settings_revision = 0 where id = $1', [room.activityId]);
    await vote(room, someone, 1, 'a');
    await expect(commitActivity(pool, room, { countsDepend: true })).rejects.toMatchObject({ code: 'PL004' });
  });
});

describe('[A5] integrity', () => {
  test('any order of answers, changes, withdrawals and replays over two processes leaves the newest, counted once', async () => {
    const { pool, room, participants, vote } = await aRoom(4);
    const processes = [vote, aProcess(pool).vote];
    let seqBase = 0;
    const act = fc.record({ who: fc.nat(3), seq: fc.nat(5), through: fc.nat(1) });
    // What a seq says is fixed: a client never uses one twice with different answers.
    const answerOf = (seq: number) =>
      ([...OPTIONS, null, 'a', 'b'] as (Option | null)[])[seq] as Option | null;
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        seqBase += 10;
        const acks = await Promise.all(
          acts.map(({ who, seq, through }) =>
            (processes[through] as typeof vote)(
              room,
              participants[who] as string,
              seqBase + seq,
              answerOf(seq),
            ),
          ),
        );
        expect(acks.filter(({ refused }) => refused)).toEqual([]);
        const { rows } = await pool.query(
          'select participant_id, seq::int, answer from response where activity_id = $1',
          [room.activityId],
        );
        for (const [who, participant] of participants.entries()) {
          const newest = Math.max(-1, ...acts.filter((one) => one.who === who).map(({ seq }) => seq));
          if (newest < 0) continue;
          const option = answerOf(newest);
          expect(rows).toContainEqual({
            participant_id: participant,
            seq: seqBase + newest,
            answer: option && `{"optionId":"${option}"}`,
          });
        }
        await expectExact(pool, room);
      }),
      { seed: 47, numRuns: 40 },
    );
  });

  test('the close stores number and hash, and anyone with the rows can recompute both', async () => {
    const { pool, room, participants, vote } = await aRoom(30);
    await Promise.all(
      participants.map((participant, n) => vote(room, participant, 1, OPTIONS[n % 3] as Option)),
    );
    await Promise.all(participants.slice(0, 10).map((participant) => vote(room, participant, 2, null)));
    await Promise.all(participants.slice(10, 20).map((participant) => vote(room, participant, 2, 'c')));
    await commitActivity(pool, room, { state: 'closed' });
    const { rows: responses } = await pool.query(
      'select id, nonce, answer from response where event_id = $1 and activity_id = $2 and answer is not null',
      [room.eventId, room.activityId],
    );
    const bytes = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');
    const leaves = responses
      .sort((left, right) => Buffer.compare(bytes(left.id), bytes(right.id)))
      .map(({ id, nonce, answer }) =>
        createHash('sha256').update(bytes(id)).update(bytes(nonce)).update(answer, 'utf8').digest(),
      );
    const { rows } = await pool.query(
      'select closed_responses::int, closed_hash from activity where id = $1',
      [room.activityId],
    );
    expect(rows[0].closed_responses).toBe(20);
    expect(rows[0].closed_hash.toString('hex')).toBe(
      createHash('sha256').update(Buffer.concat(leaves)).digest('hex'),
    );
    expect(new Set(responses.map(({ answer }) => answer))).toContain('{"optionId":"c"}');
    await expectExact(pool, room);
  });

  test('[W3] an answer resends numbers and no text: of all entities only result and turnout change', async () => {
    const { pool, room, someone, vote } = await aRoom();
    const versions = async () => {
      const { rows } = await pool.query<{ entity: string; version: string }>(
        `select audience || ' ' || type as entity, version from feed_entity where event_id = $1`,
        [room.eventId],
      );
      return new Map(rows.map(({ entity, version }) => [entity, version]));
    };
    const before = await versions();
    await vote(room, someone, 1, 'a');
    const after = await versions();
    const changed = [...after.keys()].filter((entity) => after.get(entity) !== before.get(entity)).sort();
    expect(changed).toEqual(['attendee result', 'attendee turnout', 'host result', 'host turnout']);
  });

  test('[W16] a result shows its 100 largest buckets and the rest as other; the sum stays exact', async () => {
    const { pool, room, someone, vote } = await aRoom();
    await pool.query(
      `insert into tally (event_id, run, activity_id, bucket, weight) select $1, 1, $2, 'word ' || n, n from generate_series(1, 150) n`,
      [room.eventId, room.activityId],
    );
    await vote(room, someone, 1, 'a');
    const { counts, other } = (await publishedResult(pool, room, 'attendee')) as {
      counts: Record<string, number>;
      other: number;
    };
    expect(Object.keys(counts)).toHaveLength(100);
    // Words 1 … 50, and the one answer `a`.
    expect(other).toBe((50 * 51) / 2 + 1);
    expect(counts['word 51']).toBe(51);
    const sum = Object.values(counts).reduce((one, two) => one + two, other);
    expect(sum).toBe((150 * 151) / 2 + 1);
  });

  test('a reset counts nothing of the old run, and the same seq may be used again', async () => {
    const { pool, room, someone, vote } = await aRoom();
    await vote(room, someone, 1, 'a');
    await pool.query('select from events_commit($1, (select revision from event where id = $1), $2, $3)', [
      room.eventId,
      '{"run":2}',
      ['activities_event_reset'],
    ]);
    await expectExact(pool, room);
    expect(await recount(pool, room)).toEqual({ counts: {}, responses: 0 });
    await commitActivity(pool, room, { state: 'open' });
    expect(await vote(room, someone, 1, 'b')).toMatchObject({ status: 'saved' });
    await expectExact(pool, room);
  });
});

describe('the checks catch', () => {
  test('a flush without the seq guard: an old answer overwrites the newer one', async () => {
    const room = await aRoom();
    await mutate(room.pool, 'activities_flush_rows', 'where r.seq < excluded.seq', '');
    await expect(anOldAnswerArrivesLate(room)).rejects.toThrow('the late answer');
  });

  test('old contributions that are not taken back: the recount differs', async () => {
    const { pool, room, someone, vote } = await aRoom();
    await mutate(pool, 'activities_flush_effects', '-c.value::bigint', '0');
    await vote(room, someone, 1, 'a');
    await vote(room, someone, 2, 'b');
    await expect(expectExact(pool, room)).rejects.toThrow('the tally');
  });
});

test('40P01 between two processes that answer in opposite order never reaches anybody', async () => {
  const { pool, room, participants, vote } = await aRoom(40);
  const other = aProcess(pool, async (run) => run());
  const backwards = [...participants].reverse();
  const acks = await Promise.all([
    ...participants.map((participant) => vote(room, participant, 1, 'a')),
    ...backwards.map((participant) => other.vote(room, participant, 2, 'b')),
  ]);
  expect(acks.every(({ status }) => status === 'saved' || status === 'superseded')).toBe(true);
  expect(await recount(pool, room)).toEqual({ counts: { b: 40 }, responses: 40 });
  await expectExact(pool, room);
});
