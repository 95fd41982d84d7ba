import { describe, expect, test } from 'vitest';
import { type Api, ApiError, type ApiOptions, bearer, createApi, readRetryAfterMs } from './api.ts';
import {
  disconnected,
  hang,
  json,
  page,
  problem,
  type Serve,
  settle,
  VirtualEnvironment,
} from './virtual-environment.ts';

function scene(serve: Serve, options: ApiOptions = {}): { environment: VirtualEnvironment; api: Api } {
  const environment = new VirtualEnvironment(serve);
  return { environment, api: createApi({ environment, ...options }) };
}

async function failure(serve: Serve): Promise<ApiError> {
  const { api } = scene(serve);
  const error = await api.request('GET', '/v1/time').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

describe('a request', () => {
  test('sends JSON with its credentials and gives the JSON it gets', async () => {
    const { environment, api } = scene(() => json({ id: 'a' }, 201), {
      baseUrl: 'https://api.example.org',
      headers: () => bearer('secret'),
    });
    expect(await api.request('POST', '/v1/events', { body: { title: 'Hall 3' } })).toEqual({ id: 'a' });
    expect(environment.exchanges[0]?.url).toBe('https://api.example.org/v1/events');
    expect(environment.exchanges[0]?.request).toMatchObject({
      method: 'POST',
      body: '{"title":"Hall 3"}',
      headers: { 'content-type': 'application/json', authorization: 'Bearer secret' },
      credentials: 'omit',
      cache: 'no-store',
    });
  });

  test('without a body announces none, and an empty answer is undefined', async () => {
    const { environment, api } = scene(() => json(null, 204, {}, ''));
    expect(await api.request('DELETE', '/v1/events/e')).toBeUndefined();
    expect(environment.exchanges[0]?.request.headers).toEqual({ accept: 'application/json' });
    expect(environment.timers).toBe(0);
  });
});

describe('a failure', () => {
  test('[W11] carries the code, detail, field errors and Retry-After of the problem', async () => {
    const errors = [{ path: '/title', message: 'is too long' }];
    const body = { code: 'rate_limited', detail: 'Slow down', errors };
    const error = await failure(() => json(body, 429, { 'retry-after': '3' }));
    expect(error).toMatchObject({ status: 429, ...body, retryAfterMs: 3_000, isTemporary: true });
  });

  test.each<[string, Serve, Partial<ApiError>]>([
    ['no network', disconnected, { status: 0, code: 'network_failed', isTemporary: true }],
    ['a page instead of JSON', () => page(), { status: 200, code: 'answer_unreadable', isTemporary: true }],
    [
      "a captive portal's 403",
      () => page(403),
      { status: 403, code: 'answer_unreadable', isTemporary: true },
    ],
    [
      'a busy server',
      () => problem(503, 'database_unavailable'),
      { code: 'database_unavailable', isTemporary: true },
    ],
    [
      'a refusal',
      () => problem(409, 'activity_closed'),
      { status: 409, code: 'activity_closed', isTemporary: false },
    ],
    [
      'a code of a newer server',
      () => problem(418, 'teapot_only'),
      { code: 'teapot_only', isTemporary: false },
    ],
  ])('%s says whether trying again makes sense', async (_name, serve, expected) => {
    expect(await failure(serve)).toMatchObject(expected);
  });

  test('[S5] nothing waits longer than 10 s, even for a fetch that ignores its signal', async () => {
    for (const serve of [(_: string, request: never) => hang(request), () => new Promise<never>(() => {})]) {
      const { environment, api } = scene(serve as Serve);
      const result = api.request('GET', '/v1/time').catch((error: ApiError) => error.code);
      await environment.advance(9_999);
      expect(environment.inFlight).toBe(1);
      await environment.advance(1);
      expect(await result).toBe('timed_out');
    }
  });

  test('the caller may cancel, before or meanwhile', async () => {
    const { environment, api } = scene((_url, request) => hang(request));
    const controller = new AbortController();
    const result = api
      .request('GET', '/', { signal: controller.signal })
      .catch((error: ApiError) => error.code);
    await settle();
    controller.abort();
    expect(await result).toBe('cancelled');
    expect(environment.timers).toBe(0);
    await expect(api.request('GET', '/', { signal: controller.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(environment.exchanges.length).toBe(1);
  });
});

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  expect(readRetryAfterMs('7', now)).toBe(7_000);
  expect(readRetryAfterMs('Thu, 01 Jan 2026 00:00:05 GMT', now)).toBe(5_000);
  expect(readRetryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
  expect([readRetryAfterMs('soon', now), readRetryAfterMs(null, now)]).toEqual([null, null]);
});
