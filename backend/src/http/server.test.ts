/** The shell's manners, over real sockets where sockets matter. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '@plenum/protocol';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '#/errors.ts';
import { createServer, type ServerConfig, type ServerOptions } from './server.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function shell(options: ServerOptions & Partial<ServerConfig> = {}) {
  const app = createServer(
    { logLevel: options.logTo ? 'info' : 'silent', trustProxy: false, ...options },
    options,
  );
  app.get('/v1/things/:id', { schema: { operationId: 'getThing' } }, async () => ({ ok: true }));
  app.post('/v1/things', { schema: { body: Type.Object({ name: Type.String() }) } }, async () => ({
    ok: true,
  }));
  app.get('/v1/ip', async (request) => ({ ip: request.ip }));
  app.get('/v1/hot', { config: { hot: true } }, async () => ({ ok: true }));
  app.get('/v1/refused', async () => {
    throw new AppError('rate_limited');
  });
  app.get('/v1/away', async () => {
    throw Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' });
  });
  app.get('/v1/bug', async () => {
    throw new Error('select * from secrets');
  });
  app.get('/v1/slow', async () => {
    await sleep(60_000, null, { ref: false });
  });
  closing.push(() => app.close());
  return app;
}

/** Sends raw bytes and collects what comes back until the other side closes. */
function raw(port: number, ...chunks: string[]): Promise<{ answer: string; ms: number }> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve({ answer, ms: performance.now() - startedAt }));
    for (const chunk of chunks) socket.write(chunk);
  });
}

async function listening(app: ReturnType<typeof shell>): Promise<number> {
  return Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port);
}

describe('[W11] errors', () => {
  test.each([
    ['/v1/nowhere', 404, 'route_not_found'],
    ['/v1/things', 404, 'route_not_found'],
    ['/v1/things/1/', 404, 'route_not_found'],
    ['/V1/things/1', 404, 'route_not_found'],
    ['/v1/things/%zz', 400, 'request_invalid'],
    ['/v1/things/%c3%28', 400, 'request_invalid'],
    [`/v1/things/${'x'.repeat(101)}`, 404, 'route_not_found'],
    ['/v1/things/a%00b', 400, 'text_malformed'],
    ['/v1/things/1?q=%00', 400, 'text_malformed'],
    ['/v1/refused', 429, 'rate_limited'],
    ['/v1/away', 503, 'database_unavailable'],
    ['/v1/bug', 500, 'internal'],
  ])('%s is answered with a problem', async (url, status, code) => {
    const response = await shell().inject({ url, headers: { accept: 'text/html' } });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ code, status, type: `urn:plenum:error:${code}` });
    expect(Value.Check(Problem, response.json())).toBe(true);
    expect(response.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers['retry-after']).toEqual(
      status === 429 || status === 503 ? expect.stringMatching(/^[1-9]/) : undefined,
    );
    expect(response.body).not.toMatch(/secrets|ECONNREFUSED|10\.1\.2\.3|node_modules|FST_|%zz/);
  });

  test('an unknown method is an unknown route', async () => {
    const response = await shell().inject({ method: 'PATCH', url: '/v1/things/1', payload: {} });
    expect(response.json()).toMatchObject({ code: 'route_not_found' });
  });

  test('a handler that never ends is given up', async () => {
    const response = await shell({ deadlines: { handlerMs: 50 } }).inject('/v1/slow');
    expect(response.json()).toMatchObject({ code: 'internal' });
  });
});

describe('manners', () => {
  test('answers below /v1 are not cached and not sniffed, and name no software', async () => {
    const { headers } = await shell().inject('/v1/things/1');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['server', 'x-powered-by']));
  });

  test('[W10] a kept connection costs no header', async () => {
    const port = await listening(shell());
    const request = 'GET /v1/things/1 HTTP/1.1\r\nHost: x\r\n';
    const { answer } = await raw(port, `${request}\r\n${request}Connection: close\r\n\r\n`);
    expect(answer.match(/HTTP\/1.1 200/g)).toHaveLength(2);
    expect(answer.toLowerCase()).not.toContain('keep-alive');
  });

  test.each([
    [false as const, '127.0.0.1'],
    [['127.0.0.0/8'], '198.51.100.7'],
    [['10.0.0.0/8'], '127.0.0.1'],
  ])('with trustProxy %j a forged X-Forwarded-For counts as %s', async (trustProxy, ip) => {
    const response = await shell({ trustProxy }).inject({
      url: '/v1/ip',
      headers: { 'x-forwarded-for': '203.0.113.66, 198.51.100.7' },
    });
    expect(response.json()).toEqual({ ip });
  });
});

describe('[S5] every wait has a deadline', () => {
  const deadlines = { headersMs: 300, requestMs: 500, checkEveryMs: 50 };
  const POST = 'POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';

  test.each([
    ['a half-sent body', [`${POST}Content-Length: 100\r\n\r\n{"name"`]],
    ['an endless chunked body', [`${POST}Transfer-Encoding: chunked\r\n\r\n5\r\n{"nam\r\n`]],
    ['half-sent headers', ['GET /v1/things/1 HTTP/1.1\r\nHos']],
    ['a silent connection', []],
  ])('%s is closed', async (_what, chunks) => {
    const port = await listening(shell({ deadlines }));
    const { answer, ms } = await raw(port, ...chunks);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(ms).toBeLessThan(1500);
  });

  test('by default within 30 s', async () => {
    const { server } = shell();
    expect(server.requestTimeout).toBe(20_000);
    expect(server.headersTimeout).toBe(15_000);
    expect(server.keepAliveTimeout).toBe(72_000);
  });

  test.each([
    ['no HTTP', ['\x16\x03\x01\x02\x00'], 400],
    ['two lengths', [`${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`], 400],
    ['length and chunks', [`${POST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`], 400],
    ['20 KB of headers', [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`], 431],
  ])('%s is answered %3$d and closed', async (_what, chunks, status) => {
    const { answer } = await raw(await listening(shell()), ...chunks);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));
    expect(body).toMatchObject({ status, code: 'request_invalid' });
  });
});

describe('[S6] logs', () => {
  function logged() {
    const lines: Record<string, unknown>[] = [];
    const app = shell({ logTo: { write: (line: string) => void lines.push(JSON.parse(line)) } });
    return { app, lines };
  }

  test('say route pattern, status and time, and nothing of the request', async () => {
    const { app, lines } = logged();
    await app.inject({
      url: '/v1/things/s3cret-id?token=s3cret',
      headers: { authorization: 'Bearer s3cret', cookie: 's3cret=1', 'user-agent': 's3cret' },
      remoteAddress: '203.0.113.9',
    });
    const line = lines.find(({ msg }) => msg === 'request');
    expect(line).toMatchObject({
      method: 'GET',
      route: '/v1/things/:id',
      status: 200,
      ms: expect.any(Number),
    });
    expect(JSON.stringify(lines)).not.toMatch(/s3cret|203\.0\.113/);
  });

  test('a hot route has no line', async () => {
    const { app, lines } = logged();
    await app.inject('/v1/hot');
    expect(lines.filter(({ msg }) => msg === 'request')).toEqual([]);
  });

  test('a bug is logged with its stack, an error of PostgreSQL without the text it quotes', async () => {
    const { app, lines } = logged();
    app.get('/v1/quoting', async () => {
      throw Object.assign(new Error('invalid input syntax for type uuid: "My name"'), {
        code: '22P02',
        detail: 'My name',
      });
    });
    await app.inject('/v1/bug');
    await app.inject('/v1/quoting');
    const [bug, quoting] = lines.filter(({ level }) => level === 'error') as {
      err: { message: string; stack: string };
    }[];
    expect(bug?.err.message).toBe('select * from secrets');
    expect(bug?.err.stack).toContain('server.test.ts');
    expect(quoting?.err).toMatchObject({ message: 'PostgreSQL error 22P02', code: '22P02' });
    expect(JSON.stringify(quoting)).not.toContain('My name');
  });

  test('a phone that vanishes in the middle of its own body is nobody’s fault', async () => {
    const { app, lines } = logged();
    const met: unknown[] = [];
    app.addHook('onError', async (_request, _reply, error) => void met.push(error.message));
    const socket = connect(await listening(app), '127.0.0.1');
    socket.write(
      'POST /v1/things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"na',
    );
    await sleep(100);
    socket.resetAndDestroy();
    await expect.poll(() => met).toEqual(['aborted']);
    expect(lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
  });

  test('secrets are dropped even when somebody logs them', async () => {
    const { app, lines } = logged();
    app.log.info(
      { token: 's3cret', user: { email: 's3cret' }, a: { b: { password: 's3cret' } } },
      'careless',
    );
    expect(JSON.stringify(lines)).not.toContain('s3cret');
  });
});
