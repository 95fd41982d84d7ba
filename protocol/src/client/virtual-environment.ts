/**
 * An environment for tests: time stands still until told to move, and the network is a function.
 * Not exported from the wall.
 */
import type { Environment, HttpAnswer, HttpRequest, Unsubscribe } from './environment.ts';

export interface Exchange {
  readonly url: string;
  readonly request: HttpRequest;
  readonly at: number;
}

export type Serve = (url: string, request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;

export class VirtualEnvironment implements Environment {
  readonly exchanges: Exchange[] = [];
  serve: Serve;
  inFlight = 0;
  inFlightMax = 0;
  isDisconnected = false;
  #now = 1_750_000_000_000;
  #hidden = false;
  #seed = 7;
  #timers = new Map<number, { at: number; run: () => void }>();
  #lastTimer = 0;
  readonly #visibilityListeners = new Set<() => void>();
  readonly #onlineListeners = new Set<() => void>();

  constructor(serve: Serve, seed = 7) {
    this.serve = serve;
    this.#seed = seed;
  }

  now = (): number => this.#now;
  isHidden = (): boolean => this.#hidden;
  isOffline = (): boolean => this.isDisconnected;
  randomSeed = (): number => this.#seed;

  setTimer = (run: () => void, delayMs: number): unknown => {
    this.#timers.set(++this.#lastTimer, { at: this.#now + Math.max(0, delayMs), run });
    return this.#lastTimer;
  };
  clearTimer = (timer: unknown): void => void this.#timers.delete(timer as number);

  onVisibilityChange = (listener: () => void): Unsubscribe => listen(this.#visibilityListeners, listener);
  onOnline = (listener: () => void): Unsubscribe => listen(this.#onlineListeners, listener);

  fetch = async (url: string, request: HttpRequest): Promise<HttpAnswer> => {
    this.exchanges.push({ url, request, at: this.#now });
    this.inFlightMax = Math.max(this.inFlightMax, ++this.inFlight);
    const isOver = once(() => this.inFlight--);
    request.signal.addEventListener('abort', isOver);
    try {
      return await this.serve(url, request);
    } finally {
      isOver();
    }
  };

  /** Lets time pass, ringing timers in order and letting answers arrive in between. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next !== null; next = this.#next(end)) {
      this.#timers.delete(next.id);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settle();
    }
    this.#now = end;
  }

  /** The device sleeps, or its clock is set: time jumps, and timers have made no progress meanwhile. */
  jump(ms: number): void {
    for (const timer of this.#timers.values()) timer.at += ms;
    this.#now += ms;
  }

  async hide(isHidden: boolean): Promise<void> {
    this.#hidden = isHidden;
    for (const listener of [...this.#visibilityListeners]) listener();
    await settle();
  }

  async goOnline(): Promise<void> {
    this.isDisconnected = false;
    for (const listener of [...this.#onlineListeners]) listener();
    await settle();
  }

  get timers(): number {
    return this.#timers.size;
  }
  get listeners(): number {
    return this.#visibilityListeners.size + this.#onlineListeners.size;
  }

  #next(end: number): { id: number; at: number; run: () => void } | null {
    let next: { id: number; at: number; run: () => void } | null = null;
    for (const [id, timer] of this.#timers) {
      if (timer.at <= end && (next === null || timer.at < next.at)) next = { id, ...timer };
    }
    return next;
  }
}

/** Promises that are ready run to their end; 150 turns are more than a few requests in a row take. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 150; turn++) await null;
}

export function json(
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
  text = JSON.stringify(body),
): HttpAnswer {
  return { status, headers: { get: (name) => headers[name] ?? null }, text: async () => text };
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): HttpAnswer {
  return json({ type: `urn:plenum:${code}`, title: code, status, code, requestId: 'r' }, status, headers);
}

/** What a captive portal, a proxy or half a connection gives. */
export function page(status = 200): HttpAnswer {
  return json(null, status, {}, '<!doctype html><title>Welcome to the venue</title>');
}

/** As `fetch` does: nothing comes until the caller gives up. */
export function hang(request: HttpRequest): Promise<HttpAnswer> {
  return new Promise((_, reject) =>
    request.signal.addEventListener('abort', () => reject(new Error('aborted'))),
  );
}

export function disconnected(): Promise<HttpAnswer> {
  return Promise.reject(new TypeError('Failed to fetch'));
}

function listen(listeners: Set<() => void>, listener: () => void): Unsubscribe {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) run();
    isDone = true;
  };
}
