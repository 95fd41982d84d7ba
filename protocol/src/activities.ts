/** Activities: anything the room can do. Kinds live in `kinds/`, one file each. */
import { type Static, Type } from 'typebox';
import { Cursor, Id, Seq, strict, Text, TimeMs } from './common.ts';
import { SingleChoiceAnswer, SingleChoiceSettings } from './kinds/single-choice.ts';

export const ACTIVITY_KINDS = ['single-choice'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const ACTIVITY_STATES = ['ready', 'open', 'closed'] as const;
export type ActivityState = (typeof ACTIVITY_STATES)[number];

export const RESULT_VISIBILITIES = ['always', 'after-own-response', 'after-close', 'host-only'] as const;
export type ResultVisibility = (typeof RESULT_VISIBILITIES)[number];
const ResultVisibility = Type.Enum([...RESULT_VISIBILITIES]);

/** What the host last said about the result; `auto` follows the visibility rule. */
export const RESULT_STATES = ['auto', 'shown', 'hidden'] as const;
export type ResultState = (typeof RESULT_STATES)[number];

const Title = Text(200);
const Explanation = Text(1000);
const HostNotes = Text(2000);

export const CreateActivity = Type.Object(
  {
    id: Type.Optional(Id),
    kind: Type.Enum([...ACTIVITY_KINDS]),
    title: Title,
    settings: SingleChoiceSettings,
    resultVisibility: Type.Optional(Type.Enum([...RESULT_VISIBILITIES], { default: 'host-only' })),
    correct: Type.Optional(SingleChoiceAnswer),
    explanation: Type.Optional(Explanation),
    hostNotes: Type.Optional(HostNotes),
  },
  strict,
);
export type CreateActivity = Static<typeof CreateActivity>;

export const UpdateActivity = Type.Object(
  {
    title: Type.Optional(Title),
    settings: Type.Optional(SingleChoiceSettings),
    resultVisibility: Type.Optional(ResultVisibility),
    correct: Type.Optional(Type.Union([SingleChoiceAnswer, Type.Null()])),
    explanation: Type.Optional(Type.Union([Explanation, Type.Null()])),
    hostNotes: Type.Optional(Type.Union([HostNotes, Type.Null()])),
    position: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  },
  strict,
);
export type UpdateActivity = Static<typeof UpdateActivity>;

export const OpenActivity = Type.Object(
  {
    opensInMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
    closesInMs: Type.Optional(Type.Integer({ minimum: 1_000, maximum: 86_400_000 })),
  },
  strict,
);
export type OpenActivity = Static<typeof OpenActivity>;

export const CloseActivity = Type.Object(
  { closesInMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 3_600_000 })) },
  strict,
);
export type CloseActivity = Static<typeof CloseActivity>;

/** The activity as its hosts see it. */
export const ActivityResource = Type.Object(
  {
    id: Id,
    eventId: Id,
    kind: Type.Enum([...ACTIVITY_KINDS]),
    title: Type.String(),
    settings: Type.Unknown(),
    resultVisibility: ResultVisibility,
    state: Type.Enum([...ACTIVITY_STATES]),
    resultState: Type.Enum([...RESULT_STATES]),
    revealed: Type.Boolean(),
    position: Type.Integer(),
    correct: Type.Unknown(),
    explanation: Type.Union([Type.String(), Type.Null()]),
    hostNotes: Type.Union([Type.String(), Type.Null()]),
    opensAt: Type.Union([TimeMs, Type.Null()]),
    closesAt: Type.Union([TimeMs, Type.Null()]),
    closedAt: Type.Union([TimeMs, Type.Null()]),
    cursor: Type.Optional(Cursor),
  },
  { $id: 'Activity' },
);
export type ActivityResource = Static<typeof ActivityResource>;

export const ActivityList = Type.Object({
  items: Type.Array(ActivityResource),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const PutResponse = Type.Object({ answer: SingleChoiceAnswer, seq: Seq }, strict);
export type PutResponse = Static<typeof PutResponse>;

export const RESPONSE_STATUSES = ['saved', 'withdrawn', 'superseded'] as const;
export type ResponseStatus = (typeof RESPONSE_STATUSES)[number];

export const ResponseAck = Type.Object(
  {
    cursor: Cursor,
    status: Type.Enum([...RESPONSE_STATUSES]),
    answer: Type.Unknown({ description: 'What is stored now; null after it was taken back' }),
    seq: Seq,
    resultKey: Type.Optional(Type.String()),
  },
  { $id: 'ResponseAck' },
);
export type ResponseAck = Static<typeof ResponseAck>;

/* Entity bodies. */
export interface ActivityEntity {
  kind: ActivityKind;
  title: string;
  settings: unknown;
  resultVisibility: ResultVisibility;
  state: 'open' | 'closed';
  position: number;
  opensAt: number | null;
  closesAt: number | null;
  closedAt: number | null;
  revealed: boolean;
  /** Present once revealed. */
  correct?: unknown;
  explanation?: string | null;
}
/** The host's view: also activities that were never opened, and what only hosts may know. */
export interface HostActivityEntity extends Omit<ActivityEntity, 'state'> {
  state: ActivityState;
  resultState: ResultState;
  correct: unknown;
  explanation: string | null;
  hostNotes: string | null;
}
export interface ResultEntity {
  counts: Record<string, number>;
  responses: number;
  final: boolean;
}
export interface TurnoutEntity {
  responses: number;
}
