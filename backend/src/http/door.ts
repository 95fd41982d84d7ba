/**
 * In front of the router: the attendees' poll, nearly all of the traffic, is answered here from shared bytes when memory has the answer.
 * Nothing is parsed but the URL, nothing is waited for, nothing is logged. Everything else, and every question that memory cannot answer,
 * goes through Fastify's routes, which give the same answers (`feed.ts`). Here too is decided who is refused under load, before any
 * work is done for him: public reads only, so that hosts and votes come through.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, problem } from '#/errors.ts';
import type { Feed, View } from '#/feed/index.ts';
import { PROBLEM_TYPE } from './errors.ts';
import type { createFeedBytes } from './feed-bytes.ts';
import type { EventNote } from './pace.ts';
import type { Steering } from './steering.ts';

/** What the room sees. */
export const ATTENDEE: View = { name: 'attendee', audiences: ['attendee'] };

/** Whether the request was answered. */
export type Door = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface DoorOptions {
  readonly feed: Feed;
  readonly bytesOf: ReturnType<typeof createFeedBytes>;
  readonly steering: Steering;
  /** From then on Fastify answers everything: while it closes it tells clients that the connection ends. */
  readonly isLeaving: () => boolean;
  readonly onAnswered: () => void;
  readonly onRefused: () => void;
}

// GET /v1/events/<36 characters>/feed?since=<cursor>
const BEFORE_ID = '/v1/events/';
const AFTER_ID = BEFORE_ID.length + 36;
const FEED = '/feed';
const SINCE = '?since=';
const AFTER_FEED = AFTER_ID + FEED.length;
const RESULTS = '/results/';

export function createDoor(options: DoorOptions): Door {
  const { feed, bytesOf, steering, isLeaving, onAnswered, onRefused } = options;
  return (request, response) => {
    const url = request.url as string;
    if (request.method !== 'GET' || !url.startsWith(BEFORE_ID)) return false;
    const isFeed = url.startsWith(FEED, AFTER_ID);
    if (!isFeed && !url.startsWith(RESULTS, AFTER_ID)) return false;
    if (steering.refuses()) {
      refuse(response, steering.retryAfterSeconds());
      onRefused();
      return true;
    }
    if (!isFeed || !url.startsWith(SINCE, AFTER_FEED) || isLeaving()) return false;

    const answer = feed.peek(
      url.slice(BEFORE_ID.length, AFTER_ID),
      ATTENDEE,
      url.slice(AFTER_FEED + SINCE.length),
    );
    if (answer === undefined || answer.kind === 'echo' || (answer.note as EventNote).deletedAt) return false;
    const { body, pollHeaders } = bytesOf(answer, false);
    keepQuiet(request, response);
    response.writeHead(200, pollHeaders as string[]);
    response.end(body);
    onAnswered();
    return true;
  };
}

/** Persistence is the default of HTTP/1.1: saying so costs every quiet poll 57 bytes of its 350 (W10). */
export function keepQuiet(request: IncomingMessage, response: ServerResponse): void {
  if (request.httpVersionMinor > 0 && response.getHeader('connection') !== 'close')
    response.removeHeader('connection');
}

function refuse(response: ServerResponse, retryAfterSeconds: number): void {
  const body = JSON.stringify(problem(new AppError('overloaded'), randomUUID()));
  response.writeHead(503, {
    'Content-Type': PROBLEM_TYPE,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'Retry-After': retryAfterSeconds,
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Retry-After',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
