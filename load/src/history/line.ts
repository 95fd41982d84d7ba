/**
 * The history of a run: what was asked, when, of which process, and what came back; what was broken meanwhile; what the
 * database says at the end. One JSON object per line, in the order in which things ended. Times are milliseconds since
 * the run began, on one clock.
 */

/** One request and its outcome. Nothing is interpreted here: the text is what came over the wire. */
export interface Exchange {
  readonly is: 'exchange';
  readonly client: string;
  /** Which process was asked, from 0. */
  readonly process: number;
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly body?: unknown;
  /** When the client meant to ask; a busy client asks later. */
  readonly scheduledMs: number;
  readonly sentMs: number;
  readonly answeredMs: number;
  /** 0 = no answer came; `error` says why. */
  readonly status: number;
  readonly text: string;
  readonly error?: string;
}

/** `error` of an exchange whose answer the client itself threw away, after sending all of the request. */
export const DROPPED = 'dropped on purpose';

/** The event the history is about; its first line. */
export interface Room {
  readonly is: 'room';
  readonly eventId: string;
}

/** Which participant a client is. */
export interface Joined {
  readonly is: 'joined';
  readonly client: string;
  readonly participant: string;
}

export interface Activity {
  readonly is: 'activity';
  readonly id: string;
  readonly visibility: 'always' | 'after-close' | 'host-only';
  /** Strings that no attendee may be sent before the host opens it, before the host reveals it, and ever. */
  readonly canaries: { readonly open: string; readonly reveal: string; readonly never: string };
}

/** Something was broken from `beginMs` until `endMs`; recovery afterwards has `GRACE_MS`. */
export interface Fault {
  readonly is: 'fault';
  readonly what: string;
  /** The process it happened to; `null` = the database, so all of them. */
  readonly process: number | null;
  readonly beginMs: number;
  readonly endMs: number;
}

/** An older copy of the database was put back. */
export interface Restore {
  readonly is: 'restore';
  /** When the copy was begun: what was acknowledged before is in it. */
  readonly copiedMs: number;
  /** Where the history stood in the copy. */
  readonly cursor: string;
  readonly beginMs: number;
  readonly endMs: number;
  /** How long the processes may need to notice: 0 when the epochs were rotated before anybody was let in again. */
  readonly noticeMs: number;
}

/** What the database says after everything has come to rest, read in one transaction. */
export interface Truth {
  readonly is: 'truth';
  readonly cursor: string;
  readonly responses: readonly StoredResponse[];
  readonly activities: readonly StoredActivity[];
  readonly entities: readonly { feed: FeedName; type: string; id: string; body: unknown }[];
}

export interface StoredResponse {
  readonly activity: string;
  readonly participant: string;
  readonly seq: number;
  /** The chosen option; `null` = taken back. */
  readonly option: string | null;
}

export interface StoredActivity {
  readonly id: string;
  readonly state: string;
  readonly tally: Readonly<Record<string, number>>;
  readonly turnout: number;
  readonly closedResponses: number | null;
}

export type FeedName = 'feed' | 'host/feed';
export type Line = Room | Joined | Activity | Exchange | Fault | Restore | Truth;

export const toJsonLines = (lines: readonly Line[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** @throws {SyntaxError} for what is no JSON. */
export const fromJsonLines = (text: string): Line[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
