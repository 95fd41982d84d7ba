/** Joining, being the same person again, changing one's name and team; and hosts who remove somebody. */
import { createHash } from 'node:crypto';
import {
  type ErrorCode,
  type Join,
  type Joined,
  type Me,
  normaliseCode,
  type Participant,
  type ParticipantResource,
  type UpdateMe,
} from '@plenum/protocol';
import { v7 as uuidv7 } from 'uuid';
import type { Deps, MeField } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { isPasscode } from '#/http/passcode.ts';
import { nicknameFold } from './nickname.ts';
import { randomResumeCode, resumeCodeHash } from './resume-code.ts';
import { formatPageEnd, isOver, nicknameFor, parsePageEnd, requireMayJoin, teamFor } from './rules.ts';
import { createParticipantStore, type EventToJoin } from './store.ts';

const PAGE = 100;
/** The dice meet a code of the same event: one in 2^40 per person there. */
const TRIES = 3;

/** What belongs to acts on people and is other capabilities': fields of `/me`, and SQL functions by name. */
export interface ParticipantHooks {
  readonly meFields: readonly MeField[];
  /** `(event) → boolean`: from the first scored question on teams stay as they are. */
  readonly hasPoints: string | null;
  /** `(event, participant)`: locks their rows, before the head. */
  readonly onRemoving: readonly string[];
  /** `(event, version, participant)`: takes back what they wrote. */
  readonly onRemoved: readonly string[];
  /** `(event, version, participant)`: gives back what removing only hid. */
  readonly onRestored: readonly string[];
}

const isCode =
  (...codes: ErrorCode[]) =>
  (error: unknown) =>
    error instanceof AppError && codes.includes(error.code);

export function createParticipants(
  { config, database, act, flush, viewers, failures }: Deps,
  hooks: ParticipantHooks,
) {
  const store = createParticipantStore(database, act, hooks.meFields);

  /** Somebody new, or whoever has this join key. */
  async function enter(
    event: EventToJoin,
    input: Join,
  ): Promise<{ participant: Participant; cursor: string }> {
    const isNoMore = isOver(event.status);
    const nickname = isNoMore ? null : nicknameFor(event.settings, input.nickname);
    const id = uuidv7();
    const joinKeyHash = input.joinKey ? createHash('sha256').update(input.joinKey).digest('hex') : null;
    const { cursor, answer } = await flush.submit(event.id, 'participants', joinKeyHash ?? id, {
      id,
      joinKeyHash,
      nickname,
      fold: nickname && nicknameFold(nickname),
      team: isNoMore ? null : teamFor(event.settings, input.teamId),
    });
    if (answer.refused) throw new AppError(answer.refused as ErrorCode);
    return { participant: answer.participant as Participant, cursor };
  }

  /** Whoever got this personal code. Guessing is braked as with passcodes. */
  function comeBack(event: EventToJoin, resumeCode: string, address: string) {
    return failures.guard(
      { scope: `resume ${event.id}`, address, slows: true, isFailure: isCode('resume_code_unknown') },
      async () => {
        const found = await store.findByResumeCode(
          event.id,
          resumeCodeHash(config.tokenSecret, event.id, resumeCode),
        );
        if (!found) throw new AppError('resume_code_unknown');
        if (found.isRemoved) throw new AppError('participant_banned');
        return found;
      },
    );
  }

  /** Only the owner sees and removes people. @throws event_not_found, event_gone, forbidden */
  async function requireOwner(eventId: string, userId: string): Promise<void> {
    const event = await store.event(eventId);
    if (!event) throw new AppError('event_not_found');
    if (event.ownerId !== userId) throw new AppError(event.isDeleted ? 'event_gone' : 'forbidden');
    if (event.isDeleted) throw new AppError('event_gone');
  }

  async function load(eventId: string, id: string): Promise<ParticipantResource> {
    const participant = await store.load(eventId, id);
    if (!participant) throw new AppError('participant_not_found');
    return participant;
  }

  return {
    /**
     * The same join key gets the same participant and token again, whichever process answers and however often it is sent.
     * A resume code decides who it is, with the name they have; the join key beside it stays unbound, so that a device that lost the
     * answer and asks again is that person again, and one that asks without the code is not.
     * @throws code_unknown, passcode_required, passcode_wrong, event_ended, resume_code_unknown, participant_banned, nickname_refused,
     *   team_unknown, rate_limited
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
      const { participant, cursor } =
        input.resumeCode === undefined
          ? await enter(event, input)
          : await comeBack(event, input.resumeCode, address);
      const { id, code, title, status, settings } = event;
      return {
        event: { id, code, title, status, settings },
        participant,
        token: viewers.mintParticipantToken(id, participant.id),
        cursor,
      };
    },

    /** @throws event_not_found, event_gone, participant_banned */
    async me(eventId: string, participantId: string): Promise<Me> {
      const found = await store.me(eventId, participantId);
      if (!found) throw new AppError('event_not_found');
      if (found.isGone) throw new AppError('event_gone');
      if (found.isRemoved) throw new AppError('participant_banned');
      return found.me;
    },

    /**
     * Changes name, team or both.
     * @throws request_invalid when the event asks for a name; nickname_refused, team_unknown, settings_frozen (teams are assigned, or
     *   points exist), event_ended, event_gone, participant_banned
     */
    async update(eventId: string, participantId: string, wanted: UpdateMe): Promise<Participant> {
      const event = await store.event(eventId);
      if (!event) throw new AppError('event_not_found');
      if (event.isDeleted) throw new AppError('event_gone');
      if (isOver(event.status)) throw new AppError('event_ended');
      const patch: Record<string, string | null> = {};
      if (wanted.nickname !== undefined) {
        patch.nickname = nicknameFor(event.settings, wanted.nickname);
        patch.nickname_fold = patch.nickname && nicknameFold(patch.nickname);
      }
      if (wanted.teamId !== undefined) patch.team_id = wanted.teamId;
      const { refused, self } = await store.change(eventId, participantId, patch, hooks.hasPoints);
      if (refused) throw new AppError(refused);
      return self;
    },

    /** A personal code in place of the one before; nobody can read it again. @throws event_not_found, event_gone, participant_banned */
    async createResumeCode(eventId: string, participantId: string): Promise<string> {
      for (let attempt = 0; attempt < TRIES; attempt++) {
        const code = randomResumeCode();
        const hash = resumeCodeHash(config.tokenSecret, eventId, code);
        const outcome = await store.putResumeCode(eventId, participantId, hash);
        if (outcome === 'put') return code;
        if (outcome !== 'taken') throw new AppError(outcome);
      }
      throw new Error('the dice met codes of this event three times');
    },

    /** In the order they joined, removed ones too; never with their answers. @param after  The `nextCursor` of the page before. */
    async list(userId: string, eventId: string, after: string | undefined, search: string | undefined) {
      await requireOwner(eventId, userId);
      const from = after === undefined ? null : parsePageEnd(after);
      const found = await store.list(eventId, PAGE + 1, from, nicknameFold(search ?? ''));
      const items = found.slice(0, PAGE);
      const last = items.at(-1);
      return { items, nextCursor: found.length > PAGE && last ? formatPageEnd(last) : null };
    },

    /**
     * Out at once, and with them what they wrote in what is still open (A5). Idempotent.
     * @param mayReturn  Whether the device may join again as somebody new; once given it is not taken back.
     */
    async remove(
      userId: string,
      eventId: string,
      id: string,
      mayReturn: boolean,
    ): Promise<ParticipantResource> {
      await requireOwner(eventId, userId);
      await store.remove(eventId, id, mayReturn, hooks);
      return load(eventId, id);
    },

    /** Gives the person back, with the points they had; answers that were taken back with them stay gone. Idempotent. */
    async restore(userId: string, eventId: string, id: string): Promise<ParticipantResource> {
      await requireOwner(eventId, userId);
      await store.restore(eventId, id, hooks.onRestored);
      return load(eventId, id);
    },
  };
}
