/** The whole leaderboard, for hosts; the room gets its top by the feed. */
import type { Leaderboard } from '@plenum/protocol';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { createQuizStore } from './store.ts';

const PAGE = 500;

export function createQuiz({ database }: Deps) {
  const store = createQuizStore(database);
  return {
    /** @throws event_not_found, event_gone, forbidden */
    async leaderboard(userId: string, eventId: string, after: number): Promise<Leaderboard> {
      const event = await store.event(eventId);
      if (!event) throw new AppError('event_not_found');
      if (event.deletedAt) throw new AppError('event_gone');
      if (event.ownerId !== userId) throw new AppError('forbidden');
      const board = await store.leaderboard(eventId, after, PAGE);
      return { ...board, nextCursor: board.items.length === PAGE ? String(after + PAGE) : null };
    },
  };
}
