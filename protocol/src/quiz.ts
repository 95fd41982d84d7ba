/** Points of a quiz: who has how many, for everybody and for oneself. */
import { type Static, Type } from 'typebox';
import { Id } from './common.ts';

/** One scored question of one participant. */
export const OwnPoints = Type.Object({
  activityId: Id,
  points: Type.Integer(),
  isRight: Type.Boolean(),
  streak: Type.Integer({ description: 'Right answers in a row, this one included' }),
});
export type OwnPoints = Static<typeof OwnPoints>;

/** The own standing in `/me`. */
export const Standing = Type.Object({
  points: Type.Integer(),
  place: Type.Integer({ description: 'Equal points share a place: 1, 2, 2, 4' }),
  players: Type.Integer(),
  questions: Type.Array(OwnPoints),
});
export type Standing = Static<typeof Standing>;

export const LeaderboardRow = Type.Object({
  place: Type.Integer(),
  nickname: Type.Union([Type.String(), Type.Null()]),
  points: Type.Integer(),
});
export type LeaderboardRow = Static<typeof LeaderboardRow>;

export const TeamRow = Type.Object({
  place: Type.Integer(),
  teamId: Type.String(),
  name: Type.String(),
  points: Type.Integer({ description: 'The average of its members, so that small teams play fair' }),
  members: Type.Integer(),
});
export type TeamRow = Static<typeof TeamRow>;

/** All players, for hosts. */
export const Leaderboard = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        participantId: Id,
        nickname: Type.Union([Type.String(), Type.Null()]),
        teamId: Type.Union([Type.String(), Type.Null()]),
        place: Type.Integer(),
        points: Type.Integer(),
      }),
    ),
    teams: Type.Array(TeamRow),
    nextCursor: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: 'Leaderboard' },
);
export type Leaderboard = Static<typeof Leaderboard>;

/** Entity `leaderboard`, id = event: the top ten (shared places), without ids. */
export interface LeaderboardEntity {
  /** The question after which it stands so. */
  activityId: string;
  /** Scored questions so far. */
  questions: number;
  players: number;
  top: LeaderboardRow[];
  teams: TeamRow[];
}
