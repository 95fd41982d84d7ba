/** Who may see an event's private feeds: asked at every poll, looked up at most every 4 s (S2: revocation is seen within 5 s). */
import { LRUCache } from 'lru-cache';
import { AppError } from '#/errors.ts';
import type { Sql } from '#/feed/index.ts';

const CACHE_MS = 4_000;

interface Owned {
  readonly ownerId: string;
  readonly isDeleted: boolean;
}

export interface Rights {
  /** @throws event_not_found, event_gone, forbidden; while the database is away: its error, once the cache has run out. */
  requireOwner(eventId: string, userId: string): Promise<void>;
}

export function createRights(sql: Sql): Rights {
  const cache = new LRUCache<string, Owned>({ max: 5_000, ttl: CACHE_MS });
  return {
    async requireOwner(eventId, userId) {
      let event = cache.get(eventId);
      if (!event) {
        const { rows } = await sql.query<{ owner_id: string; deleted: boolean }>({
          name: 'event_owner',
          text: 'select owner_id, deleted_at is not null as deleted from event where id = $1',
          values: [eventId],
        });
        const [row] = rows;
        if (!row) throw new AppError('event_not_found');
        event = { ownerId: row.owner_id, isDeleted: row.deleted };
        cache.set(eventId, event);
      }
      if (event.ownerId !== userId) throw new AppError(event.isDeleted ? 'event_gone' : 'forbidden');
      if (event.isDeleted) throw new AppError('event_gone');
    },
  };
}
