/**
 * Everything the client takes from its surroundings: time, timers, HTTP, visibility, randomness.
 * Passed in as one value, so that a test lives through hours in milliseconds; browsers and Node get the defaults.
 */

export type Credentials = 'omit' | 'same-origin' | 'include';

export interface HttpRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly cache: 'no-store';
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
}

/** The part of `Response` the client reads. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export type Unsubscribe = () => void;

export interface Environment {
  /** Milliseconds since 1970 on this device's own clock; may jump. */
  now(): number;
  setTimer(run: () => void, delayMs: number): unknown;
  clearTimer(timer: unknown): void;
  fetch(url: string, request: HttpRequest): Promise<HttpAnswer>;
  isHidden(): boolean;
  onVisibilityChange(listener: () => void): Unsubscribe;
  /** A hint only: the success of a request is the truth. */
  isOffline(): boolean;
  onOnline(listener: () => void): Unsubscribe;
  /** 32 random bits: jitter must differ between devices, not within one. */
  randomSeed(): number;
}

/** What browsers have and Node lacks. Structural, so that both compile. */
interface Page {
  document?: EventSource & { visibilityState: string };
  navigator?: { onLine?: boolean };
  addEventListener?: EventSource['addEventListener'];
  removeEventListener?: EventSource['removeEventListener'];
}
interface EventSource {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}

const page = globalThis as unknown as Page;

function listen(source: Partial<EventSource> | undefined, type: string, listener: () => void): Unsubscribe {
  source?.addEventListener?.(type, listener);
  return () => source?.removeEventListener?.(type, listener);
}

/** The browser's own; in Node the same without a page: always visible, always online. */
export const defaultEnvironment: Environment = {
  now: () => Date.now(),
  setTimer: (run, delayMs) => setTimeout(run, delayMs),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  fetch: (url, request) => fetch(url, request),
  isHidden: () => page.document?.visibilityState === 'hidden',
  onVisibilityChange: (listener) => listen(page.document, 'visibilitychange', listener),
  isOffline: () => page.navigator?.onLine === false,
  onOnline: (listener) => listen(page, 'online', listener),
  randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] as number,
};
