/**
 * The event as a file to keep. It is read within one snapshot, made to its end, and only then sent: a file is whole or there is none, and
 * a slow download holds no connection to the database. One at a time: votes share this process, a file can wait.
 */
import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { ExportFormat } from '@plenum/protocol';
import type { Deps } from '#/capability.ts';
import { AppError } from '#/errors.ts';
import { csvOf } from './csv.ts';
import { contentDisposition } from './file-name.ts';
import { jsonOf } from './json.ts';
import { createReportStore, type Snapshot } from './store.ts';
import type { KindOf } from './table.ts';
import { sheetsOf, writeXlsx } from './xlsx.ts';

/** Together below the 60 s after which the usual load balancer gives up; 10,000 participants × 20 activities take some 10 s. */
const WAIT_MS = 10_000;
const WORK_MS = 45_000;
const WAITING_MAX = 10;

export interface Made {
  readonly bytes: number;
  readonly body: Readable | Buffer;
}
export interface ExportFile extends Made {
  readonly type: string;
  readonly disposition: string;
}

const TYPES: Record<ExportFormat, string> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export function createExports({ database }: Deps, kindOf: KindOf) {
  const store = createReportStore(database);
  const inTurn = createTurns();

  /** Only the owner, in any state. @throws event_not_found, event_gone, forbidden */
  async function requireOwner(eventId: string, userId: string): Promise<void> {
    const event = await store.event(eventId);
    if (!event) throw new AppError('event_not_found');
    if (event.isDeleted) throw new AppError('event_gone');
    if (event.ownerId !== userId) throw new AppError('forbidden');
  }

  /** Reads all of the snapshot; what it answers makes the rest of the file, for which nothing is read. */
  async function write(
    snapshot: Snapshot,
    format: ExportFormat,
    signal: AbortSignal,
  ): Promise<() => Promise<Made>> {
    if (format === 'xlsx') return writeXlsx(unless(signal, sheetsOf(snapshot, kindOf)), signal);
    const pieces = format === 'json' ? jsonOf(snapshot) : csvOf(snapshot, kindOf);
    const file = await writeFile(unless(signal, pieces));
    return async () => file;
  }

  return {
    /** @throws overloaded when too many files are asked for at once, or one takes too long */
    async file(userId: string, eventId: string, format: ExportFormat): Promise<ExportFile> {
      await requireOwner(eventId, userId);
      return inTurn(async () => {
        const end = new AbortController();
        const timer = setTimeout(() => end.abort(tooLong()), WORK_MS);
        try {
          const read = await store.withSnapshot(eventId, async (snapshot) => {
            const { event, exportedAt } = snapshot;
            const disposition = contentDisposition(event.title, event.startedAt ?? exportedAt, format);
            return { disposition, finish: await write(snapshot, format, end.signal) };
          });
          if (!read) throw new AppError('event_not_found');
          return { type: TYPES[format], disposition: read.disposition, ...(await read.finish()) };
        } finally {
          clearTimeout(timer);
        }
      });
    },
  };
}

/** Ends with the signal's reason, between two pieces. */
async function* unless<Piece>(signal: AbortSignal, pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  for await (const piece of pieces) {
    signal.throwIfAborted();
    yield piece;
  }
}

/** Into a file without a name: whatever becomes of us, nothing of it stays on the disk. */
async function writeFile(pieces: AsyncIterable<string>): Promise<Made> {
  const path = join(tmpdir(), `plenum-export-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await unlink(path);
    let bytes = 0;
    for await (const piece of pieces) {
      const chunk = Buffer.from(piece);
      await file.write(chunk, 0, chunk.length, bytes);
      bytes += chunk.length;
    }
    return { bytes, body: file.createReadStream({ start: 0 }) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

function tooLong(): AppError {
  return new AppError('overloaded', { detail: 'The export took too long.', retryAfterSeconds: 30 });
}

/** Runs works one after another. */
function createTurns() {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (waiting >= WAITING_MAX) throw busy();
    waiting++;
    let isLate = false;
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      isLate = true;
      reject(busy());
    }, WAIT_MS);
    const mine = last.then(() => {
      clearTimeout(timer);
      if (isLate) throw busy();
      return work();
    });
    last = mine.catch(() => {}).finally(() => waiting--);
    return Promise.race([mine, late]);
  };
}

function busy(): AppError {
  return new AppError('overloaded', { detail: 'Too many exports at once.', retryAfterSeconds: 10 });
}
