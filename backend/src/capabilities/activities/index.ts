/** Activities: anything the room can do, and what the room answers. */
import type { Capability } from '#/capability.ts';
import { activityRoutes } from './routes.ts';

export const activities: Capability = {
  name: 'activities',
  ridesFlush: true,
  routes: activityRoutes,
  onEventEnded: 'activities_event_ended',
  onEventReset: 'activities_event_reset',
  onEventStarted: 'activities_event_started',
  lockParticipantRows: 'activities_participant_lock',
  onParticipantRemoved: 'activities_participant_removed',
  hasAnswers: 'activities_has_answers',
  me: [
    {
      name: 'responses',
      sql: `select coalesce(jsonb_agg(
              jsonb_build_object('activityId', r.activity_id, 'answer', r.answer::jsonb, 'seq', r.seq)
              || case when a.result_visibility = 'after-own-response' and r.answer is not null
                      then jsonb_build_object('resultKey', a.result_key) else '{}' end
              order by r.activity_id), '[]')
            from response r join activity a on a.event_id = r.event_id and a.id = r.activity_id
           where r.event_id = $1 and r.participant_id = $2 and r.run = e.run`,
    },
  ],
};
