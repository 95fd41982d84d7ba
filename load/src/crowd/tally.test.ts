/** The latency rule, against servers that stall, cut and refuse. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { Connections, type Target } from './connection.ts';
import { closedLoop, openLoop, settled } from './pace.ts';
import { type Figures, Tally } from './tally.ts';

const servers: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});

/** A server of raw sockets; `answer` is called once for each request. */
async function serve(answer: (socket: Socket) => void): Promise<Omit<Target, 'timeoutMs'>> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const _ of chunk.toString('latin1').matchAll(/\r\n\r\n/g)) answer(socket);
    });
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { host: '127.0.0.1', port: (server.address() as { port: number }).port };
}

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}';
const REQUEST = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

async function atRate(target: Target, perSecond: number, durationMs: number, count = 4): Promise<Figures> {
  const connections = new Connections(target, count);
  const tally = new Tally(target.timeoutMs);
  const fire = (n: number, dueMs: number) => tally.ask(connections.at(n), dueMs, () => REQUEST);
  await openLoop({ perSecond, durationMs, fire });
  await settled(tally);
  connections.close();
  return tally.figures();
}

describe('the latency rule', () => {
  test('a stall shows in the percentiles, although nobody could be asked while it lasted', async () => {
    // Answers at once, but for one second in the middle. Whoever measures from the sending sees four slow answers of
    // four hundred; in truth a third of the room waited.
    let startMs = 0;
    const target = await serve((socket) => {
      const atMs = performance.now();
      startMs ||= atMs;
      const stallLeftMs = atMs - startMs > 1_000 ? startMs + 2_000 - atMs : 0;
      setTimeout(() => socket.write(OK), Math.max(0, stallLeftMs));
    });
    const figures = await atRate({ ...target, timeoutMs: 5_000 }, 133, 3_000);
    expect(figures).toMatchObject({ scheduled: 399, sent: 399, answered: 399, failed: 0 });
    expect(figures.p95Ms).toBeGreaterThan(700);
    expect(figures.p99Ms).toBeGreaterThan(850);
    expect(figures.p50Ms).toBeLessThan(500);
  });

  test('what is not answered in time counts as the time-out, and what waited in line behind it too', async () => {
    const target = await serve(() => {});
    const figures = await atRate({ ...target, timeoutMs: 400 }, 50, 400, 1);
    expect(figures).toMatchObject({ scheduled: 20, answered: 0, failed: 20, failures: { 'timed-out': 20 } });
    expect(figures.sent).toBeLessThan(20);
    expect(figures.p50Ms).toBeCloseTo(400, -1);
  });

  test('a cut connection counts as the time-out, however fast it was cut', async () => {
    let asked = 0;
    const target = await serve((socket) => (++asked % 2 === 0 ? socket.destroy() : socket.write(OK)));
    const figures = await atRate({ ...target, timeoutMs: 2_000 }, 40, 1_000, 1);
    expect(figures).toMatchObject({ scheduled: 40, answered: 20, failed: 20, failures: { cut: 20 } });
    expect(figures.p99Ms).toBeCloseTo(2_000, -2);
  });

  test('a quick refusal counts as the time-out: shedding makes no figure better', async () => {
    const target = await serve((socket) => socket.write('HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n'));
    const figures = await atRate({ ...target, timeoutMs: 2_000 }, 50, 200);
    expect(figures).toMatchObject({ sent: 10, answered: 0, failed: 10, failures: { '503': 10 } });
    expect(figures.p50Ms).toBeCloseTo(2_000, -2);
  });

  test('nobody listening is a refusal, and the next question tries again', async () => {
    const target = await serve((socket) => socket.write(OK));
    servers.splice(0).forEach((server) => {
      server.close();
    });
    const figures = await atRate({ ...target, timeoutMs: 1_000 }, 50, 200);
    expect(figures).toMatchObject({ scheduled: 10, answered: 0, failures: { refused: 10 } });
  });

  test('an answer that comes after its time-out is not taken for the next one’s', async () => {
    let asked = 0;
    const target = await serve((socket) => {
      const n = asked++;
      const body = `{"n":${n}}`;
      setTimeout(
        () => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
        n === 0 ? 600 : 0,
      );
    });
    const connections = new Connections({ ...target, timeoutMs: 300 }, 1);
    const tally = new Tally(300);
    const heard: string[] = [];
    const ask = () =>
      tally.ask(
        connections.at(0),
        performance.now(),
        () => REQUEST,
        ({ body }) => heard.push(body.toString()) > 0,
      );
    ask();
    await settled(tally);
    ask();
    await settled(tally);
    await new Promise((later) => setTimeout(later, 500));
    connections.close();
    expect(heard).toEqual(['{"n":1}']);
  });

  test('a closed loop asks again only when it was answered', async () => {
    let open = 0;
    let openMax = 0;
    const target = await serve((socket) => {
      openMax = Math.max(openMax, ++open);
      setTimeout(() => {
        open--;
        socket.write(OK);
      }, 10);
    });
    const connections = new Connections({ ...target, timeoutMs: 2_000 }, 3);
    const options = { target: { ...target, timeoutMs: 2_000 }, connections, durationMs: 300 };
    const figures = await closedLoop({ ...options, write: () => REQUEST });
    connections.close();
    expect(openMax).toBe(3);
    expect(figures.answered).toBeGreaterThan(3);
    expect(figures.failed).toBe(0);
  });
});
