/** A whole event as one file: what exportEvent gives, what anybody can recount (A5), and what importEvent takes. */
import { type Static, Type } from 'typebox';
import { ActivityResource } from './activities.ts';
import { Id, TimeMs } from './common.ts';
import { ENTRY_STATUSES } from './entries.ts';
import { EventResource } from './events.ts';
import { LeaderboardRow, TeamRow } from './quiz.ts';

export const EXPORT_FORMATS = ['json', 'csv', 'xlsx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const EVENT_FILE_FORMAT = 'plenum.event';
export const EVENT_FILE_VERSION = 1;

/** Only where the event is `named`; `null`: this person was removed. */
const ByWhom = Type.Optional(
  Type.Union([Type.Object({ id: Id, nickname: Type.Union([Type.String(), Type.Null()]) }), Type.Null()]),
);

/** Without a time: the order and the moments of answers could tell who gave them. */
export const ExportedAnswer = Type.Object(
  {
    responseId: Id,
    nonce: Id,
    answer: Type.Unknown(),
    participant: ByWhom,
  },
  { description: 'Leaf = SHA-256(response id ‖ nonce ‖ canonical JSON of the answer)' },
);
export type ExportedAnswer = Static<typeof ExportedAnswer>;

export const ExportedEntry = Type.Object({
  id: Id,
  part: Type.String(),
  text: Type.String(),
  status: Type.Enum([...ENTRY_STATUSES]),
  score: Type.Integer(),
  participant: ByWhom,
});
export type ExportedEntry = Static<typeof ExportedEntry>;

export const ExportedActivity = Type.Object({
  ...ActivityResource.properties,
  responses: Type.Integer(),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'The whole tally, bucket by bucket' }),
  display: Type.Record(Type.String(), Type.Union([Type.String(), Type.Null()]), {
    description: 'Buckets that people named and the room sees as another one, or (null) not at all',
  }),
  answers: Type.Array(ExportedAnswer, { description: 'By response id; without those taken back' }),
  entries: Type.Array(ExportedEntry),
});
export type ExportedActivity = Static<typeof ExportedActivity>;

export const EventExport = Type.Object(
  {
    format: Type.Literal(EVENT_FILE_FORMAT),
    version: Type.Literal(EVENT_FILE_VERSION),
    exportedAt: TimeMs,
    event: EventResource,
    activities: Type.Array(ExportedActivity),
    leaderboard: Type.Array(
      Type.Object({
        ...LeaderboardRow.properties,
        participantId: Type.Optional(Id),
        teamId: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      }),
    ),
    teams: Type.Array(TeamRow),
  },
  { $id: 'EventExport' },
);
export type EventExport = Static<typeof EventExport>;

/** A file of exportEvent, or one written by hand: title and activities. Whatever else it holds is left alone. */
export const ImportEvent = Type.Object(
  {
    newId: Type.Optional({
      ...Id,
      description: 'Id of the new event: sent again, the file is imported once',
    }),
    format: Type.Optional(
      Type.Unknown({ description: `${EVENT_FILE_FORMAT}; absent in a file written by hand` }),
    ),
    version: Type.Optional(Type.Unknown({ description: `${EVENT_FILE_VERSION}, where there is a format` })),
    event: Type.Optional(Type.Unknown({ description: 'Title and settings of an export' })),
    title: Type.Optional(Type.Unknown({ description: 'Of a file written by hand' })),
    settings: Type.Optional(Type.Unknown({ description: 'As in createEvent, of a file written by hand' })),
    activities: Type.Optional(
      Type.Unknown({ description: 'As in createActivity, or as exported; answers are not taken over' }),
    ),
  },
  { description: 'A file of exportEvent (json), or title and activities' },
);
export type ImportEvent = Static<typeof ImportEvent>;
