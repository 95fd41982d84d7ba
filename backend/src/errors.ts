/**
 * Errors a caller may see. A refusal is an `AppError` with a code from the protocol's catalogue; anything else that is
 * thrown is a bug or a fault and becomes `internal` or `database_unavailable` in `http/errors.ts`.
 */
import { ERRORS, type ErrorCode, type Problem } from '@plenum/protocol';

export interface FieldError {
  /** JSON pointer into the request, `''` for the whole body. */
  readonly path: string;
  readonly message: string;
}

export interface AppErrorOptions {
  /** One sentence about this very case. Never library text, names, texts or secrets. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Becomes `Retry-After`. Every 429 and 503 has one: without a number here it is 1 s. */
  readonly retryAfterSeconds?: number;
  /** What went wrong underneath; logged, never answered. */
  readonly cause?: unknown;
}

/** A refusal as a row of the catalogue: `throw new AppError('activity_closed')`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, { detail, errors = [], retryAfterSeconds, cause }: AppErrorOptions = {}) {
    super(detail ?? ERRORS[code][1], cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds ?? (needsRetryAfter(this.status) ? 1 : undefined);
  }

  get status(): number {
    return ERRORS[this.code][0];
  }
}

/** The RFC 9457 body of a refusal. */
export function problem(error: AppError, requestId: string): Problem {
  const [status, title] = ERRORS[error.code];
  return {
    type: `urn:plenum:error:${error.code}`,
    title,
    status,
    ...(error.detail !== undefined && { detail: error.detail }),
    code: error.code,
    requestId,
    ...(error.errors.length > 0 && { errors: [...error.errors] }),
  };
}

function needsRetryAfter(status: number): boolean {
  return status === 429 || status === 503;
}

/** Node's words for "nobody there" on a socket. */
const SOCKET_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/**
 * SQLSTATEs after which the same request may succeed elsewhere or later: connection lost, shutting down, starting,
 * promoted or read-only, out of resources, out of time (statement, lock), lost to a concurrent transaction.
 */
const SQLSTATE = /^(08...|53...|57P0[1-5]|57014|55P03|25P0[34]|25006|40001|40P01)$/;
/** Prisma: not reachable, timed out, closed, no connection from the pool, transaction not started, write conflict. */
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034']);
const ADAPTER_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
  'TransactionWriteConflict',
]);
/** `pg` gives these no code. */
const PG_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end)/;

/**
 * Whether an error means that PostgreSQL is away, overloaded or starved, so that a caller should try again: 503, not 500.
 * Understands what `pg`, Prisma and its adapter throw, also wrapped as `cause` or in an `AggregateError`.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  // Depth: an error may be its own cause.
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { code, message, kind, originalCode, cause, errors } = error as Record<string, unknown>;
  if (typeof code === 'string' && (SOCKET_CODES.has(code) || SQLSTATE.test(code) || PRISMA_CODES.has(code)))
    return true;
  if (code === 'ENOENT' && (error as { syscall?: string }).syscall === 'connect') return true;
  if (typeof kind === 'string' && ADAPTER_KINDS.has(kind)) return true;
  if (typeof originalCode === 'string' && SQLSTATE.test(originalCode)) return true;
  if (typeof message === 'string' && PG_MESSAGES.test(message)) return true;
  if (Array.isArray(errors) && errors.some((one) => isDatabaseAway(one, depth + 1))) return true;
  return (
    isDatabaseAway(cause, depth + 1) ||
    isDatabaseAway((error as AdapterMeta).meta?.driverAdapterError, depth + 1)
  );
}
interface AdapterMeta {
  meta?: { driverAdapterError?: unknown };
}
