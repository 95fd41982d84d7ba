/** Events: what hosts create and everyone follows. */
import { type Static, Type } from 'typebox';
import { Id, strict, Text, TimeMs } from './common.ts';
import { OptionId } from './kinds/parts.ts';

export const EVENT_STATUSES = ['draft', 'live', 'paused', 'ended', 'archived'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];
export const EventStatus = Type.Enum([...EVENT_STATUSES]);

/** Ids and names of all teams, in JSON: they share the leaderboard with ten nicknames (W16). 20 ids of 36 and names of 40 fit. */
export const TEAMS_BYTES_MAX = 1_520;

/** Shares its entity with the settings (W16). */
export const EventTitle = Text(140, { bytesMax: 1_000 });

export const Team = Type.Object({ id: OptionId, name: Text(40, { bytesMax: 120 }) }, strict);
export type Team = Static<typeof Team>;

export const EventSettings = Type.Object(
  {
    moderation: Type.Enum(['off', 'after', 'before'], { default: 'before' }),
    nicknames: Type.Enum(['off', 'optional', 'required'], { default: 'optional' }),
    answers: Type.Enum(['anonymous', 'named'], {
      default: 'anonymous',
      description: 'Whether hosts see who answered what; fixed after the first answer',
    }),
    pace: Type.Enum(['host', 'self'], {
      default: 'host',
      description: 'self: everything opens at the start and attendees go through it in their own time',
    }),
    teamMode: Type.Enum(['off', 'choose', 'assigned'], { default: 'off' }),
    teams: Type.Array(Team, {
      maxItems: 20,
      default: [],
      description: `Their ids and names together: at most ${TEAMS_BYTES_MAX} bytes`,
    }),
  },
  strict,
);
export type EventSettings = Static<typeof EventSettings>;

/** Of an event that was told nothing else, and of one from before there was such a setting. */
export const EVENT_SETTINGS: Readonly<EventSettings> = {
  moderation: 'before',
  nicknames: 'optional',
  answers: 'anonymous',
  pace: 'host',
  teamMode: 'off',
  teams: [],
};

const Passcode = Type.String({ minLength: 6, maxLength: 64 });

export const CreateEvent = Type.Object(
  {
    id: Type.Optional(Id),
    title: EventTitle,
    code: Type.Optional(
      Type.String({ maxLength: 24, description: 'Own code: 4–12 letters and digits without 0 O 1 I' }),
    ),
    passcode: Type.Optional(Passcode),
    settings: Type.Optional(Type.Partial(EventSettings, strict)),
  },
  strict,
);
export type CreateEvent = Static<typeof CreateEvent>;

export const UpdateEvent = Type.Object(
  {
    title: Type.Optional(EventTitle),
    passcode: Type.Optional(Type.Union([Passcode, Type.Null()])),
    settings: Type.Optional(Type.Partial(EventSettings, strict)),
  },
  strict,
);
export type UpdateEvent = Static<typeof UpdateEvent>;

/** The event as its hosts see it. */
export const EventResource = Type.Object(
  {
    id: Id,
    code: Type.String(),
    title: Type.String(),
    status: EventStatus,
    settings: EventSettings,
    hasPasscode: Type.Boolean(),
    run: Type.Integer({ description: 'How often the event was started from scratch; grows with resetEvent' }),
    createdAt: TimeMs,
    startedAt: Type.Union([TimeMs, Type.Null()]),
    endedAt: Type.Union([TimeMs, Type.Null()]),
    deletedAt: Type.Union([TimeMs, Type.Null()]),
  },
  { $id: 'Event' },
);
export type EventResource = Static<typeof EventResource>;

export const ResetEvent = Type.Object(
  {
    run: Type.Optional(
      Type.Integer({
        minimum: 1,
        description: 'The run you see; in a later one nothing happens, so that it may be sent again',
      }),
    ),
  },
  strict,
);
export type ResetEvent = Static<typeof ResetEvent>;

export const EventList = Type.Object({
  items: Type.Array(EventResource),
  nextCursor: Type.Union([Type.String(), Type.Null()]),
});

export const ScreenToken = Type.Object(
  {
    token: Type.String(),
    url: Type.String({ description: 'Opens the projector; the token stands in the fragment' }),
  },
  { $id: 'ScreenToken' },
);

export const STAGE_VIEWS = ['join', 'activity', 'leaderboard', 'blank'] as const;
export type StageView = (typeof STAGE_VIEWS)[number];

export const PutStage = Type.Object(
  { view: Type.Enum([...STAGE_VIEWS]), activityId: Type.Optional(Id) },
  { ...strict, description: 'What the projector shows' },
);
export type PutStage = Static<typeof PutStage>;

/* Entity bodies. */
export interface EventEntity {
  title: string;
  code: string;
  status: EventStatus;
  settings: EventSettings;
  run: number;
  startedAt: number | null;
  endedAt: number | null;
  /** When the next scheduled activity opens; which one stays unknown until then. Absent without a schedule. */
  opensAt?: number;
}
export interface AudienceEntity {
  joined: number;
}
export interface StageEntity {
  view: StageView;
  activityId: string | null;
}
