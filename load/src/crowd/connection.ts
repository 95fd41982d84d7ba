/**
 * One keep-alive socket that asks one question at a time, like a browser's. It reconnects by itself, and a question
 * whose time is over is given up wherever it stands: waiting for its turn, being sent, or half answered.
 */
import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { type Answer, AnswerReader } from './reader.ts';

/** Why a question got no answer. */
export type Lost = 'refused' | 'cut' | 'timed-out';

export interface Question {
  /** When it should have been asked, ms of `performance.now()`: time runs from here, whatever holds it up. */
  readonly dueMs: number;
  /** The bytes to send. Called when its turn comes, so that a cursor is as fresh as it would be on a phone. */
  readonly write: () => string;
  readonly hear: (answer: Answer) => void;
  readonly lose: (why: Lost) => void;
}

export interface Target {
  readonly host: string;
  readonly port: number;
  /** From `dueMs` to the last byte of the answer. */
  readonly timeoutMs: number;
}

/** Host, port and path prefix of `http://host:port`. @throws {TypeError} for anything but plain http. */
export function targetOf(url: string, timeoutMs: number): Target {
  const { protocol, hostname, port } = new URL(url);
  if (protocol !== 'http:') throw new TypeError('the crowd speaks plain http');
  return { host: hostname, port: Number(port || 80), timeoutMs };
}

export class Connection {
  readonly #target: Target;
  #socket: Socket | null = null;
  #isConnected = false;
  /** The one on the wire, or first in line while the socket connects. */
  #current: Question | null = null;
  readonly #waiting: Question[] = [];

  constructor(target: Target) {
    this.#target = target;
  }

  get isBusy(): boolean {
    return this.#current !== null;
  }

  /** Asks, or waits in line. Exactly one of `hear` and `lose` is called, once. */
  ask(question: Question): void {
    if (this.#current !== null) {
      this.#waiting.push(question);
      return;
    }
    this.#current = question;
    if (this.#socket === null) this.#open();
    else if (this.#isConnected) this.#socket.write(question.write(), 'latin1');
  }

  /** Opens the socket now. Resolves when it stands; false when nobody listens. */
  open(): Promise<boolean> {
    if (this.#socket === null) this.#open();
    const socket = this.#socket as Socket | null;
    if (socket === null || this.#isConnected) return Promise.resolve(this.#isConnected);
    return new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('close', () => resolve(false));
    });
  }

  /** Gives up what is late. To be called every now and then: one look at all is cheaper than a timer for each. */
  expire(nowMs = performance.now()): void {
    const isLate = ({ dueMs }: Question) => nowMs - dueMs >= this.#target.timeoutMs;
    while (this.#waiting[0] && isLate(this.#waiting[0])) this.#waiting.shift()?.lose('timed-out');
    // Its answer may still come, and would be taken for the next one's: the socket goes with it.
    if (this.#current && isLate(this.#current)) this.#lose('timed-out');
  }

  close(): void {
    for (const question of this.#waiting.splice(0)) question.lose('cut');
    this.#lose('cut');
  }

  #open(): void {
    const { host, port } = this.#target;
    const socket = connect({ host, port, noDelay: true });
    const reader = new AnswerReader();
    this.#socket = socket;
    this.#isConnected = false;
    socket.on('connect', () => {
      if (this.#socket !== socket) return;
      this.#isConnected = true;
      if (this.#current) socket.write(this.#current.write(), 'latin1');
    });
    socket.on('data', (chunk: Buffer) => {
      if (this.#socket !== socket) return;
      try {
        reader.push(chunk, (answer) => this.#hear(answer));
      } catch {
        this.#lose('cut');
      }
    });
    socket.on('error', () => {}); // 'close' follows and says all we need
    socket.on('close', () => {
      if (this.#socket === socket) this.#lose(this.#isConnected ? 'cut' : 'refused');
    });
  }

  #hear(answer: Answer): void {
    const question = this.#current;
    if (question === null) throw new SyntaxError('an answer to no question');
    this.#current = null;
    // Sending on it would only be lost.
    if (answer.head.includes('\r\nconnection: close') || answer.head.includes('\r\nConnection: close'))
      this.#drop();
    question.hear(answer);
    this.#next();
  }

  #lose(why: Lost): void {
    this.#drop();
    const question = this.#current;
    this.#current = null;
    question?.lose(why);
    this.#next();
  }

  /** Those who answered may have asked again already. */
  #next(): void {
    if (this.#current !== null) return;
    const next = this.#waiting.shift();
    if (next) this.ask(next);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#isConnected = false;
    socket?.destroy();
  }
}

/** Connections whose late questions are given up together. */
export class Connections {
  readonly all: readonly Connection[];
  readonly #sweep: NodeJS.Timeout;

  constructor(target: Target, count: number) {
    this.all = Array.from({ length: count }, () => new Connection(target));
    // A tenth of a second: time-outs are seconds.
    this.#sweep = setInterval(() => {
      const nowMs = performance.now();
      for (const connection of this.all) connection.expire(nowMs);
    }, 100);
  }

  /** The n-th, counted around. */
  at(n: number): Connection {
    return this.all[n % this.all.length] as Connection;
  }

  /** Opens all, `atOnce` at a time: a listener's queue is short. @returns how many stand. */
  async open(atOnce = 200): Promise<number> {
    let standing = 0;
    for (let n = 0; n < this.all.length; n += atOnce) {
      const opened = await Promise.all(this.all.slice(n, n + atOnce).map((connection) => connection.open()));
      standing += opened.filter(Boolean).length;
    }
    return standing;
  }

  close(): void {
    clearInterval(this.#sweep);
    for (const connection of this.all) connection.close();
  }
}
