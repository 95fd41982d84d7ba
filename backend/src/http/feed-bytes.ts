/**
 * Answers of the feed as bytes: made once per answer and pace, shared by everybody who gets that answer. The entities are canonical JSON
 * already and stay as they are (W2), so bodies are put together by hand.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Answer, Echo } from '#/feed/index.ts';
import { type EventNote, PRIVATE_POLL_MS, pollAfterMs, SPREAD_MS } from './pace.ts';

/** JSON is UTF-8 by definition; saying so would cost a quiet poll 15 of its 350 bytes (W10). */
export const JSON_TYPE = 'application/json';

export const CACHE = {
  poll: 'public, max-age=0, s-maxage=1',
  snapshot: 'public, max-age=0, s-maxage=5, stale-while-revalidate=30',
  private: 'private, no-store',
  never: 'no-store',
} as const;

/** Below it the headers outweigh the body. */
const COMPRESS_BYTES_MIN = 1_000;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

export interface Bytes {
  readonly pollAfterMs: number;
  readonly body: Buffer;
  /** The headers of a public poll, as Node writes them without another look: names and values in turn. */
  readonly pollHeaders: readonly string[];
  /** Strong: these very bytes. */
  readonly etag: () => string;
  /** Made once, off the event loop, when somebody first asks for it. */
  readonly compressed: (coding: Coding) => Promise<Buffer>;
}
export type Coding = 'br' | 'gzip';

export interface Pace {
  readonly nowMs: () => number;
  readonly slowdown: () => number;
}

/** The bytes of an answer, for a public or a private feed. Cost: a comparison, when they exist. */
export function createFeedBytes({ nowMs, slowdown }: Pace) {
  return (answer: Exclude<Answer, Echo>, isPrivate: boolean): Bytes => {
    const ms = isPrivate ? PRIVATE_POLL_MS : pollAfterMs(answer.note as EventNote, nowMs(), slowdown());
    const known = answer.rendered as Bytes | undefined;
    if (known?.pollAfterMs === ms) return known;
    const bytes = toBytes(toJson(answer, ms), ms);
    answer.rendered = bytes;
    return bytes;
  };
}

function toBytes(json: string, pollAfterMs: number): Bytes {
  const body = Buffer.from(json);
  return {
    pollAfterMs,
    body,
    pollHeaders: [
      'Content-Type',
      JSON_TYPE,
      'Content-Length',
      String(body.length),
      'Cache-Control',
      CACHE.poll,
      'Access-Control-Allow-Origin',
      '*',
      'X-Content-Type-Options',
      'nosniff',
    ],
    etag: once(() => createHash('sha256').update(body).digest('base64url').slice(0, 22)),
    compressed: perCoding((coding) =>
      coding === 'br'
        ? // Quality 5: as small as gzip 9 at a fraction of the time.
          compressBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
        : compressGzip(body),
    ),
  };
}

/** The reader stays where it is and asks later (W6). */
export function echoBytes({ cursor }: Echo, isPrivate: boolean, nowMs: number): Buffer {
  const ms = isPrivate ? PRIVATE_POLL_MS * 2 : 5_000;
  return Buffer.from(delta(cursor, cursor, nowMs, ms, '[]'));
}

function toJson(answer: Exclude<Answer, Echo>, pollAfterMs: number): string {
  switch (answer.kind) {
    case 'delta':
      return delta(answer.from, answer.cursor, answer.committedAt, pollAfterMs, answer.entities);
    case 'snapshot':
      return `{"kind":"snapshot","cursor":"${answer.cursor}","committedAt":${answer.committedAt},"pollAfterMs":${pollAfterMs},"entities":${answer.entities}}`;
    case 'reset':
      return `{"kind":"reset","reason":"${answer.reason}","snapshot":"${answer.snapshot}","spreadMs":${SPREAD_MS},"pollAfterMs":${pollAfterMs}}`;
  }
}

const delta = (from: string, cursor: string, committedAt: number, pollAfterMs: number, entities: string) =>
  `{"kind":"delta","from":"${from}","cursor":"${cursor}","committedAt":${committedAt},"pollAfterMs":${pollAfterMs},"entities":${entities}}`;

/** The best coding the reader takes for a body of this size; `q=0` refuses one. */
export function preferredCoding(accept: string | string[] | undefined, bodyBytes: number): Coding | null {
  if (bodyBytes < COMPRESS_BYTES_MIN) return null;
  const taken = new Set(
    String(accept ?? '')
      .toLowerCase()
      .split(',')
      .map((part) => part.trim().split(/\s*;\s*/))
      .filter(([, q]) => !/^q=0(\.0*)?$/.test(q ?? ''))
      .map(([coding]) => coding),
  );
  return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : null;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function perCoding(make: (coding: Coding) => Promise<Buffer>): (coding: Coding) => Promise<Buffer> {
  const made: Partial<Record<Coding, Promise<Buffer>>> = {};
  return (coding) => {
    made[coding] ??= make(coding);
    return made[coding];
  };
}
