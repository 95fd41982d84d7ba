/** The wall of the load kit. */
export { type Attendee, anAttendee, delayOf, hearAnswer, hearFailure, queryOf } from './crowd/attendee.ts';
export { type Ballot, type BallotRun, type Vote, voteAtRate, voteRequest } from './crowd/ballot.ts';
export { Connection, Connections, type Lost, type Target, targetOf } from './crowd/connection.ts';
export { Crowd, type CrowdOptions } from './crowd/crowd.ts';
export { type ClosedLoop, closedLoop, openLoop, settled } from './crowd/pace.ts';
export { type Answer, AnswerReader, headerOf } from './crowd/reader.ts';
export { type Figures, isGood, Tally } from './crowd/tally.ts';
