/** Joining, being the same person again, and changing one's name. */
import { createHash } from 'node:crypto';
import {
  type ErrorCode,
  type Join,
  type Joined,
  type Me,
  normaliseCode,
  type Participant,
} from '@plenum/protocol';
import { v7 as uuidv7 } from 'uuid';
import type { Deps, MeField } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { isPasscode } from '#/http/passcode.ts';
import { nicknameFold } from './nickname.ts';
import { nicknameFor, requireMayJoin } from './rules.ts';
import { createParticipantStore } from './store.ts';

const isCode =
  (...codes: ErrorCode[]) =>
  (error: unknown) =>
    error instanceof AppError && codes.includes(error.code);

export function createParticipants(
  { config, database, flush, viewers, failures }: Deps,
  meFields: readonly MeField[],
) {
  const store = createParticipantStore(database, meFields);

  return {
    /**
     * The same join key gets the same participant and token again, whichever process answers and however often it is sent.
     * @throws code_unknown, passcode_required, passcode_wrong, event_ended, rate_limited
     */
    async join(input: Join, address: string): Promise<Joined> {
      const event = await failures.guard(
        { scope: 'code', address, slows: false, isFailure: isCode('code_unknown') },
        async () => {
          const found = await store.findByCode(normaliseCode(input.code));
          if (!found) throw new AppError('code_unknown');
          return found;
        },
      );
      await failures.guard(
        { scope: `passcode ${event.id}`, address, slows: true, isFailure: isCode('passcode_wrong') },
        async () =>
          requireMayJoin(event, input, (passcode) =>
            isPasscode(config.tokenSecret, event.id, passcode, event.passcodeHash as Uint8Array),
          ),
      );
      // Over is over, whatever else the event would have asked for; who was in before still comes back.
      const isOver = event.status === 'ended' || event.status === 'archived';
      const nickname = isOver ? null : nicknameFor(event.settings, input.nickname);
      const id = uuidv7();
      const joinKeyHash = input.joinKey ? createHash('sha256').update(input.joinKey).digest('hex') : null;
      const { cursor, answer } = await flush.submit(event.id, 'participants', joinKeyHash ?? id, {
        id,
        joinKeyHash,
        nickname,
        fold: nickname && nicknameFold(nickname),
      });
      if (answer.refused) throw new AppError(answer.refused as ErrorCode);
      const participant = answer.participant as Participant;
      const { code, title, status, settings } = event;
      return {
        event: { id: event.id, code, title, status, settings },
        participant,
        token: viewers.mintParticipantToken(event.id, participant.id),
        cursor,
      };
    },

    /** @throws event_not_found when the event is gone */
    async me(eventId: string, participantId: string): Promise<Me> {
      const me = await store.me(eventId, participantId);
      if (!me) throw new AppError('event_not_found');
      return me;
    },

    /** @throws request_invalid when the event asks for a name; event_ended */
    async rename(eventId: string, participantId: string, wanted: string | null): Promise<Participant> {
      const event = await store.settingsOf(eventId);
      if (!event) throw new AppError('event_not_found');
      if (event.status === 'ended' || event.status === 'archived') throw new AppError('event_ended');
      const nickname = nicknameFor(event.settings, wanted);
      const participant = await store.rename(
        eventId,
        participantId,
        nickname,
        nickname && nicknameFold(nickname),
      );
      if (!participant) throw new AppError('credentials_invalid');
      return participant;
    },
  };
}
