import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Answer, AnswerReader, headerOf } from './reader.ts';

const answer = (body: string, head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json') =>
  Buffer.from(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);

/** What a reader makes of these chunks. */
function read(chunks: readonly Buffer[]): { status: number; body: string }[] {
  const heard: { status: number; body: string }[] = [];
  const reader = new AnswerReader();
  for (const chunk of chunks)
    reader.push(chunk, ({ status, body }) => heard.push({ status, body: body.toString() }));
  return heard;
}

describe('the reader of answers', () => {
  test('gives status, head, body and size of an answer', () => {
    let heard: Answer | undefined;
    const bytes = Buffer.from(
      'HTTP/1.1 503 Service Unavailable\r\nretry-after: 7\r\ncontent-length: 2\r\n\r\n{}',
    );
    new AnswerReader().push(bytes, (answer) => {
      heard = answer;
    });
    expect(heard?.status).toBe(503);
    expect(heard?.body.toString()).toBe('{}');
    expect(heard?.bytes).toBe(bytes.length);
    expect(heard && headerOf(heard, 'Retry-After')).toBe('7');
    expect(heard && headerOf(heard, 'Age')).toBe(null);
  });

  test('an answer without a body ends with its head', () => {
    const bytes = Buffer.from('HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n');
    expect(read([Buffer.concat([bytes, bytes])])).toEqual([
      { status: 304, body: '' },
      { status: 304, body: '' },
    ]);
  });

  test('wherever the bytes are cut, and however many answers come together, it reads the same answers', () => {
    const bodies = fc.array(fc.string({ unit: 'grapheme', maxLength: 300 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(bodies, fc.array(fc.nat(), { maxLength: 20 }), (texts, cuts) => {
        const bytes = Buffer.concat(texts.map((text) => answer(text)));
        const edges = [0, ...cuts.map((cut) => cut % bytes.length), bytes.length].sort((a, b) => a - b);
        const chunks = edges.slice(1).map((edge, n) => bytes.subarray(edges[n], edge));
        expect(read(chunks)).toEqual(texts.map((body) => ({ status: 200, body })));
      }),
    );
  });

  test('byte by byte, too', () => {
    const bytes = Buffer.concat([answer('one'), answer(''), answer('{"entities":[]}')]);
    const chunks = Array.from(bytes, (byte) => Buffer.from([byte]));
    expect(read(chunks).map(({ body }) => body)).toEqual(['one', '', '{"entities":[]}']);
  });

  test.each([
    ['what is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['an answer without a length', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['a head that never ends', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}`],
  ])('refuses %s', (_name, text) => {
    expect(() => read([Buffer.from(text)])).toThrow(SyntaxError);
  });
});
