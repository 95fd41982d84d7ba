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

/** Opened last, whatever became of it since: where the room is, by the server's own rule for *next*. */
export function onId(show: readonly ShownActivity[]): string | null {
  const opened = show.filter(({ activity }) => activity.state !== 'ready');
  const [last] = opened.sort(
    (one, two) =>
      (two.activity.opensAt ?? 0) - (one.activity.opensAt ?? 0) ||
      two.activity.position - one.activity.position ||
      (one.id < two.id ? -1 : 1),
  );
  return last?.id ?? null;
}

/** *Next* as one act: what is on, which it closes, and what it opens. */
export interface NextAct {
  readonly from: string | null;
  readonly to: string;
  /** Still open, so that its voting ends with it. */
  readonly closes: ShownActivity | null;
}

/**
 * What *next* does where a host stands: it goes on from what is on, to what they chose or else to what follows. `null`
 * when nothing is left, and where opening the chosen one does as much.
 */
export function nextAct(show: readonly ShownActivity[], selectedId: string | null): NextAct | null {
  const from = onId(show);
  const on = show.find(({ id }) => id === from);
  const closes = on?.activity.state === 'open' ? on : null;
  const selected = show.find(({ id }) => id === selectedId);
  if (from === null || on === undefined) return null;
  if (selected?.activity.state === 'ready') return closes && { from, to: selected.id, closes };
  const to = nextId(show, from);
  return to === null ? null : { from, to, closes };
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
