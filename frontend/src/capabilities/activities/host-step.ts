/**
 * Where an activity stands in the host's hands, and which one step comes next.
 * Pure: the control room, the remote and the shortcuts ask here, so that they never disagree.
 */
import type { EventStatus, HostActivityEntity } from '@plenum/protocol';

export const STEPS = ['ready', 'open', 'closed', 'revealed'] as const;
export type Step = (typeof STEPS)[number];

/** What the one solid button does; `reveal-answer`: the room has the result, not yet what is right. */
export type NextStep = 'open' | 'close' | 'reveal' | 'reveal-answer' | 'next';

/** Whom the result reaches right now. */
export type Reach = 'nobody' | 'answered' | 'room';

type Shown = Pick<HostActivityEntity, 'state' | 'resultState' | 'resultVisibility'>;
type Solved = Pick<HostActivityEntity, 'correct' | 'explanation'>;

/** Mirrors the server's rule (A3): shown and hidden are the host's word, `auto` follows the visibility. */
export function resultReach({ state, resultState, resultVisibility }: Shown): Reach {
  if (state === 'ready' || resultState === 'hidden') return 'nobody';
  if (resultState === 'shown' || resultVisibility === 'always') return 'room';
  if (resultVisibility === 'after-own-response') return 'answered';
  return resultVisibility === 'after-close' && state === 'closed' ? 'room' : 'nobody';
}

export function stepOf(activity: Shown): Step {
  if (activity.state !== 'closed') return activity.state;
  return resultReach(activity) === 'room' ? 'revealed' : 'closed';
}

/** Whether revealing would show more than the result: the right answer, an explanation. */
export function hasSolution({ correct, explanation }: Solved): boolean {
  return correct != null || (explanation ?? '') !== '';
}

/** The next step of this activity in this event; `null` when there is nothing left to do here. */
export function nextStep(
  activity: Shown & Solved,
  event: { status: EventStatus; hasNext: boolean },
): NextStep | null {
  switch (activity.state) {
    case 'ready':
      return event.status === 'live' ? 'open' : null;
    case 'open':
      return 'close';
    case 'closed':
      if (resultReach(activity) !== 'room') return 'reveal';
      if (activity.resultState !== 'shown' && hasSolution(activity)) return 'reveal-answer';
      return event.hasNext ? 'next' : null;
  }
}

/** Whether revealing needs a question first: voting is still open and people would follow the crowd. */
export function revealsEarly(activity: Shown): boolean {
  return activity.state === 'open';
}

export function mayReveal(activity: Shown): boolean {
  return activity.state !== 'ready' && activity.resultState !== 'shown';
}

/** Hiding makes sense only where somebody sees the result, or will as soon as voting closes. */
export function mayHide(activity: Shown): boolean {
  if (activity.state === 'ready' || activity.resultState === 'hidden') return false;
  return resultReach(activity) !== 'nobody' || activity.resultVisibility === 'after-close';
}
