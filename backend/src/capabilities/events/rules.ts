/** What may happen to an event. Pure: (state, act) → columns to change, nothing to change, or a refusal. */
import type { EventStatus } from '@plenum/protocol';
import { AppError } from '#/errors.ts';

export interface EventState {
  readonly ownerId: string;
  readonly status: EventStatus;
  readonly run: number;
  readonly isDeleted: boolean;
}

export type EventAct = 'start' | 'pause' | 'end' | 'reset';
/** Columns of `event`, named as in SQL. */
export type EventPatch = Readonly<Record<string, unknown>>;

/** Only the owner acts on an event; a deleted one is gone for everybody else. */
export function requireOwner(event: EventState | null, userId: string): asserts event is EventState {
  if (!event) throw new AppError('event_not_found');
  if (event.ownerId !== userId) throw new AppError(event.isDeleted ? 'event_gone' : 'forbidden');
}

/**
 * `null`: it is so already; acts are idempotent.
 * @param run  For a reset: the run that whoever asked for it saw. In another one it happened already.
 */
export function transition(event: EventState, act: EventAct, run: number): EventPatch | null {
  if (event.isDeleted) throw new AppError('event_gone');
  const { status } = event;
  switch (act) {
    case 'start':
      if (status === 'live') return null;
      if (status === 'draft' || status === 'paused') return { status: 'live' };
      throw new AppError('event_ended');
    case 'pause':
      if (status === 'paused') return null;
      if (status === 'live') return { status: 'paused' };
      throw new AppError(status === 'draft' ? 'event_not_started' : 'event_ended');
    case 'end':
      if (status === 'ended' || status === 'archived') return null;
      return { status: 'ended' };
    case 'reset':
      if (event.run !== run) return null;
      // Who was ended prepares again.
      return {
        run: event.run + 1,
        ...(status === 'ended' && { status: 'draft', started_at: null, ended_at: null }),
      };
  }
}
