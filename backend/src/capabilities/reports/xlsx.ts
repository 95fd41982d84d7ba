/** The event as a spreadsheet: what was asked and counted, then a sheet of answers for each activity (docs/export.md). */
import { Worker } from 'node:worker_threads';
import { AppError } from '#/errors.ts';
import { sheetName } from './file-name.ts';
import type { Snapshot } from './store.ts';
import { answerTable, bucketLabel, type Cell, type KindOf } from './table.ts';
import type { ToWorker } from './xlsx-worker.ts';

/** For a process that has little: the thread ends before the process does. */
const WORKER_HEAP_MB = 512;

/** What the worker hears, in the order of the sheets. */
export async function* sheetsOf(snapshot: Snapshot, kindOf: KindOf): AsyncGenerator<ToWorker> {
  yield* overview(snapshot);
  yield* counts(snapshot);
  const { isNamed } = snapshot;
  for (const [index, { resource }] of snapshot.activities.entries()) {
    const { labels, cellsOf } = answerTable(kindOf, resource);
    const header = [...(isNamed ? ['Name'] : []), ...labels];
    yield { sheet: sheetName(index + 1, resource.title), header, widths: header.map(() => 24) };
    for await (const answers of snapshot.answers(resource.id)) {
      yield {
        rows: answers.map((answer) => [
          ...(isNamed ? [answer.participant?.nickname ?? null] : []),
          ...cellsOf(answer),
        ]),
      };
    }
  }
  yield* texts(snapshot);
  yield* leaderboard(snapshot);
}

async function* overview({ activities }: Snapshot): AsyncGenerator<ToWorker> {
  yield {
    sheet: 'Overview',
    header: ['No.', 'Section', 'Title', 'Kind', 'State', 'Responses', 'SHA-256 of the answers'],
    widths: [6, 20, 60, 18, 10, 12, 70],
  };
  yield {
    rows: activities.map(({ resource: { section, title, kind, state, integrity }, responses }, index) => [
      index + 1,
      section,
      title,
      kind,
      state,
      responses,
      integrity?.hash ?? null,
    ]),
  };
}

async function* counts(snapshot: Snapshot): AsyncGenerator<ToWorker> {
  yield {
    sheet: 'Counts',
    header: ['No.', 'Title', 'Bucket', 'Label', 'Count'],
    widths: [6, 60, 24, 40, 12],
  };
  for (const [index, { resource }] of snapshot.activities.entries()) {
    for await (const rows of snapshot.counts(resource.id)) {
      yield {
        rows: rows.map(({ bucket, weight }) => [
          index + 1,
          resource.title,
          bucket,
          bucketLabel(resource.settings, bucket),
          weight,
        ]),
      };
    }
  }
}

/** Only where somebody wrote something. */
async function* texts(snapshot: Snapshot): AsyncGenerator<ToWorker> {
  const { isNamed } = snapshot;
  let isThere = false;
  for (const [index, { resource }] of snapshot.activities.entries()) {
    for await (const entries of snapshot.entries(resource.id)) {
      if (!isThere) {
        const header = ['No.', 'Title', 'Part', 'Text', 'Status', 'Upvotes', ...(isNamed ? ['Name'] : [])];
        yield { sheet: 'Texts', header, widths: [6, 40, 20, 80, 12, 10, 24] };
        isThere = true;
      }
      yield {
        rows: entries.map(({ part, text, status, score, participant }) => [
          index + 1,
          resource.title,
          part === '' ? null : bucketLabel(resource.settings, part),
          text,
          status,
          score,
          ...(isNamed ? [participant?.nickname ?? null] : []),
        ]),
      };
    }
  }
}

/** Only where there are points. */
async function* leaderboard(snapshot: Snapshot): AsyncGenerator<ToWorker> {
  let isThere = false;
  for await (const board of snapshot.leaderboard()) {
    if (!isThere) yield { sheet: 'Leaderboard', header: ['Place', 'Name', 'Points'], widths: [8, 32, 12] };
    isThere = true;
    yield { rows: board.map(({ place, nickname, points }): Cell[] => [place, nickname, points]) };
  }
}

/**
 * Reads all messages; what it answers waits for the bytes.
 * @param signal  Ends the thread, wherever it is.
 * @throws {AppError} overloaded when it is too large for the thread
 */
export async function writeXlsx(
  messages: AsyncIterable<ToWorker>,
  signal: AbortSignal,
): Promise<() => Promise<{ bytes: number; body: Buffer }>> {
  const worker = new Worker(new URL('./xlsx-worker.ts', import.meta.url), {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  worker.once('message', ({ buffer, byteOffset, byteLength }: Uint8Array) =>
    resolve(Buffer.from(buffer, byteOffset, byteLength)),
  );
  worker.once('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge(error) : error),
  );
  worker.once('exit', (code) => reject(new Error(`the spreadsheet's thread ended with ${code}`)));
  const end = () => {
    reject(signal.reason);
    void worker.terminate();
  };
  signal.addEventListener('abort', end, { once: true });
  // Asked for at the end; until then its error waits, heard by nobody.
  promise.catch(() => {}).finally(() => signal.removeEventListener('abort', end));
  try {
    for await (const message of messages) worker.postMessage(message);
    worker.postMessage({ isEnd: true } satisfies ToWorker);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return async () => {
    const body = await promise;
    return { bytes: body.byteLength, body };
  };
}

function tooLarge(cause: Error): AppError {
  const detail = 'The event is too large for a spreadsheet here; csv holds the same.';
  return new AppError('overloaded', { detail, retryAfterSeconds: 30, cause });
}
