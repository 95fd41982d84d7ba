/** The run of show: the activities in their order, and which of them the room is at. */
import type { HostActivityEntity, StageEntity } from '@plenum/protocol';
import { stepOf } from './host-step.ts';

export interface ShownActivity {
  readonly id: string;
  readonly activity: HostActivityEntity;
}

export function runOfShow(activities: ReadonlyMap<string, HostActivityEntity>): ShownActivity[] {
  return [...activities]
    .map(([id, activity]) => ({ id, activity }))
    .sort((one, two) => one.activity.position - two.activity.position || (one.id < two.id ? -1 : 1));
}

/** Where a host finds the page: at what is open, else at what the screen shows, else at what comes next. */
export function currentId(show: readonly ShownActivity[], stage: StageEntity | undefined): string | null {
  const open = show.filter(({ activity }) => activity.state === 'open');
  const newest = open.sort((one, two) => (two.activity.opensAt ?? 0) - (one.activity.opensAt ?? 0))[0];
  if (newest !== undefined) return newest.id;
  const staged = stage?.view === 'activity' ? stage.activityId : null;
  if (staged !== null && show.some(({ id }) => id === staged)) return staged;
  return (show.find(({ activity }) => activity.state === 'ready') ?? show.at(-1))?.id ?? null;
}

/** The one after `id` that is still to do; the first such from the top when there is none behind it. */
export function nextId(show: readonly ShownActivity[], id: string): string | null {
  const index = show.findIndex((shown) => shown.id === id);
  const isToDo = ({ id: other, activity }: ShownActivity) => other !== id && activity.state === 'ready';
  return (show.slice(index + 1).find(isToDo) ?? show.find(isToDo))?.id ?? null;
}

/** Closed is done, revealed or not. */
export function doneCount(show: readonly ShownActivity[]): number {
  return show.filter(({ activity }) => activity.state === 'closed').length;
}

/** What somebody did to an activity between two states of the feed; the last such act. */
export type SeenAct = 'opened' | 'closed' | 'closed-itself' | 'revealed' | 'hidden';

export function actBetween(
  before: HostActivityEntity | undefined,
  after: HostActivityEntity,
): SeenAct | null {
  if (before === undefined) return null;
  if (before.state !== after.state) {
    if (after.state === 'open') return 'opened';
    if (after.state === 'ready') return null;
    return after.closesAt !== null && (after.closedAt ?? 0) >= after.closesAt ? 'closed-itself' : 'closed';
  }
  if (before.resultState === after.resultState) return null;
  if (after.resultState === 'hidden') return 'hidden';
  return stepOf(after) === 'revealed' || after.resultState === 'shown' ? 'revealed' : null;
}
