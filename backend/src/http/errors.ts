/**
 * The one error handler: whatever is thrown becomes `application/problem+json` from the catalogue (W11). A caller never
 * sees a stack, SQL or a library's text; the log sees the cause of everything that is our fault.
 */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Problem } from '@plenum/protocol';
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import { AppError, type FieldError, isDatabaseAway, problem } from '#/errors.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** While PostgreSQL is away: soon enough for a short failover, late enough not to press on one that starts. */
const DATABASE_RETRY_SECONDS = 2;
/** Names of unknown fields are repeated in answers; more than this of one helps nobody. */
const FIELD_NAME_MAX = 64;

/** Fastify's own refusals. Its texts name its API, so the catalogue speaks instead. */
const FRAMEWORK_ERRORS: Readonly<Record<string, () => AppError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new AppError('body_too_large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new AppError('media_type_unsupported'),
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: () => new AppError('media_type_unsupported'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new AppError('body_malformed', { detail: 'The body is empty.' }),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new AppError('body_malformed'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new AppError('body_malformed', { detail: 'The body has another length than Content-Length says.' }),
  FST_ERR_BAD_URL: () => new AppError('request_invalid', { detail: 'The path is not valid URL encoding.' }),
  FST_ERR_MAX_PARAM_LENGTH: () =>
    new AppError('route_not_found', { detail: 'A part of the path is too long.' }),
  FST_ERR_NOT_FOUND: () => new AppError('route_not_found'),
};

/** Answers any thrown value; also for errors that Fastify meets before there is a route. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toAppError(error);
  const refusal = known ?? new AppError('internal');
  if (known === null) request.log.error({ err: error }, 'unexpected error');
  else if (refusal.status >= 500) request.log.warn({ err: refusal.cause ?? error }, refusal.code);

  reply
    .code(refusal.status)
    .header('content-type', PROBLEM_TYPE)
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff');
  if (refusal.retryAfterSeconds !== undefined) {
    reply.header('retry-after', String(Math.max(1, Math.ceil(refusal.retryAfterSeconds))));
  }
  if (refusal.status === 401) reply.header('www-authenticate', 'Bearer');
  // A string passes the response schemas of the route by: they describe it, they do not filter it.
  return reply.send(JSON.stringify(problem(refusal, request.id)));
}

/** The refusal a thrown value stands for; `null` when it is a fault of ours. */
export function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  const { code = '', validation, validationContext, statusCode } = (error ?? {}) as Partial<FastifyError>;
  // The connection broke in the middle of the body: it is not the database's, and nobody is there to read the answer.
  if (code === 'ECONNRESET' && statusCode === 400) return new AppError('body_malformed');
  if (isDatabaseAway(error)) {
    return new AppError('database_unavailable', { retryAfterSeconds: DATABASE_RETRY_SECONDS, cause: error });
  }
  if (validation !== undefined) return invalidRequest(validation, validationContext ?? 'body');
  return FRAMEWORK_ERRORS[code]?.() ?? null;
}

function invalidRequest(validation: FastifySchemaValidationError[], context: string): AppError {
  // Of several shapes none fits: each one's complaint would only confuse.
  const union = validation.findLast(({ keyword }) => keyword === 'anyOf');
  const errors = (union ? [union] : validation).map((failure) => fieldError(failure, context));
  const concernsCursor = errors.every(({ path }) => path === 'query/since' || path === 'query/at');
  return new AppError(concernsCursor ? 'cursor_malformed' : 'request_invalid', { errors });
}

function fieldError(
  { instancePath, keyword, params, message }: FastifySchemaValidationError,
  context: string,
): FieldError {
  const at = (field = '') => {
    const pointer =
      field === '' ? instancePath : `${instancePath}/${escapePointer(field.slice(0, FIELD_NAME_MAX))}`;
    return context === 'body'
      ? pointer
      : `${context === 'params' ? 'path' : context.replace('querystring', 'query')}${pointer}`;
  };
  switch (keyword) {
    case 'required':
      return { path: at(String(params.missingProperty)), message: 'is required' };
    case 'additionalProperties':
      return { path: at(String(params.additionalProperty)), message: 'is not a known field' };
    case 'enum':
      return { path: at(), message: `must be one of ${(params.allowedValues as unknown[]).join(', ')}` };
    case 'anyOf':
      return { path: at(), message: 'has none of the shapes that are allowed here' };
    case 'discriminator':
      return { path: at(String(params.tag)), message: 'is not known, or missing' };
    default:
      return { path: at(), message: message ?? 'is not valid' };
  }
}

function escapePointer(field: string): string {
  return field.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** What the HTTP parser refuses, before there is a request: too slow, too long, or not HTTP. Always ends the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (socket.writable) socket.write(rawProblem(PARSER_STATUS[error.code ?? ''] ?? 400));
  socket.destroy();
}

const PARSER_STATUS: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
};

function rawProblem(status: number): string {
  const body = JSON.stringify({
    type: 'urn:plenum:error:request_invalid',
    title: STATUS_CODES[status] ?? 'Bad Request',
    status,
    code: 'request_invalid',
    requestId: randomUUID(),
  } satisfies Problem);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
