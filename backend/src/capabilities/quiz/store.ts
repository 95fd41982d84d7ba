/** Every query of the quiz capability. */
import type { Leaderboard } from '@plenum/protocol';
import type { Database } from '#/db/client.ts';

export function createQuizStore({ pool, prisma }: Database) {
  return {
    event: (id: string) =>
      prisma.event.findUnique({ where: { id }, select: { ownerId: true, deletedAt: true } }),

    /** Best first; equal points by name, then id. */
    async leaderboard(
      eventId: string,
      skip: number,
      limit: number,
    ): Promise<Omit<Leaderboard, 'nextCursor'>> {
      const { rows } = await pool.query(
        `select coalesce((select jsonb_agg(row order by n) from (
                   select jsonb_build_object('participantId', s.participant_id, 'nickname', participant_name(p), 'teamId', p.team_id,
                                             'place', s.place, 'points', s.points) as row,
                          row_number() over (order by s.points desc, participant_name(p), p.id) as n
                     from standing s join participant p on p.event_id = s.event_id and p.id = s.participant_id
                    where s.event_id = e.id and s.run = e.run
                    order by n offset $2 limit $3) page), '[]') as items,
                quiz_teams(e.id, e.run, e.settings) as teams
           from event e where e.id = $1`,
        [eventId, skip, limit],
      );
      return rows[0];
    },
  };
}
