/** Entries: texts that came as answers, with a life of their own: moderated and upvoted. */
import type { Capability } from '#/capability.ts';
import { entryRoutes } from './routes.ts';

export const entries: Capability = {
  name: 'entries',
  ridesFlush: true,
  routes: entryRoutes,
  lockParticipantRows: 'entries_participant_lock',
  me: [
    {
      name: 'entries',
      sql: `select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'activityId', n.activity_id, 'part', n.part, 'text', n.text,
                      'status', n.status) order by n.created_at, n.id), '[]')
              from entry n where n.event_id = $1 and n.run = e.run and n.participant_id = $2 and n.status <> 'withdrawn'`,
    },
    {
      name: 'upvotes',
      sql: `select coalesce(jsonb_agg(jsonb_build_object('entryId', u.entry_id, 'upvoted', u.upvoted, 'seq', u.seq) order by u.entry_id), '[]')
              from entry_upvote u where u.event_id = $1 and u.run = e.run and u.participant_id = $2`,
    },
  ],
};
