/** Acts on entries: hosts show them or set them aside, participants upvote. Texts themselves come and go with the answers they are of. */
import type { EntryResource, ErrorCode, ModerateEntry, UpvoteAck } from '@plenum/protocol';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { createEntryStore } from './store.ts';

const PAGE = 100;

export function createEntries({ database, act, flush }: Deps) {
  const store = createEntryStore(database, act);

  async function requireOwner(eventId: string, userId: string): Promise<void> {
    const event = await store.event(eventId);
    if (!event) throw new AppError('event_not_found');
    if (event.deletedAt) throw new AppError('event_gone');
    if (event.ownerId !== userId) throw new AppError('forbidden');
  }

  return {
    /** Everything that was written, newest first, 100 at a time. @throws activity_not_found */
    async list(
      userId: string,
      eventId: string,
      activityId: string,
      after: string | undefined,
    ): Promise<{ items: EntryResource[]; nextCursor: string | null }> {
      await requireOwner(eventId, userId);
      if (!(await store.hasActivity(eventId, activityId))) throw new AppError('activity_not_found');
      const items = await store.list(eventId, activityId, after ?? null, PAGE);
      return { items, nextCursor: items.length === PAGE ? (items.at(-1)?.id ?? null) : null };
    },

    /** Idempotent. @throws entry_not_found, also when its author took it back */
    async moderate(
      userId: string,
      eventId: string,
      activityId: string,
      id: string,
      { status }: ModerateEntry,
    ): Promise<EntryResource> {
      await requireOwner(eventId, userId);
      const cursor = await store.moderate(eventId, activityId, id, status);
      const entry = await store.find(eventId, id);
      if (cursor === null || !entry) throw new AppError('entry_not_found');
      return { ...entry, cursor };
    },

    /** Upvotes or takes it back; the newest `seq` wins. @throws entry_not_found (also when the caller cannot see it), seq_reused, event_paused, … */
    async upvote(
      eventId: string,
      activityId: string,
      id: string,
      participantId: string,
      seq: number,
      upvoted: boolean,
    ): Promise<UpvoteAck> {
      const { cursor, answer } = await flush.submit(eventId, 'entries', `${id} ${participantId}`, {
        activity: activityId,
        entry: id,
        participant: participantId,
        seq,
        upvoted,
      });
      if (answer.refused) throw new AppError(answer.refused as ErrorCode);
      return {
        cursor,
        status: answer.status as UpvoteAck['status'],
        answer: answer.answer as UpvoteAck['answer'],
        seq: answer.seq as number,
      };
    },
  };
}
