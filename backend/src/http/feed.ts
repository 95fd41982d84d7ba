/**
 * The feeds over HTTP. The attendees' poll is mostly answered at the door (`door.ts`); what reaches its route here gets the same bytes.
 * Bytes of the attendee feed depend on nothing but the URL (W4).
 */
import { type ErrorCode, FeedAnswer, FeedQuery, TimeAnswer } from '@plenum/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Clock } from '#/db/clock.ts';
import { AppError } from '#/errors.ts';
import { type Answer, type Feed, FeedAwayError, type View } from '#/feed/index.ts';
import { ATTENDEE } from './door.ts';
import {
  type Bytes,
  CACHE,
  type createFeedBytes,
  echoBytes,
  JSON_TYPE,
  preferredCoding,
} from './feed-bytes.ts';
import { EventParams, requireId } from './ids.ts';
import { problems, security } from './openapi.ts';
import type { EventNote } from './pace.ts';
import type { Rights } from './rights.ts';
import type { Viewers } from './viewer.ts';

const HOST: View = { name: 'host', audiences: ['host'] };
const SCREEN: View = { name: 'screen', audiences: ['attendee', 'screen'] };

interface Question {
  readonly eventId: string;
  readonly view: View;
  readonly isPrivate: boolean;
  readonly since: string | undefined;
  readonly at: string | undefined;
}

export interface FeedRoutesOptions {
  readonly feed: Feed;
  readonly clock: Clock;
  readonly viewers: Viewers;
  readonly rights: Rights;
  readonly bytesOf: ReturnType<typeof createFeedBytes>;
}

interface ForEvent {
  Params: { eventId: string };
}

export function feedRoutes(app: FastifyInstance, options: FeedRoutesOptions): void {
  const { feed, clock, viewers, rights, bytesOf } = options;
  // Any page may read, refusals included; nothing here depends on who asks (W4).
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('access-control-allow-origin', '*');
    done();
  });
  // A page of another origin sees no header of a refusal unless it is named.
  app.addHook('onError', (_request, reply, _error, done) => {
    reply.header('access-control-expose-headers', 'Retry-After');
    done();
  });

  function send(request: FastifyRequest, reply: FastifyReply, question: Question, answer: Answer | null) {
    if (answer === null) throw new AppError('event_not_found');
    reply.header('content-type', JSON_TYPE);
    if (answer.kind === 'echo') {
      return reply
        .header('cache-control', CACHE.never)
        .send(echoBytes(answer, question.isPrivate, clock.nowMs()));
    }
    if ((answer.note as EventNote).deletedAt) throw new AppError('event_gone');
    const bytes = bytesOf(answer, question.isPrivate);
    if (question.isPrivate) return reply.header('cache-control', CACHE.private).send(bytes.body);
    if (answer.kind !== 'snapshot') return reply.header('cache-control', CACHE.poll).send(bytes.body);
    return sendSnapshot(request, reply, bytes);
  }

  function answer(request: FastifyRequest, reply: FastifyReply, question: Question) {
    const { eventId, view, since, at } = question;
    if (since !== undefined) {
      const known = feed.peek(eventId, view, since);
      if (known) return send(request, reply, question, known);
      return feed.since(eventId, view, since).then((found) => send(request, reply, question, found));
    }
    return feed
      .snapshot(eventId, view, at)
      .then((found) => send(request, reply, question, found), refuseWhileAway);
  }

  const cursors = (request: FastifyRequest): { since: string | undefined; at: string | undefined } => {
    const { since, at } = request.query as { since?: string; at?: string };
    if (request.validationError || (since !== undefined && at !== undefined))
      throw new AppError('cursor_malformed');
    return { since, at };
  };

  const schema = (operationId: string, summary: string, codes: ErrorCode[]) => ({
    tags: ['feed'],
    operationId,
    summary,
    params: EventParams,
    querystring: FeedQuery,
    response: { 200: FeedAnswer, ...problems('cursor_malformed', 'event_not_found', 'event_gone', ...codes) },
  });
  // `hot`: no log line, no handler deadline; every wait in the feed has one of its own.
  const hot = { config: { hot: true }, attachValidation: true };

  app.get<ForEvent>(
    '/v1/events/:eventId/feed',
    {
      ...hot,
      schema: {
        ...schema('getFeed', 'What the room sees: a snapshot, or what changed since a cursor', [
          'overloaded',
        ]),
        security: security.anyone,
      },
    },
    (request, reply) => {
      const eventId = requireId(request.params.eventId, 'event_not_found');
      return answer(request, reply, { eventId, view: ATTENDEE, isPrivate: false, ...cursors(request) });
    },
  );

  const results = schema(
    'getResultFeed',
    'A result that shows after the own response; the key comes with the acknowledgement',
    ['result_not_found', 'overloaded'],
  );
  app.get<{ Params: { eventId: string; resultKey: string } }>(
    '/v1/events/:eventId/results/:resultKey',
    {
      ...hot,
      schema: {
        ...results,
        security: security.anyone,
        params: Type.Object({ eventId: Type.String(), resultKey: Type.String() }),
      },
    },
    async (request, reply) => {
      const eventId = requireId(request.params.eventId, 'event_not_found');
      const query = cursors(request);
      const audience = `result:${request.params.resultKey}`;
      // `?since=` of somebody who already follows must not turn into 404 while the database is away.
      if (
        query.since === undefined &&
        !(await feed.knowsAudience(eventId, audience).catch(refuseWhileAway))
      ) {
        throw new AppError('result_not_found');
      }
      const view: View = { name: audience, audiences: [audience] };
      return answer(request, reply, { eventId, view, isPrivate: false, ...query });
    },
  );

  app.get<ForEvent>(
    '/v1/events/:eventId/host/feed',
    {
      ...hot,
      schema: {
        ...schema('getHostFeed', 'What hosts see', [
          'credentials_missing',
          'forbidden',
          'database_unavailable',
        ]),
        security: security.host,
      },
    },
    async (request, reply) => {
      const { userId } = await viewers.requireHost(request);
      const eventId = requireId(request.params.eventId, 'event_not_found');
      const query = cursors(request);
      await rights.requireOwner(eventId, userId);
      return answer(request, reply, { eventId, view: HOST, isPrivate: true, ...query });
    },
  );

  app.get<ForEvent>(
    '/v1/events/:eventId/screen/feed',
    {
      ...hot,
      schema: {
        ...schema('getScreenFeed', 'What the projector shows', ['credentials_missing', 'forbidden']),
        security: security.screen,
      },
    },
    (request, reply) => {
      const { eventId } = viewers.requireScreen(request, request.params.eventId);
      return answer(request, reply, { eventId, view: SCREEN, isPrivate: true, ...cursors(request) });
    },
  );

  app.get(
    '/v1/time',
    {
      config: { hot: true },
      schema: {
        tags: ['feed'],
        operationId: 'getTime',
        summary: 'The database’s clock, for the offset of the caller’s',
        security: security.anyone,
        response: { 200: TimeAnswer },
      },
    },
    (_request, reply) => reply.header('cache-control', CACHE.never).send({ nowMs: clock.nowMs() }),
  );
}

function refuseWhileAway(error: unknown): never {
  throw error instanceof FeedAwayError
    ? new AppError('database_unavailable', { retryAfterSeconds: 2 })
    : error;
}

async function sendSnapshot(
  request: FastifyRequest,
  reply: FastifyReply,
  { body, etag, compressed }: Bytes,
): Promise<FastifyReply> {
  const coding = preferredCoding(request.headers['accept-encoding'], body.length);
  const tag = `"${etag()}${coding ? `-${coding}` : ''}"`;
  reply.header('cache-control', CACHE.snapshot).header('vary', 'Accept-Encoding').header('etag', tag);
  // Weakly compared (RFC 9110 §13.1.2): a proxy that recompresses says W/ before it.
  const known = request.headers['if-none-match']?.split(/\s*,\s*/).map((one) => one.replace(/^W\//, ''));
  if (known?.includes(tag) || known?.[0] === '*') return reply.code(304).send();
  if (coding === null) return reply.send(body);
  reply.header('content-encoding', coding);
  return reply.send(await compressed(coding));
}
