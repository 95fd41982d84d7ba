/** Activities: anything the room can do. Kinds live in `kinds/`, one file each. */
import { type Static, type TSchema, Type } from 'typebox';
import { Cursor, Id, PlannedMs, Seq, strict, Text, TimeMs } from './common.ts';
import {
  ACTIVITY_KINDS,
  type ActivityKind,
  AnyAnswer,
  AnyCorrect,
  AnySettings,
  correctSchema,
  ImageRef,
  kindSchemas,
  oneOfKinds,
} from './kinds/index.ts';

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

const Section = Text(60);

/** What every kind has. */
const common = {
  title: Title,
  image: Type.Optional(ImageRef),
  resultVisibility: Type.Optional(
    Type.Enum([...RESULT_VISIBILITIES], { description: 'host-only unless told' }),
  ),
  explanation: Type.Optional(Explanation),
  hostNotes: Type.Optional(HostNotes),
  section: Type.Optional(Section),
  opensAt: Type.Optional(PlannedMs),
  closesAt: Type.Optional(PlannedMs),
};

function createOf(kind: ActivityKind): TSchema {
  const correct = correctSchema(kind);
  return Type.Object(
    {
      id: Type.Optional(Id),
      kind: Type.Literal(kind),
      ...common,
      settings: kindSchemas[kind].settings,
      ...(correct && { correct: Type.Optional(correct) }),
    },
    strict,
  );
}

export interface CreateActivity {
  id?: string;
  kind: ActivityKind;
  title: string;
  image?: ImageRef;
  settings: unknown;
  resultVisibility?: ResultVisibility;
  correct?: unknown;
  explanation?: string;
  hostNotes?: string;
  /** A heading above it in the run of show; neighbours with the same one stand together. */
  section?: string;
  /** Opens by itself, ms in the database's time, while the event is live. */
  opensAt?: number;
  closesAt?: number;
}
export const CreateActivity = Type.Unsafe<CreateActivity>(
  oneOfKinds(ACTIVITY_KINDS, ACTIVITY_KINDS.map(createOf)),
);

export const UpdateActivity = Type.Object(
  {
    title: Type.Optional(Title),
    image: Type.Optional(Type.Union([ImageRef, Type.Null()])),
    settings: Type.Optional(AnySettings),
    resultVisibility: Type.Optional(ResultVisibility),
    correct: Type.Optional(Type.Union([AnyCorrect, Type.Null()])),
    explanation: Type.Optional(Type.Union([Explanation, Type.Null()])),
    hostNotes: Type.Optional(Type.Union([HostNotes, Type.Null()])),
    section: Type.Optional(Type.Union([Section, Type.Null()])),
    opensAt: Type.Optional(Type.Union([PlannedMs, Type.Null()])),
    closesAt: Type.Optional(Type.Union([PlannedMs, Type.Null()])),
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

/** Stored by the transaction that closed the activity (A5); with the export anyone can recount. */
export const Integrity = Type.Object(
  {
    responses: Type.Integer(),
    hash: Type.String({ description: 'SHA-256, hex, over the leaves sorted by response id' }),
  },
  { description: 'Number of responses and hash, fixed at the close' },
);
export type Integrity = Static<typeof Integrity>;

/** The activity as its hosts see it. */
export const ActivityResource = Type.Object(
  {
    id: Id,
    eventId: Id,
    kind: Type.Enum([...ACTIVITY_KINDS]),
    title: Type.String(),
    image: Type.Union([ImageRef, Type.Null()]),
    settings: Type.Unknown(),
    resultVisibility: ResultVisibility,
    state: Type.Enum([...ACTIVITY_STATES]),
    resultState: Type.Enum([...RESULT_STATES]),
    revealed: Type.Boolean(),
    position: Type.Integer(),
    correct: Type.Unknown(),
    explanation: Type.Union([Type.String(), Type.Null()]),
    hostNotes: Type.Union([Type.String(), Type.Null()]),
    section: Type.Union([Type.String(), Type.Null()]),
    follows: Type.Union([Id, Type.Null()], { description: 'The first round this is the second of' }),
    opensAt: Type.Union([TimeMs, Type.Null()], { description: 'While ready: when it opens by itself' }),
    closesAt: Type.Union([TimeMs, Type.Null()]),
    closedAt: Type.Union([TimeMs, Type.Null()]),
    integrity: Type.Union([Integrity, Type.Null()]),
    cursor: Type.Optional(Cursor),
  },
  { $id: 'Activity' },
);
export type ActivityResource = Static<typeof ActivityResource>;

export const ActivityList = Type.Object({
  items: Type.Array(ActivityResource),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const PutResponse = Type.Object({ answer: AnyAnswer, seq: Seq }, strict);
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

export const DuplicateActivity = Type.Object(
  {
    id: Type.Optional(Id),
    isSecondRound: Type.Optional(
      Type.Boolean({ description: 'Ask the same again, so that both results can be compared' }),
    ),
  },
  strict,
);
export type DuplicateActivity = Static<typeof DuplicateActivity>;

/** *Next* of the control room: one act, conditional on what it believes is on. */
export const NextActivity = Type.Object(
  {
    from: Type.Union([Id, Type.Null()], {
      description: 'The activity this host believes was opened last; null = none yet',
    }),
    to: Type.Optional(Id),
    opensInMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  },
  strict,
);
export type NextActivity = Static<typeof NextActivity>;

/** Of one event. */
export const ACTIVITIES_MAX = 500;

export const ArrangeActivities = Type.Object(
  {
    items: Type.Array(
      Type.Object({ id: Id, section: Type.Optional(Type.Union([Section, Type.Null()])) }, strict),
      {
        maxItems: ACTIVITIES_MAX,
        description: 'All activities in their new order; those left out keep theirs, behind',
      },
    ),
  },
  strict,
);
export type ArrangeActivities = Static<typeof ArrangeActivities>;

export const ImportActivities = Type.Object(
  { activities: Type.Array(CreateActivity, { minItems: 1, maxItems: ACTIVITIES_MAX }) },
  strict,
);
export type ImportActivities = { activities: CreateActivity[] };

/** A bucket's name, as counted: `<part>/` of a survey and what somebody wrote. */
const Bucket = Type.String({ minLength: 1, maxLength: 200 });

/** How the room sees buckets that people named: another one's name, or `null` for not at all. The tally stays as it is. */
export const ShowBuckets = Type.Unsafe<ShowBuckets>(
  Type.Object(
    {
      // Not Type.Record: it says nothing of how long a key is, nor of what stands under one with a line break.
      buckets: Type.Object(
        {},
        {
          additionalProperties: Type.Union([Bucket, Type.Null()]),
          propertyNames: Bucket,
          minProperties: 1,
          maxProperties: 100,
          description: 'The bucket itself shows it as it is again. Names of buckets have at most 200 bytes',
        },
      ),
    },
    strict,
  ),
);
export type ShowBuckets = { buckets: Record<string, string | null> };

/* Entity bodies. */
export interface ActivityEntity {
  kind: ActivityKind;
  title: string;
  /** Absent without one. */
  image?: ImageRef;
  settings: unknown;
  resultVisibility: ResultVisibility;
  state: 'open' | 'closed';
  position: number;
  opensAt: number | null;
  closesAt: number | null;
  closedAt: number | null;
  revealed: boolean;
  /** The first round, where this is the second. */
  follows?: string;
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
  section: string | null;
  integrity: Integrity | null;
}
/** Of buckets that are numbers, exactly, whatever the bars show. */
export interface NumberStats {
  count: number;
  min: number;
  max: number;
  mean: number;
  /** The middle ones of all answers; between two where their number is even. */
  median: number;
  q1: number;
  q3: number;
}
export interface ResultEntity {
  counts: Record<string, number>;
  /** What stands in none of the buckets above (W16). */
  other?: number;
  /** Of pins, where not all cells fit above: all of them, row by row; 0 … 9 a … y are 0 … 34 pins, z is more. */
  grid?: string;
  /** By the prefix of the buckets that are numbers; '' for the whole. Their `counts` are bars then, named by their lower edge. */
  stats?: Record<string, NumberStats>;
  responses: number;
  final: boolean;
}
export interface TurnoutEntity {
  responses: number;
  /** Of a survey: how many answered each part, and `complete`. */
  progress?: Record<string, number>;
}
/** For hosts: what people named that the room does not see as it is. Bucket → shown as (`null`: hidden), with its weight. */
export interface BucketsEntity {
  shown: Record<string, [as: string | null, weight: number]>;
}
