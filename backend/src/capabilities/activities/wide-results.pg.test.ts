/** [W16] A result of many buckets is told now and then, whatever the number of votes; what is counted is exact all the while. */
import { expect, test } from 'vitest';
import { aProcess } from '../../../test/flush.ts';
import {
  aDatabase,
  anEvent,
  commitActivity,
  PATIENT,
  publishedResult,
  type Room,
  someParticipants,
} from '../../../test/support.ts';

const WORDS = 600;

/** People said 600 different words. The room was told; it will be told again after the time that as many as `as` words take. */
async function aRoomOfWords({ as = 200_000 } = {}) {
  const { pool } = await aDatabase(PATIENT);
  const room = await anEvent(pool);
  const people = await someParticipants(pool, room.eventId, 4);
  const { vote } = aProcess(pool);
  await pool.query(`update activity set traits = '{"words": true}' where event_id = $1`, [room.eventId]);
  await pool.query(
    `insert into tally (event_id, run, activity_id, bucket, weight) select $1, 1, $2, 'word ' || n, 1 from generate_series(1, ${WORDS}) n`,
    [room.eventId, room.activityId],
  );
  await vote(room, people[0] as string, 1, 'a');
  const widths = await pool.query('select buckets from turnout where event_id = $1', [room.eventId]);
  expect(widths.rows, 'what the last result was put together from').toEqual([{ buckets: WORDS + 1 }]);
  await pool.query('update turnout set buckets = $2 where event_id = $1', [room.eventId, as]);
  const entity = async (type: string) => {
    const { rows } = await pool.query(
      `select body from feed_entity where event_id = $1 and audience = 'attendee' and type = $2 and id = $3`,
      [room.eventId, type, room.activityId],
    );
    return rows[0]?.body;
  };
  return { pool, room, people, vote, entity };
}

const sumOf = (result: { counts?: Record<string, number>; other?: number }) =>
  Object.values(result.counts ?? {}).reduce((one, two) => one + two, result.other ?? 0);

async function due(
  pool: { query: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }> },
  room: Room,
) {
  const { rows } = await pool.query(
    `select what, at > clock_timestamp() as waits from event_due where event_id = $1`,
    [room.eventId],
  );
  return rows;
}

test('[W16] between two tellings the room hears how many answered, and nothing is lost', async () => {
  const { pool, room, people, vote, entity } = await aRoomOfWords();
  for (const [n, person] of people.slice(1).entries()) {
    await vote(room, person, 1, 'b');
    expect(await entity('turnout')).toEqual({ responses: n + 2 });
  }
  expect(await entity('result')).toMatchObject({ responses: 1 });
  expect(await due(pool, room)).toEqual([{ what: 'activities_results_due', waits: true }]);

  // The time has come.
  await pool.query(`update event_due set at = clock_timestamp() where event_id = $1`, [room.eventId]);
  await pool.query(`select run_due($1, 'activities_results_due')`, [room.eventId]);
  const told = await entity('result');
  expect(told).toMatchObject({ responses: 4, counts: { b: 3 } });
  expect(sumOf(told)).toBe(WORDS + 4);
  expect(await due(pool, room)).toEqual([]);
});

test('[W16] with time enough between two votes, each is told at once', async () => {
  // 601 words: 60 ms.
  const { room, people, vote, entity } = await aRoomOfWords({ as: WORDS + 1 });
  for (const [n, person] of people.slice(1).entries()) {
    await new Promise((resolve) => setTimeout(resolve, 80));
    await vote(room, person, 1, 'b');
    expect(await entity('result')).toMatchObject({ responses: n + 2 });
  }
});

test('[W12] a close waits for nothing: the final result holds every vote, and stays', async () => {
  const { pool, room, people, vote } = await aRoomOfWords();
  await vote(room, people[1] as string, 1, 'b');
  await commitActivity(pool, room, { state: 'closed' });
  const final = await publishedResult(pool, room);
  expect(final).toMatchObject({ final: true, responses: 2 });
  expect(sumOf(final as object)).toBe(WORDS + 2);
  await pool.query(`update event_due set at = clock_timestamp() where event_id = $1`, [room.eventId]);
  await pool.query(`select run_due($1, 'activities_results_due')`, [room.eventId]);
  expect(await publishedResult(pool, room)).toEqual(final);
});
