/** Who this device is in an event: kept here, so that after sleep, reload or a dead spot it is the same person. */
import type { Joined } from '@plenum/protocol';
import { joinKey } from '@plenum/protocol/client';
import { readStored, readStoredJson, writeStored } from '#/lib/stored.ts';

export interface Identity {
  readonly eventId: string;
  readonly participantId: string;
  /** Bearer token of this participant, for this event only. */
  readonly token: string;
  readonly joinKey: string;
  readonly nickname: string | null;
  /** Still to be asked for a name; `false` once they gave one or chose none. */
  readonly asksName: boolean;
  /** Still to be asked for a team, where people choose theirs. Absent on what an older page kept: not asked. */
  readonly asksTeam?: boolean;
}

/** Where the outbox of this person lies. */
export function outboxName({ eventId, participantId }: Pick<Identity, 'eventId' | 'participantId'>): string {
  return `plenum:outbox:${eventId}:${participantId}`;
}

const identityName = (eventId: string) => `plenum:participant:${eventId}`;
const keyName = (code: string) => `plenum:join-key:${code}`;

export function readIdentity(eventId: string): Identity | null {
  const identity = readStoredJson<Identity>(identityName(eventId));
  return typeof identity?.token === 'string' && typeof identity.participantId === 'string' ? identity : null;
}

export function keepIdentity(identity: Identity): void {
  writeStored(identityName(identity.eventId), JSON.stringify(identity));
}

/** Leaves the event on this device. The answers given stay counted; the key goes, so joining again is somebody new. */
export function forgetIdentity(eventId: string, code: string | null): void {
  const identity = readIdentity(eventId);
  if (identity !== null) writeStored(outboxName(identity), null);
  writeStored(identityName(eventId), null);
  if (code !== null) writeStored(keyName(code), null);
}

/**
 * The key to join with, made and stored before the request: should its answer be lost, asking again joins the same
 * person, not a second one.
 */
export function joinKeyFor(bareCode: string): string {
  const known = readStored(keyName(bareCode));
  if (known !== null) return known;
  const made = joinKey();
  writeStored(keyName(bareCode), made);
  return made;
}

/**
 * What a join answered.
 * @param isBack  By a personal code: whoever comes back said already what they are called.
 */
export function identityFrom(joined: Joined, usedKey: string, isBack = false): Identity {
  const known = readIdentity(joined.event.id);
  const isSame = known?.participantId === joined.participant.id;
  const { nickname, teamId } = joined.participant;
  const { nicknames, teamMode } = joined.event.settings;
  return {
    eventId: joined.event.id,
    participantId: joined.participant.id,
    token: joined.token,
    joinKey: usedKey,
    nickname,
    asksName: !isBack && nickname === null && nicknames !== 'off' && (!isSame || known.asksName),
    asksTeam: !isBack && teamId === null && teamMode === 'choose' && (!isSame || known.asksTeam === true),
  };
}
