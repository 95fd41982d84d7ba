/**
 * A room full of phones that follow one event, in one process: each with its own cursor, on a socket of its own or on
 * a few shared ones. They poll at their own pace, or together at a constant rate that no slow answer slows down.
 */
import { performance } from 'node:perf_hooks';
import { type Attendee, anAttendee, delayOf, hearAnswer, hearFailure, queryOf } from './attendee.ts';
import { Connections, type Target, targetOf } from './connection.ts';
import { openLoop, settled } from './pace.ts';
import { type Answer, headerOf } from './reader.ts';
import { type Figures, Tally } from './tally.ts';

export interface CrowdOptions {
  /** `http://host:port` */
  readonly url: string;
  readonly eventId: string;
  readonly attendees: number;
  /** One for each attendee unless told. */
  readonly sockets?: number;
  readonly timeoutMs?: number;
  /** Draws all jitter. */
  readonly seed?: number;
}

export class Crowd {
  readonly attendees: readonly Attendee[];
  readonly tally: Tally;
  readonly #connections: Connections;
  readonly #target: Target;
  readonly #path: string;
  readonly #rest: string;
  #timers: (NodeJS.Timeout | undefined)[] | null = null;

  constructor({ url, eventId, attendees, sockets = attendees, timeoutMs = 5_000, seed = 1 }: CrowdOptions) {
    this.#target = targetOf(url, timeoutMs);
    this.#connections = new Connections(this.#target, sockets);
    this.#path = `GET /v1/events/${eventId}/feed`;
    this.#rest = ` HTTP/1.1\r\nHost: ${this.#target.host}:${this.#target.port}\r\nAccept: application/json\r\n\r\n`;
    this.attendees = Array.from({ length: attendees }, (_, n) => anAttendee(Math.imul(seed, 0x9e3779b1) + n));
    this.tally = new Tally(timeoutMs);
  }

  /** Opens every socket and fetches everybody's snapshot. @returns how many stand somewhere now. */
  async join(): Promise<number> {
    await this.#connections.open();
    const tally = new Tally(this.#target.timeoutMs);
    const AT_ONCE = 500;
    for (let n = 0; n < this.attendees.length; n += AT_ONCE) {
      const dueMs = performance.now();
      for (let m = n; m < Math.min(n + AT_ONCE, this.attendees.length); m++)
        this.#ask(tally, m, dueMs, () => {});
      await settled(tally);
    }
    return this.attendees.filter(({ cursor }) => cursor !== null).length;
  }

  /** `perSecond` polls, taking turns, whatever becomes of them. Resolves with the figures once all are settled. */
  async pollAtRate(perSecond: number, durationMs: number): Promise<Figures> {
    const tally = new Tally(this.#target.timeoutMs);
    await openLoop({
      perSecond,
      durationMs,
      fire: (n, dueMs) => this.#ask(tally, n % this.attendees.length, dueMs, () => {}),
    });
    await settled(tally);
    return tally.figures();
  }

  /**
   * Everybody asks, waits as long as they were told, and asks again, until `stop()`; figures in `tally`.
   * They begin spread over `spreadMs`, as people come.
   */
  start(spreadMs = 2_500): void {
    const timers: (NodeJS.Timeout | undefined)[] = [];
    this.#timers = timers;
    const later = (n: number, ms: number) => {
      const dueMs = performance.now() + ms;
      timers[n] = setTimeout(() => {
        this.#ask(this.tally, n, dueMs, () => {
          const delay = delayOf(this.attendees[n] as Attendee);
          if (delay !== null && this.#timers === timers) later(n, delay);
        });
      }, ms);
    };
    for (const n of this.attendees.keys()) later(n, (n / this.attendees.length) * spreadMs);
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers ?? []) clearTimeout(timer);
    this.#timers = null;
    await settled(this.tally);
  }

  close(): void {
    for (const timer of this.#timers ?? []) clearTimeout(timer);
    this.#timers = null;
    this.#connections.close();
  }

  #ask(tally: Tally, n: number, dueMs: number, then: () => void): void {
    const attendee = this.attendees[n] as Attendee;
    tally.ask(
      this.#connections.at(n),
      dueMs,
      () => this.#path + queryOf(attendee) + this.#rest,
      (answer: Answer) => {
        const isGood = answer.status === 200 && hearAnswer(attendee, answer.body);
        if (!isGood) hearFailure(attendee, headerOf(answer, 'retry-after'));
        then();
        return isGood;
      },
      () => {
        hearFailure(attendee, null);
        then();
      },
    );
  }
}
