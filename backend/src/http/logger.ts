/**
 * Structured logs that hold nothing about people (S6): method, route pattern, status and milliseconds of a request;
 * never a URL with its query, a header, a body, an address or a name.
 */
import {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
  LogController,
} from 'fastify';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from '#/config.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * A route that a whole room asks at once: no log line while it works, and no deadline of the framework, which costs a timer and an
     * aborted signal per request. Every wait in its handler has a deadline of its own.
     */
    hot?: boolean;
    /** Its problem responses, for the document (`openapi.ts`). */
    refusals?: Record<string, unknown>;
  }
}

/** Belt to the serializers' braces: what must not appear even if somebody logs an object that has it. */
const SECRETS = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'passcode',
  'token',
  'apiKey',
  'email',
  'joinKey',
];

export function createLogger(
  { logLevel }: Pick<Config, 'logLevel'>,
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      level: logLevel,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: requestLine, res: ({ statusCode }) => ({ statusCode }), err: errorLine },
      redact: {
        paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
        remove: true,
      },
    },
    ...(destination ? [destination] : []),
  );
}

function requestLine(request: Partial<FastifyRequest>) {
  return { method: request.method, route: request.routeOptions?.url };
}

/**
 * An error without the values it may quote. PostgreSQL's classes 22 and 23 put the offending text into the message, and
 * `pg` adds rows and parameters as fields: code and place say enough.
 */
function errorLine(error: unknown): object {
  if (!(error instanceof Error)) return { message: `thrown: ${typeof error}` };
  const { code, cause, stack = '' } = error as Error & { code?: unknown };
  const quotesValues = typeof code === 'string' && /^(22|23)[0-9A-Z]{3}$/.test(code);
  const frames = stack.slice(Math.max(0, stack.indexOf('\n    at ')));
  return {
    type: error.name,
    message: quotesValues ? `PostgreSQL error ${code}` : error.message,
    ...(code !== undefined && { code }),
    stack: frames.trim(),
    ...(cause !== undefined && { cause: errorLine(cause) }),
  };
}

/**
 * The logger of one request: a child of the process's, made when something is logged. With our redaction a child costs 5 µs, and most
 * requests say nothing.
 */
class LazyChild {
  readonly #parent: FastifyBaseLogger;
  readonly #words: Parameters<FastifyBaseLogger['child']>;
  #child: FastifyBaseLogger | undefined;

  constructor(parent: FastifyBaseLogger, ...words: Parameters<FastifyBaseLogger['child']>) {
    this.#parent = parent;
    this.#words = words;
  }

  get #own(): FastifyBaseLogger {
    this.#child ??= this.#parent.child(...this.#words);
    return this.#child;
  }

  get level(): string {
    return this.#parent.level;
  }

  child(...words: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#own.child(...words);
  }

  silent(): void {}
  trace(...words: unknown[]): void {
    this.#own.trace(...(words as [object]));
  }
  debug(...words: unknown[]): void {
    this.#own.debug(...(words as [object]));
  }
  info(...words: unknown[]): void {
    this.#own.info(...(words as [object]));
  }
  warn(...words: unknown[]): void {
    this.#own.warn(...(words as [object]));
  }
  error(...words: unknown[]): void {
    this.#own.error(...(words as [object]));
  }
  fatal(...words: unknown[]): void {
    this.#own.fatal(...(words as [object]));
  }
}

export const lazyChild: NonNullable<FastifyServerOptions['childLoggerFactory']> = (
  logger,
  bindings,
  options,
) => new LazyChild(logger, bindings, options) as unknown as FastifyBaseLogger;

/** One line per finished request; what works on a hot route has none. Errors are logged by the error handler. */
export class RequestLog extends LogController {
  constructor() {
    super({ requestIdLogLabel: 'requestId' });
  }
  override incomingRequest(): void {}
  override defaultErrorLog(): void {}
  override routeNotFound(): void {}

  override requestCompleted(
    _error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { config, url } = request.routeOptions;
    if (config.hot && reply.statusCode < 500) return;
    request.log.info(
      {
        method: request.method,
        route: url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  }

  override streamError(error: Error, request: FastifyRequest): void {
    // A phone that walks away in the middle of an answer is the normal case.
    request.log.debug({ err: error }, 'response cut short');
  }
}
