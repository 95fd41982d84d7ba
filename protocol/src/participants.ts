/** Participants: the identity that votes. Joining needs a code, never an account. */
import { type Static, Type } from 'typebox';
import { Cursor, Id, Seq, strict, Text } from './common.ts';
import { EventSettings, EventStatus } from './events.ts';

export const Nickname = Text(40, { description: 'Shown to the room when the event shows names' });

/** 128 random bits, base64url without padding: the same key gets the same participant and token again. */
export const JoinKey = Type.String({ pattern: '^[A-Za-z0-9_-]{22,64}$' });

export const Join = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 24 }),
    passcode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    nickname: Type.Optional(Nickname),
    joinKey: Type.Optional(JoinKey),
  },
  strict,
);
export type Join = Static<typeof Join>;

export const Participant = Type.Object({ id: Id, nickname: Type.Union([Type.String(), Type.Null()]) });
export type Participant = Static<typeof Participant>;

export const Joined = Type.Object(
  {
    event: Type.Object({
      id: Id,
      code: Type.String(),
      title: Type.String(),
      status: EventStatus,
      settings: EventSettings,
    }),
    participant: Participant,
    token: Type.String({ description: 'Bearer token of this participant in this event' }),
    cursor: Cursor,
  },
  { $id: 'Joined' },
);
export type Joined = Static<typeof Joined>;

export const StoredResponse = Type.Object({
  activityId: Id,
  answer: Type.Unknown({ description: 'The stored answer; null after it was taken back' }),
  seq: Seq,
  resultKey: Type.Optional(
    Type.String({ description: 'Opens getResultFeed when results show after the own response' }),
  ),
});
export type StoredResponse = Static<typeof StoredResponse>;

export const Me = Type.Object(
  { participant: Participant, run: Type.Integer(), responses: Type.Array(StoredResponse), cursor: Cursor },
  { $id: 'Me' },
);
export type Me = Static<typeof Me>;

export const UpdateMe = Type.Object({ nickname: Type.Union([Nickname, Type.Null()]) }, strict);
export type UpdateMe = Static<typeof UpdateMe>;
