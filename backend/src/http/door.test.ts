/** [W9] Who is refused under load, decided before routing, and how. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Feed } from '#/feed/index.ts';
import { createDoor } from './door.ts';
import { createFeedBytes } from './feed-bytes.ts';
import { createServer } from './server.ts';
import { createSteering } from './steering.ts';

const EVENT = '01a1feba-437f-75ae-aad3-c763e13cea6c';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server whose load refuses every public read; routes answer 200 where they are reached. */
async function drowning() {
  const app = createServer({ logLevel: 'silent', trustProxy: false });
  const reached: string[] = [];
  app.all('/*', async (request) => {
    reached.push(request.url);
    return {};
  });
  const calm = createSteering({ silentMs: () => 0 });
  app.door = createDoor({
    feed: {} as Feed,
    bytesOf: createFeedBytes({ nowMs: Date.now, slowdown: () => 8 }),
    steering: { ...calm, refuses: () => true },
    isLeaving: () => false,
    onAnswered: () => {},
    onRefused: () => {},
  });
  closing.push(() => app.close());
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return { reached, ask: (path: string, method = 'GET') => fetch(`${address}${path}`, { method }) };
}

describe('[W9] shedding', () => {
  test.each([
    `/v1/events/${EVENT}/feed`,
    `/v1/events/${EVENT}/feed?since=k3f9a2.41`,
    `/v1/events/${EVENT}/feed?at=k3f9a2.41`,
    `/v1/events/${EVENT}/results/a-key?since=k3f9a2.41`,
  ])('%s is refused with a problem, never cached, readable from any origin', async (path) => {
    const { ask, reached } = await drowning();
    const response = await ask(path);
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toBe('Retry-After');
    expect(await response.json()).toMatchObject({
      type: 'urn:plenum:error:overloaded',
      status: 503,
      code: 'overloaded',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(reached, 'no route was asked').toEqual([]);
  });

  test('each is told another moment to return', async () => {
    const { ask } = await drowning();
    const told = await Promise.all(
      Array.from({ length: 40 }, async () =>
        Number((await ask(`/v1/events/${EVENT}/feed`)).headers.get('retry-after')),
      ),
    );
    expect(new Set(told).size).toBeGreaterThan(4);
    expect(Math.min(...told)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...told)).toBeLessThanOrEqual(12);
  });

  test.each([
    ['GET', `/v1/events/${EVENT}/host/feed?since=k3f9a2.41`],
    ['GET', `/v1/events/${EVENT}/screen/feed`],
    ['GET', `/v1/events/${EVENT}/me`],
    ['PUT', `/v1/events/${EVENT}/activities/${EVENT}/response`],
    ['POST', `/v1/events/${EVENT}/activities/${EVENT}/close`],
    ['POST', '/v1/join'],
    ['GET', '/livez'],
  ])('%s %s comes through: hosts, votes and health first', async (method, path) => {
    const { ask, reached } = await drowning();
    expect((await ask(path, method)).status).toBe(200);
    expect(reached).toEqual([path]);
  });
});
