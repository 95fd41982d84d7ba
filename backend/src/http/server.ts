/**
 * The Fastify instance everything is registered on: every wait has a deadline, every body is strict, every error is a
 * problem, every answer says how it may be cached.
 */
import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import { Problem } from '@plenum/protocol';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { DestinationStream } from 'pino';
import type { Config } from '#/config.ts';
import { AppError } from '#/errors.ts';
import { acceptJsonOnly, ajvOptions, BODY_BYTES_MAX, normaliseRequest } from './body.ts';
import { type Door, keepQuiet } from './door.ts';
import { answerClientError, answerError } from './errors.ts';
import { createLogger, lazyChild, RequestLog } from './logger.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers a path no route knows, or returns null: the client's pages live behind it (`web.ts`). */
    pageFallback: ((request: FastifyRequest, reply: FastifyReply) => FastifyReply | null) | null;
    /** Answers what needs no router, before it is asked (`door.ts`). */
    door: Door | null;
  }
}

export interface Deadlines {
  /** From the connection to the end of the headers. */
  headersMs: number;
  /** From the connection to the end of the body: without it a half-sent body stays open for ever. */
  requestMs: number;
  /** How often the two above are looked at. */
  checkEveryMs: number;
  /** For the handler; every wait in it is shorter, so this only meets what was forgotten. */
  handlerMs: number;
}
/** Together below 30 s, the longest a stuck connection may live (S5). */
const DEADLINES: Deadlines = { headersMs: 15_000, requestMs: 20_000, checkEveryMs: 2_000, handlerMs: 15_000 };

/** Above the 60 s idle timeout of the usual load balancer, which must be the one to close first. */
const KEEP_ALIVE_MS = 72_000;
/** Ids are 36 characters, result keys and codes fewer. */
const PATH_PART_MAX = 100;

export type Server = ReturnType<typeof createServer>;
export type ServerConfig = Pick<Config, 'logLevel' | 'trustProxy'>;

export interface ServerOptions {
  /** Where logs go; standard output without it. */
  readonly logTo?: DestinationStream;
  readonly deadlines?: Partial<Deadlines>;
}

/** The shell without routes. `close()` is Fastify's: in-flight requests finish, idle connections end. */
export function createServer(config: ServerConfig, { logTo, deadlines }: ServerOptions = {}) {
  const { headersMs, requestMs, checkEveryMs, handlerMs } = { ...DEADLINES, ...deadlines };
  const app = Fastify({
    loggerInstance: createLogger(config, logTo),
    logController: new RequestLog(),
    childLoggerFactory: lazyChild,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Node looks at its deadlines every 30 s unless told otherwise, which would make 20 s into 50 s.
    http: { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checkEveryMs },
    trustProxy: config.trustProxy === false ? false : [...config.trustProxy],
    routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: PATH_PART_MAX },
    ajv: ajvOptions,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerError,
    serverFactory(route, options) {
      const server = createHttpServer(options.http ?? {}, (request, response) => {
        if (!app.door?.(request, response)) route(request, response);
      });
      // What Fastify sets where it makes the server itself.
      server.keepAliveTimeout = KEEP_ALIVE_MS;
      server.requestTimeout = requestMs;
      return server;
    },
    // While closing, requests on open connections are still answered; new connections are not accepted.
    return503OnClosing: false,
  }).withTypeProvider<TypeBoxTypeProvider>();

  app.addSchema(Problem); // what `problems()` of every route refers to
  acceptJsonOnly(app as unknown as FastifyInstance);
  app.decorate('pageFallback', null);
  app.decorate('door', null);
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request, reply) => {
    const page = app.pageFallback?.(request, reply);
    if (page == null) throw new AppError('route_not_found');
    return page;
  });
  app.addHook('onRequest', setManners);
  app.addHook('preValidation', normaliseRequest);
  app.addHook('onRoute', (route) => {
    if (!route.config?.hot) route.handlerTimeout ??= handlerMs;
  });
  return app;
}

/** What holds for every answer unless its route says otherwise, and what no request may carry. */
function setManners(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
  reply.header('x-content-type-options', 'nosniff');
  if (request.url.startsWith('/v1')) reply.header('cache-control', 'no-store');
  keepQuiet(request.raw, reply.raw);

  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') done(new AppError('media_type_unsupported'));
  // PostgreSQL cannot hold NUL, wherever in the address it stood.
  else if (request.url.includes('%00')) done(new AppError('text_malformed'));
  else done();
}
