/**
 * A room that votes at a given rate, whatever the server does: each vote by another participant, its time counted from
 * the moment the thumb came down.
 */
import type { Connections, Target } from './connection.ts';
import { openLoop, settled } from './pace.ts';
import { type Figures, Tally } from './tally.ts';

export interface Vote {
  readonly token: string;
  readonly optionId: string;
  readonly seq: number;
}

export interface Ballot {
  readonly eventId: string;
  readonly activityId: string;
}

/** The request that casts it, as bytes. */
export function voteRequest({ host, port }: Target, { eventId, activityId }: Ballot, vote: Vote): string {
  const body = `{"answer":{"optionId":"${vote.optionId}"},"seq":${vote.seq}}`;
  return `PUT /v1/events/${eventId}/activities/${activityId}/response HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: Bearer ${vote.token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

export interface BallotRun {
  readonly target: Target;
  readonly connections: Connections;
  readonly ballot: Ballot;
  readonly perSecond: number;
  readonly durationMs: number;
  /** The n-th vote; another participant each time. */
  readonly vote: (n: number) => Vote;
}

/** Open loop: resolves with the figures once every vote is acknowledged or given up. */
export async function voteAtRate(run: BallotRun): Promise<Figures> {
  const { target, connections, ballot, perSecond, durationMs, vote } = run;
  const tally = new Tally(target.timeoutMs);
  await openLoop({
    perSecond,
    durationMs,
    fire: (n, dueMs) => {
      tally.ask(connections.at(n), dueMs, () => voteRequest(target, ballot, vote(n)));
    },
  });
  await settled(tally);
  return tally.figures();
}
