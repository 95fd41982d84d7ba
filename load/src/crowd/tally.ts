/**
 * What happened to the questions of a crowd, and how long they took from the moment each was *scheduled*. A stalled
 * server cannot hide by not being asked (coordinated omission): what it held up waited all the same, and what was
 * dropped, cut or refused enters the percentiles with the time-out's value.
 */
import { performance } from 'node:perf_hooks';
import { build } from 'hdr-histogram-js';
import type { Connection, Lost, Question } from './connection.ts';
import type { Answer } from './reader.ts';

export interface Figures {
  readonly scheduled: number;
  readonly sent: number;
  /** With a 2xx. */
  readonly answered: number;
  /** Everything else: `scheduled` = `answered` + `failed` once nothing is under way. */
  readonly failed: number;
  /** Why they failed: a status such as `503`, or what became of the socket. */
  readonly failures: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** Milliseconds from schedule to the last byte; failures count as the time-out. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const US_PER_MS = 1_000;

export class Tally {
  readonly #timeoutMs: number;
  readonly #histogram;
  #scheduled = 0;
  #sent = 0;
  #answered = 0;
  #failed = 0;
  #bytes = 0;
  #failures: Record<string, number> = {};

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
    this.#histogram = build({
      bitBucketSize: 32,
      lowestDiscernibleValue: 1,
      highestTrackableValue: timeoutMs * US_PER_MS,
      numberOfSignificantValueDigits: 3,
    });
  }

  get underWay(): number {
    return this.#scheduled - this.#answered - this.#failed;
  }

  /**
   * Asks over `connection` and keeps the account.
   * @param hear  Gets every answer, whatever its status; returns whether it is good. 2xx unless told.
   */
  ask(
    connection: Connection,
    dueMs: number,
    write: Question['write'],
    hear: (answer: Answer) => boolean = isGood,
    lose: (why: Lost) => void = () => {},
  ): void {
    this.#scheduled++;
    connection.ask({
      dueMs,
      write: () => {
        this.#sent++;
        return write();
      },
      hear: (answer) => {
        this.#bytes += answer.bytes;
        // First the account: whoever hears may ask again at once.
        const tookMs = performance.now() - dueMs;
        if (hear(answer) && isGood(answer)) {
          this.#answered++;
          this.#record(tookMs);
        } else {
          this.#fail(String(answer.status));
        }
      },
      lose: (why) => {
        this.#fail(why);
        lose(why);
      },
    });
  }

  #fail(why: string): void {
    this.#failed++;
    this.#failures[why] = (this.#failures[why] ?? 0) + 1;
    this.#record(this.#timeoutMs);
  }

  /** At most the time-out: how much later it was noticed says nothing about the server. */
  #record(ms: number): void {
    this.#histogram.recordValue(
      Math.min(Math.max(1, Math.round(ms * US_PER_MS)), this.#timeoutMs * US_PER_MS),
    );
  }

  figures(): Figures {
    // A bucket's upper end may lie a little above the time-out, which nothing can exceed.
    const at = (percentile: number) =>
      Math.min(this.#timeoutMs, this.#histogram.getValueAtPercentile(percentile) / US_PER_MS);
    return {
      scheduled: this.#scheduled,
      sent: this.#sent,
      answered: this.#answered,
      failed: this.#failed,
      failures: { ...this.#failures },
      bytes: this.#bytes,
      p50Ms: at(50),
      p95Ms: at(95),
      p99Ms: at(99),
      maxMs: this.#histogram.maxValue / US_PER_MS,
    };
  }

  /** Figures since the last reset; what is under way stays under way. */
  reset(): void {
    const { underWay } = this;
    this.#histogram.reset();
    this.#scheduled = underWay;
    this.#sent = underWay;
    this.#answered = 0;
    this.#failed = 0;
    this.#bytes = 0;
    this.#failures = {};
  }
}

export function isGood({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}
