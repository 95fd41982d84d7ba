/**
 * One HTTP request to the API, for every operation: JSON in, JSON out, every way to fail as one `ApiError`.
 */
import { type Credentials, defaultEnvironment, type Environment } from './environment.ts';

export const REQUEST_TIMEOUT_MS = 10_000;

/** What fails without an answer of ours. The server's own codes stand in PROTOCOL.md. */
export type ClientErrorCode = 'network_failed' | 'timed_out' | 'answer_unreadable' | 'cancelled';

/** A request that did not succeed. `code` is the server's (PROTOCOL.md, "Errors") or a `ClientErrorCode`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly code: string;
  readonly detail: string | null;
  readonly retryAfterMs: number | null;
  readonly errors: readonly { path: string; message: string }[];

  constructor(
    status: number,
    code: string,
    more: {
      detail?: string | null;
      retryAfterMs?: number | null;
      errors?: ApiError['errors'];
      cause?: unknown;
    } = {},
  ) {
    super(more.detail ?? code, { cause: more.cause });
    this.status = status;
    this.code = code;
    this.detail = more.detail ?? null;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.errors = more.errors ?? [];
  }

  /**
   * Whether the same request may succeed later. A 4xx without our problem+json is a captive portal or a proxy
   * speaking, not the API: it decides nothing.
   */
  get isTemporary(): boolean {
    return (
      this.status === 0 || this.code === 'answer_unreadable' || this.status === 429 || this.status >= 500
    );
  }
}

export interface ApiOptions {
  /** Before every path; empty = this page's origin. */
  readonly baseUrl?: string;
  /** Read for each request, so that a new token is used at once. */
  readonly headers?: () => Record<string, string>;
  /** `omit` unless told: only hosts have cookies, and a feed shared by caches must not depend on any. */
  readonly credentials?: Credentials;
  readonly timeoutMs?: number;
  readonly environment?: Environment;
}

export interface RequestOptions {
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export interface Api {
  /**
   * The answer's JSON; `undefined` for an empty answer.
   * @throws {ApiError} for everything else, within the timeout (10 s), whatever `fetch` does.
   */
  request<Answer>(method: string, path: string, options?: RequestOptions): Promise<Answer>;
}

export function createApi(options: ApiOptions = {}): Api {
  const environment = options.environment ?? defaultEnvironment;
  return {
    async request<Answer>(method: string, path: string, { body, headers, signal }: RequestOptions = {}) {
      const url = (options.baseUrl ?? '') + path;
      const exchange = async (abort: AbortSignal): Promise<Answer> => {
        const answer = await environment.fetch(url, {
          method,
          headers: {
            accept: 'application/json',
            ...options.headers?.(),
            ...headers,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          cache: 'no-store',
          credentials: options.credentials ?? 'omit',
          signal: abort,
        });
        const text = await answer.text();
        if (answer.status < 200 || answer.status > 299) throw refusal(answer, text, environment.now());
        return readJson(answer.status, text) as Answer;
      };
      return withDeadline(exchange, options.timeoutMs ?? REQUEST_TIMEOUT_MS, signal, environment);
    },
  };
}

/** `Authorization` for participants, screens and API keys. */
export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** Ends with the exchange, the deadline or the caller, whichever is first; a fetch that ignores its signal cannot hold it. */
function withDeadline<Answer>(
  exchange: (abort: AbortSignal) => Promise<Answer>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  environment: Environment,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const end = (error: ApiError): void => {
      finish();
      reject(error);
      controller.abort();
    };
    const cancel = (): void => end(new ApiError(0, 'cancelled'));
    const timer = environment.setTimer(() => end(new ApiError(0, 'timed_out')), timeoutMs);
    const finish = (): void => {
      environment.clearTimer(timer);
      signal?.removeEventListener('abort', cancel);
    };
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel);
    exchange(controller.signal).then(
      (answer) => {
        finish();
        resolve(answer);
      },
      (cause: unknown) =>
        end(cause instanceof ApiError ? cause : new ApiError(0, 'network_failed', { cause })),
    );
  });
}

function refusal(answer: { status: number; headers: Headers }, text: string, nowMs: number): ApiError {
  const retryAfterMs = readRetryAfterMs(answer.headers.get('retry-after'), nowMs);
  const problem = parse(text) as { code?: unknown; detail?: unknown; errors?: unknown } | null | undefined;
  if (typeof problem?.code !== 'string')
    return new ApiError(answer.status, 'answer_unreadable', { retryAfterMs });
  return new ApiError(answer.status, problem.code, {
    detail: typeof problem.detail === 'string' ? problem.detail : null,
    errors: Array.isArray(problem.errors) ? problem.errors : [],
    retryAfterMs,
  });
}
type Headers = { get(name: string): string | null };

function readJson(status: number, text: string): unknown {
  if (text === '') return undefined;
  const body = parse(text);
  if (body === undefined) throw new ApiError(status, 'answer_unreadable');
  return body;
}

/** `undefined` for what is no JSON, which JSON itself can never give. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Seconds or an HTTP date, as milliseconds from now; `null` when there is none. */
export function readRetryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
