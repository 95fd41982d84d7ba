/** Which of the event's activities stands on the phone. Pure, so that the page never jumps for a reason nobody can name. */
import type { ActivityEntity } from '@plenum/protocol';

export interface Listed {
  readonly id: string;
  readonly activity: ActivityEntity;
}

/** Open ones, the newest first. */
export function openActivities(activities: ReadonlyMap<string, ActivityEntity>): Listed[] {
  return listed(activities, 'open').sort(
    (one, two) => (two.activity.opensAt ?? 0) - (one.activity.opensAt ?? 0),
  );
}

/** Closed ones, the last closed first. */
export function closedActivities(activities: ReadonlyMap<string, ActivityEntity>): Listed[] {
  return listed(activities, 'closed').sort(
    (one, two) => (two.activity.closedAt ?? 0) - (one.activity.closedAt ?? 0),
  );
}

function listed(activities: ReadonlyMap<string, ActivityEntity>, state: ActivityEntity['state']): Listed[] {
  return [...activities].flatMap(([id, activity]) => (activity.state === state ? [{ id, activity }] : []));
}

/** In the host's order: for an event through which everybody goes at their own speed. */
export function inOrder(activities: ReadonlyMap<string, ActivityEntity>): Listed[] {
  return [...activities]
    .map(([id, activity]) => ({ id, activity }))
    .sort((one, two) => one.activity.position - two.activity.position || (one.id < two.id ? -1 : 1));
}

/** Where somebody begins who goes at their own speed, also after a reload: at the first open one without an answer. */
export function beginsAt(
  steps: readonly Listed[],
  hasAnswered: (activityId: string) => boolean,
): string | null {
  const toDo = steps.find(({ id, activity }) => activity.state === 'open' && !hasAnswered(id));
  return (toDo ?? steps[0])?.id ?? null;
}

export interface Shown {
  readonly id: string;
  /** The person went there themselves. */
  readonly isPicked: boolean;
  /** What was open when they did: something newer brings them back. */
  readonly openThen: readonly string[];
}

/**
 * The activity to show; `null` when there is none.
 * - What is open stays while it is unanswered or picked: a thumb may be on its way to it.
 * - A closed one that was picked stays until something new opens.
 * - Else the newest open one, else the last closed.
 */
export function chooseActivity(
  activities: ReadonlyMap<string, ActivityEntity>,
  shown: Shown | null,
  hasAnswered: (activityId: string) => boolean,
): string | null {
  const open = openActivities(activities);
  const current = shown === null ? undefined : activities.get(shown.id);
  if (shown !== null && current !== undefined) {
    if (current.state === 'open' && (shown.isPicked || !hasAnswered(shown.id))) return shown.id;
    const isNew = open.some(({ id }) => !shown.openThen.includes(id));
    if (shown.isPicked && !isNew) return shown.id;
  }
  return open[0]?.id ?? closedActivities(activities)[0]?.id ?? null;
}
