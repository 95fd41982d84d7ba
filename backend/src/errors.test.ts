import { ERROR_CODES, Problem } from '@plenum/protocol';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { AppError, isDatabaseAway, problem } from './errors.ts';

describe('[W11] refusals', () => {
  test.each(ERROR_CODES)('%s is a problem of the catalogue', (code) => {
    const body = problem(new AppError(code), 'request-1');
    expect(Value.Check(Problem, body)).toBe(true);
    expect(body).toMatchObject({ type: `urn:plenum:error:${code}`, code, requestId: 'request-1' });
  });

  test('detail and fields are there when there are some', () => {
    const error = new AppError('request_invalid', {
      detail: 'Why.',
      errors: [{ path: '/a', message: 'is required' }],
    });
    expect(problem(error, 'r')).toMatchObject({
      detail: 'Why.',
      errors: [{ path: '/a', message: 'is required' }],
    });
    expect(problem(new AppError('internal'), 'r')).not.toHaveProperty('errors');
  });

  test('every 429 and 503 says when to come back', () => {
    for (const code of ERROR_CODES) {
      const error = new AppError(code);
      expect(error.retryAfterSeconds !== undefined).toBe([429, 503].includes(error.status));
    }
  });
});

describe('[W14] "the database is away"', () => {
  test.each([
    ['nobody listens', { code: 'ECONNREFUSED' }],
    [
      'all addresses failed',
      Object.assign(new AggregateError([{ code: 'ECONNREFUSED' }]), { code: undefined }),
    ],
    ['the socket file is gone', { code: 'ENOENT', syscall: 'connect' }],
    ['it shuts down', { code: '57P01' }],
    ['it starts', { code: '57P03' }],
    ['the statement took too long', { code: '57014' }],
    ['it is a standby now', { code: '25006' }],
    ['no connection left', { code: '53300' }],
    ['pg: lost', new Error('Connection terminated unexpectedly')],
    ['pg: pool full', new Error('timeout exceeded when trying to connect')],
    ['pg: no answer', new Error('Query read timeout')],
    ['Prisma', { code: 'P1001' }],
    [
      'Prisma’s adapter',
      { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '57014' } } } },
    ],
    ['wrapped', new Error('outer', { cause: { code: 'ECONNRESET' } })],
  ])('%s', (_what, error) => {
    expect(isDatabaseAway(error)).toBe(true);
  });

  test.each([
    ['a bug', new TypeError('x is not a function')],
    ['a missing file', { code: 'ENOENT', syscall: 'open' }],
    ['a constraint', { code: '23505' }],
    ['bad SQL', { code: '42601' }],
    ['a refusal', new AppError('event_not_found')],
    ['no error at all', undefined],
    [
      'its own cause',
      (() => {
        const error: Error = new Error('x');
        error.cause = error;
        return error;
      })(),
    ],
  ])('is not %s', (_what, error) => {
    expect(isDatabaseAway(error)).toBe(false);
  });
});
