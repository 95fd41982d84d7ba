/** Every query of the entries capability; acts are one call each (prisma/migrations, entries_*). */
import type { EntryResource } from '@plenum/protocol';
import type { Act } from '#/db/acts.ts';
import type { Database } from '#/db/client.ts';

const NO_SUCH_ENTRY = 'PL007';

const selected = `select n.id, n.activity_id as "activityId", n.part, n.text, n.status, n.score::int as score, time_ms(n.created_at)::float8 as "createdAt",
       case when e.settings->>'answers' = 'named' then participant_name(p) end as author
  from event e
  join entry n on n.event_id = e.id and n.run = e.run
  left join participant p on p.event_id = e.id and p.id = n.participant_id`;

export function createEntryStore({ pool, prisma }: Database, act: Act) {
  return {
    event: (id: string) =>
      prisma.event.findUnique({ where: { id }, select: { ownerId: true, deletedAt: true } }),

    async hasActivity(eventId: string, id: string): Promise<boolean> {
      return (await prisma.activity.count({ where: { eventId, id } })) > 0;
    },

    /** Behind `after` (an entry's id) in the order newest first. */
    async list(
      eventId: string,
      activityId: string,
      after: string | null,
      limit: number,
    ): Promise<EntryResource[]> {
      const { rows } = await pool.query<EntryResource>(
        `${selected}
          where e.id = $1 and n.activity_id = $2
            and ($3::uuid is null or (n.created_at, n.id) < (select o.created_at, o.id from entry o
                                                              where o.event_id = e.id and o.run = e.run and o.id = $3))
          order by n.created_at desc, n.id desc limit $4`,
        [eventId, activityId, after, limit],
      );
      return rows;
    },

    async find(eventId: string, id: string): Promise<EntryResource | null> {
      const { rows } = await pool.query<EntryResource>(`${selected} where e.id = $1 and n.id = $2`, [
        eventId,
        id,
      ]);
      return rows[0] ?? null;
    },

    /** The cursor at which everybody sees it; `null` when there is no such entry. */
    async moderate(eventId: string, activityId: string, id: string, status: string): Promise<string | null> {
      try {
        return (await act(eventId, 'entries_moderate', activityId, id, status)).cursor;
      } catch (error) {
        if ((error as { code?: string }).code === NO_SUCH_ENTRY) return null;
        throw error;
      }
    },
  };
}
