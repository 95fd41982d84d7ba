import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { registerHealth } from './health.ts';
import { registerMetrics } from './metrics.ts';
import { createServer } from './server.ts';
import { drainAndClose } from './shutdown.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function shell(isDatabaseUp = async () => true) {
  const app = createServer({ logLevel: 'silent', trustProxy: false });
  registerMetrics(app as never);
  registerHealth(app as never, { isDatabaseUp });
  app.get('/v1/things/:id', { schema: { operationId: 'getThing' } }, async () => ({ ok: true }));
  app.get('/v1/slow', async () => {
    await sleep(60_000, null, { ref: false });
    return {};
  });
  closing.push(() => app.close());
  return app;
}

describe('[§7] health', () => {
  test('a process that runs lives and wants traffic', async () => {
    const app = shell();
    expect((await app.inject('/livez')).json()).toEqual({ status: 'ok' });
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ready', database: 'up' });
  });

  test('it stays ready while only the database is away', async () => {
    const response = await shell(async () => false).inject('/readyz');
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: 'ready', database: 'away' });
  });

  test('however often readiness is asked, the database is asked once a second', async () => {
    let asked = 0;
    const app = shell(async () => {
      asked++;
      return true;
    });
    await Promise.all(Array.from({ length: 50 }, () => app.inject('/readyz')));
    expect(asked).toBe(1);
  });
});

describe('[§7] leaving', () => {
  test('readiness says no first, while requests are still served', async () => {
    const app = shell();
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const gone = drainAndClose(app as never, 0.5);
    const ready = await fetch(`${origin}/readyz`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get('retry-after')).toBe('1');
    expect((await fetch(`${origin}/v1/things/1`)).status).toBe(200);
    expect((await fetch(`${origin}/livez`)).status).toBe(200);
    await gone;
    await expect(fetch(`${origin}/livez`)).rejects.toThrow();
  });

  test('a request that hangs is cut', async () => {
    const app = shell();
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const hanging = fetch(`${origin}/v1/slow`).catch((error: Error) => error);
    await sleep(100);
    const startedAt = performance.now();
    await drainAndClose(app as never, 0, 300);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    expect(await hanging).toBeInstanceOf(Error);
  });

  test('a phone that asks on while the process closes is answered, and told that its connection ends', async () => {
    const app = shell();
    app.get('/v1/brief', async () => {
      await sleep(400);
      return { ok: true };
    });
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    let heard = '';
    let isOver = false;
    socket.on('data', (chunk) => {
      heard += chunk;
    });
    socket.on('close', () => {
      isOver = true;
    });
    socket.write('GET /v1/brief HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await sleep(100);
    const startedAt = performance.now();
    const gone = drainAndClose(app as never, 0);
    // Its next question is on its way already.
    socket.write('GET /v1/things/1 HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await gone;
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await expect.poll(() => isOver).toBe(true);
    expect(heard.match(/200 OK/g), heard).toHaveLength(2);
    expect(heard).toMatch(/connection: close/i);
  });

  test('phones that keep their connection open do not hold the process', async () => {
    const app = shell();
    const origin = await app.listen({ host: '127.0.0.1', port: 0 });
    await (await fetch(`${origin}/v1/things/1`)).text();
    const startedAt = performance.now();
    await drainAndClose(app as never, 0);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

test('[S6] metrics count by operation and status, and name no event and no address', async () => {
  const app = shell();
  await app.inject({ url: '/v1/things/an-event-id', remoteAddress: '203.0.113.9' });
  await app.inject('/v1/nowhere-at-all');
  const { body, headers } = await app.inject('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(body).toMatch(/plenum_http_request_duration_seconds_count{operation="getThing",status="2xx"} [1-9]/);
  expect(body).toMatch(/plenum_http_request_duration_seconds_count{operation="other",status="4xx"} [1-9]/);
  expect(body).toMatch(/process_cpu_seconds_total \d/);
  expect(body).not.toMatch(/an-event-id|nowhere-at-all|203\.0\.113/);
});
