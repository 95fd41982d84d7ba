/** A history read as a story: which answers of the feed, votes and acts of the host its lines tell of. Judges nothing. */
import {
  type ErrorCode,
  type FeedAnswer,
  type Me,
  type Problem,
  parseCursor,
  type ResponseAck,
} from '@plenum/protocol';
import type { Activity, Exchange, Fault, FeedName, Line, Restore, Room, Truth } from './line.ts';

/** Points at the lines of the history that tell of it, from 1. */
export interface Told {
  readonly line: number;
}

/** One answer of a feed. */
export interface Read extends Told {
  readonly exchange: Exchange;
  readonly client: string;
  readonly feed: FeedName;
  readonly since: string | null;
  readonly at: string | null;
  readonly answer: FeedAnswer;
  readonly sentMs: number;
  readonly answeredMs: number;
}

/** One attempt to vote. Its retries are votes of their own with the same `seq`. */
export interface Vote extends Told {
  readonly client: string;
  readonly participant: string;
  readonly activity: string;
  readonly seq: number;
  /** `null` takes the answer back. */
  readonly option: string | null;
  readonly sentMs: number;
  readonly answeredMs: number;
  readonly outcome:
    | { readonly is: 'acknowledged'; readonly ack: ResponseAck }
    | { readonly is: 'refused'; readonly code: ErrorCode }
    /** No answer, or one that asks to try again. */
    | { readonly is: 'unknown' };
}

/** What a participant was told about the own answers. */
export interface OwnAnswers extends Told {
  readonly participant: string;
  readonly me: Me;
  readonly sentMs: number;
  readonly answeredMs: number;
}

export type HostVerb = 'open' | 'close' | 'reveal';
export interface HostAct extends Told {
  readonly activity: string;
  readonly verb: HostVerb;
  readonly sentMs: number;
  readonly answeredMs: number;
  /** Of the acknowledgement; `null` without one. */
  readonly cursor: string | null;
}

export interface Story {
  readonly lines: readonly Line[];
  readonly room: Room;
  readonly activities: ReadonlyMap<string, Activity>;
  readonly exchanges: readonly (Told & { exchange: Exchange })[];
  readonly reads: readonly Read[];
  /** `activity participant` → attempts, in the order of their answers. */
  readonly votes: ReadonlyMap<string, readonly Vote[]>;
  readonly owns: readonly OwnAnswers[];
  readonly hostActs: readonly HostAct[];
  readonly faults: readonly Fault[];
  readonly restores: readonly (Told & Restore)[];
  readonly truth: Told & Truth;
}

const FEED = /\/(host\/feed|feed)(?:\?(since|at)=(.+))?$/;
const VOTE = /\/activities\/([^/]+)\/response(?:\?seq=(\d+))?$/;
const ACT = /\/activities\/([^/]+)\/(open|close|reveal)$/;
const RETRIED = new Set([0, 429, 500, 502, 503, 504]);

export const keyOf = ({ activity, participant }: Pick<Vote, 'activity' | 'participant'>): string =>
  `${activity} ${participant}`;

export const acknowledged = (votes: readonly Vote[]): (Vote & { ack: ResponseAck })[] =>
  votes.flatMap((vote) => (vote.outcome.is === 'acknowledged' ? [{ ...vote, ack: vote.outcome.ack }] : []));

/** @throws {Error} when the history has no room or no truth: then nothing can be judged. */
export function storyOf(lines: readonly Line[]): Story {
  const numbered = lines.map((of, index) => ({ of, line: index + 1 }));
  const all = <Is extends Line['is']>(is: Is) =>
    numbered.flatMap(({ of, line }) =>
      of.is === is ? [{ ...(of as Extract<Line, { is: Is }>), line }] : [],
    );
  const participants = new Map(all('joined').map(({ client, participant }) => [client, participant]));
  const [room] = all('room');
  const truth = all('truth').at(-1);
  if (!room || !truth) throw new Error('the history has no room or no truth');

  const exchanges = numbered.flatMap(({ of, line }) =>
    of.is === 'exchange' ? [{ exchange: of, line }] : [],
  );
  const votes = new Map<string, Vote[]>();
  const story = {
    reads: [] as Read[],
    owns: [] as OwnAnswers[],
    hostActs: [] as HostAct[],
  };
  for (const { exchange, line } of exchanges) {
    const { client, sentMs, answeredMs } = exchange;
    const participant = participants.get(client) ?? client;
    if (exchange.method === 'GET') {
      if (exchange.status !== 200) continue;
      const [, feed, query, cursor] = FEED.exec(exchange.path) ?? [];
      const told = { line, sentMs, answeredMs };
      if (feed !== undefined) {
        story.reads.push({
          ...told,
          exchange,
          client,
          feed: feed as FeedName,
          since: query === 'since' ? (cursor as string) : null,
          at: query === 'at' ? (cursor as string) : null,
          answer: JSON.parse(exchange.text) as FeedAnswer,
        });
      } else if (exchange.path.endsWith('/me')) {
        story.owns.push({ ...told, participant, me: JSON.parse(exchange.text) as Me });
      }
      continue;
    }
    const vote = readVote(exchange, participant, line);
    if (vote) votes.set(keyOf(vote), [...(votes.get(keyOf(vote)) ?? []), vote]);
    const [, activity, verb] = ACT.exec(exchange.path) ?? [];
    if (activity !== undefined) {
      // Repeating what is done already is a success without a cursor.
      const { cursor = null } =
        exchange.status === 200 ? (JSON.parse(exchange.text) as { cursor?: string }) : {};
      story.hostActs.push({ activity, verb: verb as HostVerb, line, sentMs, answeredMs, cursor });
    }
  }
  return {
    lines,
    room,
    activities: new Map(all('activity').map((activity) => [activity.id, activity])),
    exchanges,
    votes,
    faults: all('fault'),
    restores: all('restore').sort((a, b) => a.beginMs - b.beginMs),
    truth,
    ...story,
  };
}

function readVote(exchange: Exchange, participant: string, line: number): Vote | null {
  const [, activity, seqInQuery] = VOTE.exec(exchange.path) ?? [];
  if (activity === undefined) return null;
  const body = exchange.body as { answer: { optionId: string }; seq: number } | undefined;
  const { client, sentMs, answeredMs, status, text } = exchange;
  return {
    line,
    client,
    participant,
    activity,
    seq: body?.seq ?? Number(seqInQuery),
    option: body?.answer.optionId ?? null,
    sentMs,
    answeredMs,
    outcome: RETRIED.has(status)
      ? { is: 'unknown' }
      : status === 200
        ? { is: 'acknowledged', ack: JSON.parse(text) as ResponseAck }
        : { is: 'refused', code: (JSON.parse(text) as Problem).code },
  };
}

/** The chosen option of an answer as the API tells it. */
export const optionOf = (answer: unknown): string | null =>
  (answer as { optionId: string } | null)?.optionId ?? null;

export const versionOf = (cursor: string): number => parseCursor(cursor)?.version ?? Number.NaN;
export const epochOf = (cursor: string): string => parseCursor(cursor)?.epoch ?? '';
