/** What may happen to an event. Pure: (state, act) → columns to change, nothing to change, or a refusal. */
import { type EventSettings, type EventStatus, TEAMS_BYTES_MAX } from '@plenum/protocol';
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

/** What a change of settings must not meet, asked when it commits; and whether it moves people between teams. */
export interface SettingsChange {
  readonly settings: EventSettings;
  readonly unless: readonly ('hasAnswers' | 'hasPoints')[];
  readonly changesTeams: boolean;
}

/**
 * Some settings are promises: who sees answers, once somebody answered; teams, once there are points; the pace, while it is on.
 * @throws settings_frozen; request_invalid (teams)
 */
export function changeSettings(
  status: EventStatus,
  was: EventSettings,
  changes: Partial<EventSettings>,
): SettingsChange {
  const settings = { ...was, ...changes };
  // What was allowed once stands until somebody touches it.
  requireTeams(changes);
  if (settings.pace !== was.pace && (status === 'live' || status === 'paused')) {
    throw new AppError('settings_frozen', { detail: 'The pace is fixed while the event is live.' });
  }
  const changesMode = settings.teamMode !== was.teamMode;
  return {
    settings,
    unless: [
      ...(settings.answers !== was.answers ? (['hasAnswers'] as const) : []),
      ...(changesMode ? (['hasPoints'] as const) : []),
    ],
    changesTeams: changesMode || changes.teams !== undefined,
  };
}

/** @throws request_invalid: two teams with one id, or together too large for the leaderboard (W16) */
export function requireTeams({ teams = [] }: Partial<EventSettings>): void {
  const second = teams.findIndex(({ id }, n) => teams.findIndex((team) => team.id === id) < n);
  if (second >= 0) {
    throw new AppError('request_invalid', {
      errors: [{ path: `/settings/teams/${second}/id`, message: 'another team has this id' }],
    });
  }
  const quotes = 4;
  const bytes = teams.reduce(
    (sum, { id, name }) => sum + Buffer.byteLength(JSON.stringify(id) + JSON.stringify(name)) - quotes,
    0,
  );
  if (bytes > TEAMS_BYTES_MAX) {
    throw new AppError('request_invalid', {
      errors: [
        {
          path: '/settings/teams',
          message: `have ids and names of ${bytes} bytes in JSON; at most ${TEAMS_BYTES_MAX} fit`,
        },
      ],
    });
  }
}
