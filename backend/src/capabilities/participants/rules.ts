/** Who may join, and as whom. Pure. */
import type { EventSettings, EventStatus, Join } from '@plenum/protocol';
import { AppError } from '#/errors.ts';
import { isRude } from '#/profanity.ts';

export interface JoinableEvent {
  readonly status: EventStatus;
  readonly settings: EventSettings;
  readonly passcodeHash: Uint8Array | null;
}

/** Over is over: nobody new, nothing changes; who was in before still comes back. */
export const isOver = (status: EventStatus) => status === 'ended' || status === 'archived';

/**
 * @param matches  Whether the given passcode is the event's.
 * @throws passcode_required, passcode_wrong
 */
export function requireMayJoin(
  event: JoinableEvent,
  input: Join,
  matches: (passcode: string) => boolean,
): void {
  if (event.passcodeHash) {
    if (input.passcode === undefined) throw new AppError('passcode_required');
    if (!matches(input.passcode)) throw new AppError('passcode_wrong');
  }
}

/**
 * The nickname to store: none where the event has none.
 * @throws request_invalid where one is required; nickname_refused when it is rude
 */
export function nicknameFor(settings: EventSettings, nickname: string | null | undefined): string | null {
  if (settings.nicknames === 'off') return null;
  if (settings.nicknames === 'required' && !nickname) {
    throw new AppError('request_invalid', {
      errors: [{ path: '/nickname', message: 'this event asks for a nickname' }],
    });
  }
  if (nickname && isRude(nickname)) throw new AppError('nickname_refused');
  return nickname ?? null;
}

/** The team to join: none where teams are not chosen. @throws team_unknown */
export function teamFor(settings: EventSettings, teamId: string | undefined): string | null {
  if (teamId === undefined) return null;
  if (!settings.teams.some(({ id }) => id === teamId)) throw new AppError('team_unknown');
  return settings.teamMode === 'choose' ? teamId : null;
}

/** Where a page of participants ends: when its last one joined (ms), and who that was. */
export interface PageEnd {
  readonly joinedAt: number;
  readonly id: string;
}

const CURSOR = /^(0|[1-9][0-9]{0,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export const formatPageEnd = ({ joinedAt, id }: PageEnd) => `${joinedAt}_${id}`;

/** @throws request_invalid when it is no cursor of ours */
export function parsePageEnd(cursor: string): PageEnd {
  const [, joinedAt, id] = CURSOR.exec(cursor) ?? [];
  if (joinedAt === undefined || id === undefined) {
    throw new AppError('request_invalid', {
      errors: [{ path: '/after', message: 'must be the nextCursor of the page before' }],
    });
  }
  return { joinedAt: Number(joinedAt), id };
}
