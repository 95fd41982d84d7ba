/**
 * Follows one feed: asks, applies, waits, forever and only once at a time.
 *
 *   idle ─start─► joining ─snapshot─► live ◄──────────────┐
 *                    │                 │ ▲                 │ good answer
 *                    │         failure ▼ │ good answer     │
 *                    └──failure─► backing-off              │
 *                                      live ─reset─► resetting ─snapshot at the reset's cursor
 *                                      live ─pollAfterMs 0─► stopped ─visible or poke─► asks once
 *         any of these ─hidden─► paused ─visible─► asks from the old cursor
 *         any of these ─401 403 404 410─► refused, until start()
 *
 * One timer carries every deadline and never sleeps longer than 5 s: when it rings at the wrong time, the device slept
 * or its clock jumped, and whatever was in flight is worth nothing.
 */
import { contains } from '../cursor.ts';
import type { FeedAnswer } from '../feed.ts';
import { type Api, ApiError, createApi } from './api.ts';
import { accepts, emptyFeed, type FeedState, take } from './apply.ts';
import { type Credentials, defaultEnvironment, type Environment, type Unsubscribe } from './environment.ts';
import { readFeedAnswer } from './feed-answer.ts';
import { type Health, idleHealth, type Phase, troubleOf, withChange } from './health.ts';
import { between, type Draw, nextDelayMs, resetDelayMs } from './next-delay.ts';

export interface FeedLoopOptions {
  /** For example `https://example.org/v1/events/<id>/feed`; from there on `?since=` and `?at=` are the loop's. */
  readonly url: string;
  /** `Authorization` for the host and screen feeds; the attendee feed is public and sends none (W4). */
  readonly headers?: () => Record<string, string>;
  /** `omit` unless told. */
  readonly credentials?: Credentials;
  /** `false` for a projector, whose window may be covered and must go on. */
  readonly pausesWhenHidden?: boolean;
  readonly environment?: Environment;
}

const SLICE_MS = 5_000;
/** A busy phone rings late, but not this late. */
const DRIFT_MAX_MS = 5_000;
const SLOW_ANSWER_MS = 2_000;
const SLOW_WAITING_MS = 3_000;
/** The same question again within a second gets the same answer from every cache. */
const SAME_QUESTION_MS = 1_000;
/** After a join: the snapshot came from a cache and may be half a minute old. */
const CATCH_UP_MAX_MS = 500;
const RESUME_JITTER_MS = 500;
/** A venue's network comes back for everybody at the same moment. */
const ONLINE_JITTER_MS = 3_000;
/** One tick of the server's publishing, 200 ms, and some. */
const POKE_MIN_MS = 150;
const POKE_MAX_MS = 400;
const POKES_MAX = 3;

export class FeedLoop {
  readonly #url: string;
  readonly #api: Api;
  readonly #environment: Environment;
  readonly #pausesWhenHidden: boolean;
  readonly #seed: number;
  readonly #listeners = new Set<() => void>();

  #feed: FeedState = emptyFeed;
  #health: Health = idleHealth;
  /** What the listeners were last told about. */
  #told: readonly [FeedState, Health] = [emptyFeed, idleHealth];

  #unsubscribes: Unsubscribe[] = [];
  /** The one request in flight. */
  #asking: AbortController | null = null;
  #askedAt = 0;
  #askedUrl: string | null = null;
  /** When to ask next; `null` = not by ourselves. */
  #dueAt: number | null = null;
  /** Not before: a Retry-After or a reset's spread, which nothing may cut short. */
  #holdUntil = 0;
  #timer: unknown = null;
  #ringsAt = 0;
  #pollAfterMs = 2_500;
  #retryAfterMs: number | null = null;
  #attempt = 0;
  #resetsAt: number[] = [];
  /** What a poke waits for; `cursor` null = any answer. */
  #poke: { readonly cursor: string | null; left: number } | null = null;

  constructor(options: FeedLoopOptions) {
    this.#url = options.url;
    this.#environment = options.environment ?? defaultEnvironment;
    this.#pausesWhenHidden = options.pausesWhenHidden ?? true;
    this.#seed = this.#environment.randomSeed();
    this.#api = createApi({
      environment: this.#environment,
      ...(options.headers && { headers: options.headers }),
      ...(options.credentials && { credentials: options.credentials }),
    });
  }

  /** Calls `listener` after each change of the feed or its health. */
  subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What is known now; the same reference until it changes. */
  getSnapshot = (): FeedState => this.#feed;

  /** How the connection does; the same reference until it changes. */
  getHealth = (): Health => this.#health;

  /** Begins, or begins again after `stop()` or a refusal, from the old cursor. While running it does nothing. */
  start(): void {
    const { phase } = this.#health;
    if (phase !== 'idle' && phase !== 'refused') return;
    this.#unsubscribes = [
      this.#environment.onVisibilityChange(() => this.#visibilityChanged()),
      this.#environment.onOnline(() => this.#resume(ONLINE_JITTER_MS)),
    ];
    this.#tell({
      phase: this.#restingPhase(),
      failures: 0,
      trouble: null,
      code: null,
    });
    if (this.#isHidden()) this.#tell({ phase: 'paused' });
    else this.#askSoon(0, 0);
  }

  /** Ends everything; what is known stays. */
  stop(): void {
    this.#halt('idle', null);
  }

  /**
   * Asks soon, for example after an own write was acknowledged at `minCursor`: a few times at most, until that is
   * contained. Wakes a stopped loop for one question. Never cuts a Retry-After or a reset short.
   */
  poke(minCursor?: string): void {
    if (minCursor !== undefined && this.#has(minCursor)) return;
    this.#poke = { cursor: minCursor ?? null, left: POKES_MAX };
    if (this.#asking === null) this.#askSoon(POKE_MIN_MS, POKE_MAX_MS);
  }

  #has(cursor: string): boolean {
    return this.#feed.awaiting === null && this.#feed.cursor !== null && contains(this.#feed.cursor, cursor);
  }

  // ── asking ────────────────────────────────────────────────────────────────────────────────────────────────

  #nextUrl(): string {
    const { cursor, awaiting } = this.#feed;
    if (awaiting !== null) return `${this.#url}?at=${awaiting.cursor}`;
    return cursor === null ? this.#url : `${this.#url}?since=${cursor}`;
  }

  #ask(): void {
    if (this.#asking !== null) return;
    const asking = new AbortController();
    const url = this.#nextUrl();
    this.#asking = asking;
    this.#askedAt = this.#environment.now();
    this.#askedUrl = url;
    this.#dueAt = null;
    this.#arm();
    this.#api.request<unknown>('GET', url, { signal: asking.signal }).then(
      (body) => this.#isCurrent(asking) && this.#answered(body),
      (error: ApiError) => this.#isCurrent(asking) && this.#failed(error),
    );
  }

  /** Frees the one slot; `false` for what was given up meanwhile, whose answer nobody hears. */
  #isCurrent(asking: AbortController): boolean {
    if (this.#asking !== asking) return false;
    this.#asking = null;
    return true;
  }

  #answered(body: unknown): void {
    const answer = readFeedAnswer(body);
    // What the rule ignores is no answer to this question: a cache that drops the query, an old replay.
    if (answer === null || !accepts(this.#feed, answer)) this.#failed(new ApiError(200, 'answer_unreadable'));
    else this.#applied(answer);
  }

  #applied(answer: FeedAnswer): void {
    const now = this.#environment.now();
    const isJoin = this.#feed.cursor === null || this.#feed.awaiting !== null;
    this.#feed = take(this.#feed, answer);
    this.#pollAfterMs = answer.pollAfterMs;
    this.#retryAfterMs = null;
    const slow = now - this.#askedAt > SLOW_ANSWER_MS;
    this.#health = withChange(this.#health, {
      lastSuccessAt: now,
      failures: 0,
      trouble: null,
      slow,
    });
    if (answer.kind === 'reset') this.#resetReceived(answer.spreadMs, now);
    else this.#followUp(isJoin);
  }

  #resetReceived(spreadMs: number, now: number): void {
    this.#resetsAt = [...this.#resetsAt.filter((at) => at > now - 60_000), now];
    const resetsInLastMinute = this.#resetsAt.length;
    const delay = resetDelayMs({
      spreadMs,
      resetsInLastMinute,
      ...this.#draw(),
    });
    this.#holdUntil = now + delay;
    this.#rest(delay);
  }

  #followUp(isJoin: boolean): void {
    if (this.#poke?.cursor === null || (this.#poke !== null && this.#has(this.#poke.cursor)))
      this.#poke = null;
    if (this.#poke !== null && this.#poke.left-- <= 0) this.#poke = null;
    if (this.#poke !== null) {
      // Not contained yet: a cache may hold this answer for a second.
      this.#rest(between(SAME_QUESTION_MS, SAME_QUESTION_MS + POKE_MAX_MS, this.#draw()));
    } else if (isJoin && this.#pollAfterMs > 0) {
      this.#rest(between(0, CATCH_UP_MAX_MS, this.#draw()));
    } else {
      this.#rest(this.#pollDelay());
    }
  }

  #failed(error: ApiError): void {
    if ([401, 403, 404, 410].includes(error.status) && error.code !== 'answer_unreadable') {
      this.#halt('refused', error.code);
      return;
    }
    this.#retryAfterMs = error.retryAfterMs;
    this.#health = withChange(this.#health, {
      failures: this.#health.failures + 1,
      trouble: troubleOf(error),
      slow: error.code === 'timed_out',
    });
    const delay = this.#pollDelay();
    if (error.retryAfterMs !== null) this.#holdUntil = this.#environment.now() + (delay ?? 0);
    this.#rest(delay);
  }

  #pollDelay(): number | null {
    return nextDelayMs({
      pollAfterMs: this.#pollAfterMs,
      failures: this.#health.failures,
      retryAfterMs: this.#retryAfterMs,
      isHidden: false,
      ...this.#draw(),
    });
  }

  // ── waiting ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Waits `delayMs` for the next question; `null` = until something happens. Hidden pages wait for their person. */
  #rest(delayMs: number | null): void {
    const isHidden = this.#isHidden();
    this.#dueAt = isHidden || delayMs === null ? null : this.#notBefore(this.#environment.now() + delayMs);
    this.#tell({ phase: isHidden ? 'paused' : this.#restingPhase() });
    this.#arm();
  }

  #restingPhase(): Phase {
    if (this.#feed.awaiting !== null && this.#health.failures === 0) return 'resetting';
    if (this.#health.failures > 0) return 'backing-off';
    if (this.#feed.cursor === null) return 'joining';
    return this.#pollAfterMs === 0 ? 'stopped' : 'live';
  }

  #askSoon(jitterMinMs: number, jitterMaxMs: number): void {
    const { phase } = this.#health;
    if (phase === 'idle' || phase === 'refused' || this.#asking !== null || this.#isHidden()) return;
    const at = this.#notBefore(this.#environment.now() + between(jitterMinMs, jitterMaxMs, this.#draw()));
    if (this.#dueAt === null || at < this.#dueAt) this.#dueAt = at;
    this.#tell({ phase: this.#restingPhase() });
    this.#arm();
  }

  /** The earliest time at or after `at`. A clock set back must not make the past look like the far future. */
  #notBefore(at: number): number {
    const now = this.#environment.now();
    const isSameQuestion = this.#askedUrl === this.#nextUrl();
    const again = isSameQuestion ? Math.min(this.#askedAt, now) + SAME_QUESTION_MS : 0;
    return Math.max(at, again, Math.min(this.#holdUntil, now + 60_000));
  }

  #arm(): void {
    this.#environment.clearTimer(this.#timer);
    const now = this.#environment.now();
    const next = this.#asking === null ? this.#dueAt : this.#askedAt + SLOW_WAITING_MS;
    if (next === null) return;
    const delayMs = next <= now ? (this.#asking === null ? 0 : SLICE_MS) : Math.min(SLICE_MS, next - now);
    this.#ringsAt = now + delayMs;
    this.#timer = this.#environment.setTimer(() => this.#rang(), delayMs);
  }

  #rang(): void {
    const now = this.#environment.now();
    if (Math.abs(now - this.#ringsAt) > DRIFT_MAX_MS) {
      this.#woke();
    } else if (this.#asking !== null) {
      if (now - this.#askedAt >= SLOW_WAITING_MS) this.#tell({ slow: true });
      this.#arm();
    } else if (this.#dueAt !== null && now >= this.#dueAt) {
      this.#ask();
    } else {
      this.#arm();
    }
  }

  /** The device slept or its clock jumped: connections are dead and times mean nothing. */
  #woke(): void {
    this.#giveUp();
    this.#rest(null);
    this.#resume(RESUME_JITTER_MS);
  }

  #visibilityChanged(): void {
    if (!this.#isHidden()) this.#resume(RESUME_JITTER_MS);
    // A request in flight may finish: its answer is paid for.
    else if (this.#asking === null) this.#rest(null);
  }

  #resume(jitterMs: number): void {
    this.#askSoon(0, jitterMs);
  }

  #isHidden(): boolean {
    return this.#pausesWhenHidden && this.#environment.isHidden();
  }

  #giveUp(): void {
    const asking = this.#asking;
    this.#asking = null;
    asking?.abort();
  }

  #halt(phase: 'idle' | 'refused', code: string | null): void {
    this.#giveUp();
    this.#environment.clearTimer(this.#timer);
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    this.#unsubscribes = [];
    this.#dueAt = null;
    this.#poke = null;
    this.#tell({ phase, code, slow: false });
  }

  #draw(): Draw {
    return { seed: this.#seed, attempt: this.#attempt++ };
  }

  #tell(change: Partial<Health>): void {
    this.#health = withChange(this.#health, change);
    const [feed, health] = this.#told;
    if (feed === this.#feed && health === this.#health) return;
    this.#told = [this.#feed, this.#health];
    for (const listener of [...this.#listeners]) listener();
  }
}
