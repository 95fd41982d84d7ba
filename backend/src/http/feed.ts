/**
 * The feeds over HTTP. The poll is the hot path: parse, two lookups, shared bytes; no JSON, no SQL, no log line.
 * Bytes of the attendee feed depend on nothing but the URL (W4).
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type ErrorCode, FeedAnswer, FeedQuery, TimeAnswer } from '@plenum/protocol';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Clock } from '#/db/clock.ts';
import { AppError } from '#/errors.ts';
import { type Answer, type Feed, FeedAwayError, type View } from '#/feed/index.ts';
import { EventParams, requireId } from './ids.ts';
import { problems, security } from './openapi.ts';
import { type EventNote, PRIVATE_POLL_MS, pollAfterMs, SPREAD_MS } from './pace.ts';
import type { Rights } from './rights.ts';
import type { Viewers } from './viewer.ts';

const ATTENDEE: View = { name: 'attendee', audiences: ['attendee'] };
const HOST: View = { name: 'host', audiences: ['host'] };
const SCREEN: View = { name: 'screen', audiences: ['attendee', 'screen'] };

/** JSON is UTF-8 by definition; saying so would cost a quiet poll 15 of its 350 bytes (W10). */
const JSON_TYPE = 'application/json';
const CACHE = {
  poll: 'public, max-age=0, s-maxage=1',
  snapshot: 'public, max-age=0, s-maxage=5, stale-while-revalidate=30',
  private: 'private, no-store',
  never: 'no-store',
} as const;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);
/** Below it the headers outweigh the body. */
const COMPRESS_BYTES_MIN = 1_000;

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
}

interface ForEvent {
  Params: { eventId: string };
}

export function feedRoutes(app: FastifyInstance, { feed, clock, viewers, rights }: FeedRoutesOptions): void {
  const rendered = new WeakMap<Answer, Rendered>();
  // Any page may read, refusals included; nothing here depends on who asks (W4).
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('access-control-allow-origin', '*');
    done();
  });

  /** The body's bytes, made once per answer and pace. */
  function render(answer: Exclude<Answer, { kind: 'echo' }>, isPrivate: boolean): Rendered {
    const ms = isPrivate
      ? PRIVATE_POLL_MS
      : pollAfterMs(answer.note as EventNote, clock.nowMs(), feed.silentMs());
    let bytes = rendered.get(answer);
    if (bytes?.pollAfterMs !== ms) {
      bytes = { pollAfterMs: ms, body: Buffer.from(toJson(answer, ms)) };
      rendered.set(answer, bytes);
    }
    return bytes;
  }

  function send(request: FastifyRequest, reply: FastifyReply, question: Question, answer: Answer | null) {
    if (answer === null) throw new AppError('event_not_found');
    reply.header('content-type', JSON_TYPE);
    if (answer.kind === 'echo') {
      // Head out of reach: the reader stays where it is (W6).
      const ms = question.isPrivate ? PRIVATE_POLL_MS * 2 : 5_000;
      return reply.header('cache-control', CACHE.never).send(Buffer.from(toJson(answer, ms, clock.nowMs())));
    }
    if ((answer.note as EventNote).deletedAt) throw new AppError('event_gone');
    const bytes = render(answer, question.isPrivate);
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
  const options = { config: { hot: true }, attachValidation: true };

  app.get<ForEvent>(
    '/v1/events/:eventId/feed',
    {
      ...options,
      schema: {
        ...schema('getFeed', 'What the room sees: a snapshot, or what changed since a cursor', []),
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
    ['result_not_found'],
  );
  app.get<{ Params: { eventId: string; resultKey: string } }>(
    '/v1/events/:eventId/results/:resultKey',
    {
      ...options,
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
      ...options,
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
      ...options,
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

interface Rendered {
  readonly pollAfterMs: number;
  readonly body: Buffer;
  etag?: string;
  /** Made once, off the event loop, when somebody first asks for it. */
  br?: Promise<Buffer>;
  gzip?: Promise<Buffer>;
}

/** Assembled by hand: the entities are canonical JSON already, and their bytes must stay as they are (W2). */
function toJson(answer: Answer, pollAfterMs: number, nowMs = 0): string {
  switch (answer.kind) {
    case 'delta':
      return `{"kind":"delta","from":"${answer.from}","cursor":"${answer.cursor}","committedAt":${answer.committedAt},"pollAfterMs":${pollAfterMs},"entities":${answer.entities}}`;
    case 'snapshot':
      return `{"kind":"snapshot","cursor":"${answer.cursor}","committedAt":${answer.committedAt},"pollAfterMs":${pollAfterMs},"entities":${answer.entities}}`;
    case 'reset':
      return `{"kind":"reset","reason":"${answer.reason}","snapshot":"${answer.snapshot}","spreadMs":${SPREAD_MS},"pollAfterMs":${pollAfterMs}}`;
    case 'echo':
      return `{"kind":"delta","from":"${answer.cursor}","cursor":"${answer.cursor}","committedAt":${nowMs},"pollAfterMs":${pollAfterMs},"entities":[]}`;
  }
}

async function sendSnapshot(
  request: FastifyRequest,
  reply: FastifyReply,
  bytes: Rendered,
): Promise<FastifyReply> {
  const encoding =
    bytes.body.length < COMPRESS_BYTES_MIN ? null : preferred(request.headers['accept-encoding']);
  bytes.etag ??= createHash('sha256').update(bytes.body).digest('base64url').slice(0, 22);
  const etag = `"${bytes.etag}${encoding ? `-${encoding}` : ''}"`;
  reply.header('cache-control', CACHE.snapshot).header('vary', 'Accept-Encoding').header('etag', etag);
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return reply.code(304).send();
  if (encoding === null) return reply.send(bytes.body);
  reply.header('content-encoding', encoding);
  if (encoding === 'br') {
    // Quality 5: as small as gzip 9 at a fraction of the time.
    bytes.br ??= compressBrotli(bytes.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    return reply.send(await bytes.br);
  }
  bytes.gzip ??= compressGzip(bytes.body);
  return reply.send(await bytes.gzip);
}

/** The best coding the reader takes; `q=0` refuses one. */
function preferred(accept: string | string[] | undefined): 'br' | 'gzip' | null {
  const taken = new Set(
    String(accept ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.trim().split(/\s*;\s*/))
      .filter(([, q]) => !/^q=0(\.0*)?$/.test(q ?? ''))
      .map(([coding]) => coding),
  );
  return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : null;
}
