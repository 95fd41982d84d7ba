/** What the database says: one transaction, one snapshot of it. */
import { formatCursor } from '@plenum/protocol';
import type pg from 'pg';
import type { StoredActivity, StoredResponse, Truth } from '../history/line.ts';

/** Where the event's history stands. */
export async function headOf(client: pg.ClientBase, eventId: string): Promise<string> {
  const { rows } = await client.query('select epoch, version from event_head where event_id = $1', [eventId]);
  return formatCursor(rows[0].epoch, Number(rows[0].version));
}

export async function truthOf(client: pg.ClientBase, eventId: string): Promise<Truth> {
  await client.query('begin transaction isolation level repeatable read read only');
  const ask = async <Row extends pg.QueryResultRow>(sql: string) =>
    (await client.query<Row>(sql, [eventId])).rows;
  const cursor = await headOf(client, eventId);
  const responses = await ask<StoredResponse & { seq: string }>(
    `select activity_id as activity, participant_id as participant, seq, answer::jsonb->>'optionId' as option
       from response where event_id = $1 order by 1, 2`,
  );
  const activities = await ask<StoredActivity & { turnout: string; closedResponses: string | null }>(
    `select a.id, a.state, a.closed_responses as "closedResponses",
            coalesce((select jsonb_object_agg(t.bucket, t.weight) from tally t
                       where t.event_id = $1 and t.activity_id = a.id and t.weight <> 0), '{}') as tally,
            coalesce((select o.responses from turnout o where o.event_id = $1 and o.activity_id = a.id), 0) as turnout
       from activity a where a.event_id = $1 order by 1`,
  );
  const entities = await ask<Truth['entities'][number]>(
    `select case audience when 'attendee' then 'feed' else 'host/feed' end as feed, type, id, body
       from feed_entity where event_id = $1 and body is not null and audience in ('attendee', 'host')
      order by 1, 2, 3`,
  );
  await client.query('commit');
  return {
    is: 'truth',
    cursor,
    responses: responses.map((response) => ({ ...response, seq: Number(response.seq) })),
    activities: activities.map((activity) => ({
      ...activity,
      turnout: Number(activity.turnout),
      closedResponses: activity.closedResponses === null ? null : Number(activity.closedResponses),
    })),
    entities,
  };
}
