/** The words the poll benches share: one poll as bytes, one answer off the wire, and what a baseline needs to send it too. */
import { performance } from 'node:perf_hooks';
import { type Answer, Connection, targetOf } from '../../load/src/index.ts';

export function pollRequest(path: string): string {
  return `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n`;
}

/** One answer, as it came over the wire. */
export function askOnce(url: string, request: string): Promise<Answer> {
  const connection = new Connection(targetOf(url, 5_000));
  return new Promise<Answer>((resolve, reject) => {
    connection.ask({
      dueMs: performance.now(),
      write: () => request,
      hear: (answer) => resolve({ ...answer, body: Buffer.from(answer.body) }),
      lose: (why) => reject(new Error(`no answer: ${why}`)),
    });
  }).finally(() => connection.close());
}

/** Environment of `bare-feed`: the body, and the headers that neither Node nor Fastify would add. */
export function copyOf({ head, body }: Answer): { ANSWER: string } {
  const lines = head.split('\r\n').slice(1, -1);
  const headers = lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  const added = /^(date|connection|keep-alive|content-length)$/i;
  return {
    ANSWER: JSON.stringify({
      headers: Object.fromEntries(headers.filter(([name = '']) => !added.test(name))),
      body: body.toString(),
    }),
  };
}
