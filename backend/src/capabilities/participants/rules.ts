/** Who may join, and as whom. Pure. */
import type { EventSettings, EventStatus, Join } from '@plenum/protocol';
import { AppError } from '#/errors.ts';

export interface JoinableEvent {
  readonly status: EventStatus;
  readonly settings: EventSettings;
  readonly passcodeHash: Uint8Array | null;
}

/**
 * @param matches  Whether the given passcode is the event's.
 * @throws passcode_required, passcode_wrong, request_invalid (nickname missing)
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

/** The nickname to store: none where the event has none. @throws request_invalid where one is required. */
export function nicknameFor(settings: EventSettings, nickname: string | null | undefined): string | null {
  if (settings.nicknames === 'off') return null;
  if (settings.nicknames === 'required' && !nickname) {
    throw new AppError('request_invalid', {
      errors: [{ path: '/nickname', message: 'this event asks for a nickname' }],
    });
  }
  return nickname ?? null;
}
