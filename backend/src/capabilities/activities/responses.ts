/** The acts of participants: answer, change the answer, take it back. All ride the flush. */
import type { ErrorCode, ResponseAck, ResponseStatus } from '@plenum/protocol';
import canonicalize from 'canonicalize';
import { LRUCache } from 'lru-cache';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { type Contributions, judge } from './kinds/index.ts';
import { type Ballot, createActivityStore } from './store.ts';

/** The host edited the settings between our look and the commit: judge the answer again. */
const STALE = 'stale';
/** Of no settings: an answer that fits none is refused as stale, after whatever else refuses any answer. */
const NO_REVISION = -1;

export function createResponses({ database, act, flush }: Deps) {
  const store = createActivityStore(database, act);
  // Kind and settings of what is being voted on. Never trusted alone: the flush compares the settings' revision.
  const ballots = new LRUCache<string, Ballot>({ max: 5_000 });

  async function ballotOf(eventId: string, id: string): Promise<Ballot> {
    const key = `${eventId} ${id}`;
    let ballot = ballots.get(key);
    if (!ballot) {
      ballot = (await store.ballot(eventId, id)) ?? undefined;
      if (!ballot) throw new AppError('activity_not_found');
      ballots.set(key, ballot);
    }
    return ballot;
  }

  async function submit(
    eventId: string,
    activityId: string,
    participantId: string,
    seq: number,
    answer: string | null,
    contributions: Contributions,
    settingsRevision: number,
    extra: Record<string, unknown> | null,
  ): Promise<ResponseAck> {
    const { cursor, answer: outcome } = await flush.submit(
      eventId,
      'activities',
      `${activityId} ${participantId}`,
      {
        activity: activityId,
        participant: participantId,
        seq,
        answer,
        contributions,
        settingsRevision,
        extra,
      },
    );
    if (outcome.refused === STALE) throw new StaleBallot();
    if (outcome.refused) throw new AppError(outcome.refused as ErrorCode);
    return {
      cursor,
      status: outcome.status as ResponseStatus,
      answer: outcome.answer,
      seq: outcome.seq as number,
      ...(outcome.resultKey !== undefined && { resultKey: outcome.resultKey as string }),
    };
  }

  return {
    /**
     * Saves an answer; safe to send again. The newest `seq` wins, whichever arrives last.
     * @throws answer_invalid, activity_closed, not_open_yet, seq_reused, event_paused, …
     */
    async put(
      eventId: string,
      activityId: string,
      participantId: string,
      seq: number,
      answer: unknown,
    ): Promise<ResponseAck> {
      for (let attempt = 0; attempt < 3; attempt++) {
        const { kind, settings, settingsRevision } = await ballotOf(eventId, activityId);
        const judged = judge(kind, settings, answer);
        const fits = 'contributions' in judged;
        // An answer that does not fit may be ahead of what we remember of the settings: look once more. What then still does not fit is
        // not told so before the flush said that it could have been counted: whether something fits tells what was never opened (W5).
        try {
          if (!fits && attempt === 0) throw new StaleBallot();
          return await submit(
            eventId,
            activityId,
            participantId,
            seq,
            canonicalize(answer) as string,
            fits ? judged.contributions : {},
            fits ? settingsRevision : NO_REVISION,
            fits ? judged.extra : null,
          );
        } catch (error) {
          if (!(error instanceof StaleBallot)) throw error;
          ballots.delete(`${eventId} ${activityId}`);
          if (!fits && attempt > 0) throw new AppError('answer_invalid', { errors: judged.errors });
        }
      }
      throw new AppError('edit_conflict');
    },

    /** Takes the answer back. The seq stays, so that a late replay of the answer changes nothing. */
    async withdraw(
      eventId: string,
      activityId: string,
      participantId: string,
      seq: number,
    ): Promise<ResponseAck> {
      await ballotOf(eventId, activityId);
      return submit(eventId, activityId, participantId, seq, null, {}, 0, null);
    },
  };
}

class StaleBallot extends Error {}

export type Responses = ReturnType<typeof createResponses>;
