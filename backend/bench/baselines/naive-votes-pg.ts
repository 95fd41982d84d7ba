/**
 * The naive ballot with raw `pg`: one transaction per vote, which stores the answer and adds to the hot row of the
 * tally. Right, as far as it goes: no vote is lost or counted twice. As many connections as ours, as durable as ours.
 */
import Fastify from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const app = Fastify({ logger: false });
app.put('/v1/events/:eventId/activities/:activityId/response', async (request) => {
  const { eventId, activityId } = request.params as { eventId: string; activityId: string };
  const participantId = request.headers.authorization?.slice('Bearer '.length);
  const { answer, seq } = request.body as { answer: { optionId: string }; seq: number };
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query({
      name: 'store',
      text: `insert into response (event_id, run, activity_id, participant_id, seq, answer, contributions)
             values ($1, 1, $2, $3, $4, $5, $6)
             on conflict (event_id, run, activity_id, participant_id) do update
               set seq = excluded.seq, answer = excluded.answer, contributions = excluded.contributions
               where response.seq < excluded.seq
             returning old.contributions as was`,
      values: [eventId, activityId, participantId, seq, JSON.stringify(answer), { [answer.optionId]: 1 }],
    });
    const change = { [answer.optionId]: 1 };
    for (const was of Object.keys(rows[0]?.was ?? {})) change[was] = (change[was] ?? 0) - 1;
    // In one order, or two changes of mind would wait for each other.
    for (const bucket of rows.length > 0 ? Object.keys(change).sort() : []) {
      await client.query({
        name: 'count',
        text: `insert into tally (event_id, run, activity_id, bucket, weight) values ($1, 1, $2, $3, $4)
               on conflict (event_id, run, activity_id, bucket) do update set weight = tally.weight + excluded.weight`,
        values: [eventId, activityId, bucket, change[bucket]],
      });
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
  return { status: 'saved', answer, seq };
});
console.log(await app.listen({ host: '127.0.0.1', port: 0 }));
process.once('SIGTERM', () => process.exit(0));
