/** Participants: the identity that votes. Joining needs a code, never an account. */
import { type Static, Type } from 'typebox';
import { Cursor, Id, Seq, strict, Text, TimeMs } from './common.ts';
import { OwnEntry } from './entries.ts';
import { EventSettings, EventStatus } from './events.ts';
import { OptionId } from './kinds/parts.ts';
import { Standing } from './quiz.ts';

/** Of UTF-8 in JSON. */
export const NICKNAME_BYTES_MAX = 60;

export const Nickname = Text(40, {
  // Ten of them stand on the leaderboard beside the teams (W16).
  bytesMax: NICKNAME_BYTES_MAX,
  description: 'Shown to the room when the event shows names',
});

/** 128 random bits, base64url without padding: the same key gets the same participant and token again. */
export const JoinKey = Type.String({ pattern: '^[A-Za-z0-9_-]{22,64}$' });

export const Join = Type.Object(
  {
    code: Type.String({ minLength: 1, maxLength: 24 }),
    passcode: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    nickname: Type.Optional(Nickname),
    teamId: Type.Optional(OptionId),
    joinKey: Type.Optional(JoinKey),
    resumeCode: Type.Optional(
      Type.String({ minLength: 1, maxLength: 24, description: 'A personal code: be who got it' }),
    ),
  },
  strict,
);
export type Join = Static<typeof Join>;

export const Participant = Type.Object({
  id: Id,
  nickname: Type.Union([Type.String(), Type.Null()]),
  teamId: Type.Union([Type.String(), Type.Null()]),
});
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
  {
    participant: Participant,
    run: Type.Integer(),
    responses: Type.Array(StoredResponse),
    entries: Type.Array(OwnEntry),
    upvotes: Type.Array(Type.Object({ entryId: Id, upvoted: Type.Boolean(), seq: Seq })),
    standing: Type.Union([Standing, Type.Null()], { description: 'Of the quiz; null without points' }),
    cursor: Cursor,
  },
  { $id: 'Me' },
);
export type Me = Static<typeof Me>;

export const UpdateMe = Type.Object(
  {
    nickname: Type.Optional(Type.Union([Nickname, Type.Null()])),
    teamId: Type.Optional(Type.Union([OptionId, Type.Null()])),
  },
  { ...strict, minProperties: 1 },
);
export type UpdateMe = Static<typeof UpdateMe>;

/** A personal code, shown once: whoever types it is this person, on another phone or after everything was cleared. */
export const ResumeCode = Type.Object(
  { code: Type.String({ description: '8 letters and digits that are not mixed up' }) },
  { $id: 'ResumeCode' },
);
export type ResumeCode = Static<typeof ResumeCode>;

/** A participant as hosts see them; without their answers. */
export const ParticipantResource = Type.Object(
  {
    id: Id,
    nickname: Type.Union([Type.String(), Type.Null()]),
    teamId: Type.Union([Type.String(), Type.Null()]),
    joinedAt: TimeMs,
    removedAt: Type.Union([TimeMs, Type.Null()]),
    mayReturn: Type.Boolean({ description: 'Removed, but the same device may join again as somebody new' }),
  },
  { $id: 'ParticipantOfEvent' },
);
export type ParticipantResource = Static<typeof ParticipantResource>;

export const ParticipantList = Type.Object({
  items: Type.Array(ParticipantResource),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const RemoveParticipant = Type.Object(
  {
    mayReturn: Type.Optional(
      Type.Boolean({ description: 'true: may join again as somebody new; else the device stays out' }),
    ),
  },
  strict,
);
export type RemoveParticipant = Static<typeof RemoveParticipant>;
