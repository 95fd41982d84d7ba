/** The quiz: who has how many points. Points themselves are given by the act that reveals a question (activities). */
import type { Capability } from '#/capability.ts';
import { quizRoutes } from './routes.ts';

export const quiz: Capability = {
  name: 'quiz',
  routes: quizRoutes,
  hasPoints: 'quiz_has_points',
  // What teams are called stands on the board.
  onTeamsChanged: 'quiz_due',
  onParticipantRestored: 'quiz_participant_restored',
  me: [
    {
      name: 'standing',
      sql: `select jsonb_build_object('points', s.points, 'place', s.place,
                      'players', (select count(*) from standing o where o.event_id = $1 and o.run = e.run),
                      'questions', (select coalesce(jsonb_agg(jsonb_build_object('activityId', q.activity_id, 'points', q.points,
                                              'isRight', q.is_right, 'streak', q.streak) order by q.activity_id), '[]')
                                      from points q where q.event_id = $1 and q.run = e.run and q.participant_id = $2))
              from standing s where s.event_id = $1 and s.run = e.run and s.participant_id = $2`,
    },
  ],
};
