/** Entries: the texts people wrote as answers, each with a life of its own: moderated, shown, upvoted. */
import { type Static, Type } from 'typebox';
import { Cursor, Id, Seq, strict, TimeMs } from './common.ts';

/** `withdrawn`: its author took it back or wrote another one. */
export const ENTRY_STATUSES = ['pending', 'approved', 'dismissed', 'withdrawn'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

export const EntryResource = Type.Object(
  {
    id: Id,
    activityId: Id,
    part: Type.String({ description: 'Of a survey; empty otherwise' }),
    text: Type.String(),
    status: Type.Enum([...ENTRY_STATUSES]),
    author: Type.Union([Type.String(), Type.Null()], { description: 'Where the event shows names' }),
    score: Type.Integer(),
    createdAt: TimeMs,
    cursor: Type.Optional(Cursor),
  },
  { $id: 'Entry' },
);
export type EntryResource = Static<typeof EntryResource>;

export const EntryList = Type.Object({
  items: Type.Array(EntryResource),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const ModerateEntry = Type.Object({ status: Type.Enum(['approved', 'dismissed']) }, strict);
export type ModerateEntry = Static<typeof ModerateEntry>;

export const Upvote = Type.Object({ seq: Seq }, strict);
export const UpvoteAck = Type.Object(
  {
    cursor: Cursor,
    status: Type.Enum(['saved', 'withdrawn', 'superseded']),
    answer: Type.Union([Type.Literal(true), Type.Null()], {
      description: 'What is stored now; null after it was taken back',
    }),
    seq: Seq,
  },
  { $id: 'UpvoteAck' },
);
export type UpvoteAck = Static<typeof UpvoteAck>;

/** Own texts in `/me`, also those the room does not see. */
export const OwnEntry = Type.Object({
  id: Id,
  activityId: Id,
  part: Type.String(),
  text: Type.String(),
  status: Type.Enum([...ENTRY_STATUSES]),
});
export type OwnEntry = Static<typeof OwnEntry>;

/* Entity bodies. `entry` and `score` have the same id: a vote never resends a text (W3). */
export interface EntryEntity {
  activityId: string;
  part: string;
  text: string;
  author: string | null;
  createdAt: number;
}
export interface HostEntryEntity extends EntryEntity {
  status: EntryStatus;
}
export interface ScoreEntity {
  score: number;
}
