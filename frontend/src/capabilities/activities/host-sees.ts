/**
 * What phones and the screen show right now, as a kind that the page puts into words.
 * Pure, and written from the room's side: a phone shows the newest activity that was opened.
 */
import type { ActivityEntity, EventStatus, HostActivityEntity, StageEntity } from '@plenum/protocol';
import { closedActivities, openActivities } from './choose-activity.ts';
import { hasSolution, resultReach } from './host-step.ts';

export type Sees =
  /** `own-pace`: everybody at another one. */
  | { what: 'own-pace' | 'early' | 'waiting' | 'thanks' | 'join' | 'leaderboard' | 'blank' | 'not-opened' }
  /** Another activity than the selected one. */
  | { what: 'other'; title: string }
  | { what: 'question'; isOpen: boolean; results: 'none' | 'answered' | 'room' | 'solution' };

export interface RoomState {
  readonly status: EventStatus;
  readonly isSelfPaced?: boolean;
  readonly activities: ReadonlyMap<string, HostActivityEntity>;
}

/** The activity a phone turns to by itself, by the phone's own rule. */
export function onPhones(activities: RoomState['activities']): string | null {
  const opened = new Map([...activities].filter(([, { state }]) => state !== 'ready')) as Map<
    string,
    ActivityEntity
  >;
  return (openActivities(opened)[0] ?? closedActivities(opened)[0])?.id ?? null;
}

export function phonesSee(room: RoomState, selectedId: string): Sees {
  if (room.status === 'draft') return { what: 'early' };
  if (room.status === 'ended' || room.status === 'archived') return { what: 'thanks' };
  const shownId = onPhones(room.activities);
  if (shownId === null) return { what: 'waiting' };
  if (room.isSelfPaced) return { what: 'own-pace' };
  return seen(room, shownId, selectedId);
}

export function screenSees(room: RoomState, stage: StageEntity | undefined, selectedId: string): Sees {
  if (stage === undefined || stage.view === 'join') return { what: 'join' };
  if (stage.view === 'leaderboard') return { what: 'leaderboard' };
  if (stage.view === 'blank') return { what: 'blank' };
  const sees =
    stage.activityId === null ? { what: 'join' as const } : seen(room, stage.activityId, selectedId);
  // The screen is nobody who answered: it shows what the whole room may see.
  return sees.what === 'question' && sees.results === 'answered' ? { ...sees, results: 'none' } : sees;
}

function seen({ activities }: RoomState, shownId: string, selectedId: string): Sees {
  const shown = activities.get(shownId);
  if (shown === undefined || shown.state === 'ready') return { what: 'not-opened' };
  if (shownId !== selectedId) return { what: 'other', title: shown.title };
  const reach = resultReach(shown);
  const isSolved = shown.resultState === 'shown' && hasSolution(shown);
  const results =
    reach === 'nobody' ? 'none' : reach === 'answered' ? 'answered' : isSolved ? 'solution' : 'room';
  return { what: 'question', isOpen: shown.state === 'open', results };
}
