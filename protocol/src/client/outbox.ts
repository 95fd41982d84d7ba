/**
 * The outbox: no tap is lost and none counts twice, whatever the network does.
 * An act is stored before it is sent, sent until somebody answers for the API, and kept afterwards: should the server's
 * history be rewound, it is sent again. Retrying is safe, because `seq` orders one participant's acts on one thing.
 * One request in flight; the newest act on a thing replaces an unsent older one (the last tap wins).
 */
import {
  type Act,
  type ActState,
  type Acts,
  type Held,
  isUnsent,
  mergedActs,
  type WaitReason,
} from './acts.ts';
import { type Api, ApiError } from './api.ts';
import { defaultEnvironment, type Environment, type Unsubscribe } from './environment.ts';
import { type KeptActs, keptActs, type RunActs } from './kept-acts.ts';
import { between, retryDelayMs } from './next-delay.ts';
import type { Draft } from './responses.ts';
import type { Storage } from './storage.ts';

export interface OutboxState {
  /** By thing. Acts that were answered stay, so that a rewound server can be told again. */
  readonly acts: Acts;
  /** `false`: the browser keeps nothing, so closing the page loses what waits. Say so. */
  readonly isDurable: boolean;
}

export interface OutboxOptions {
  /** Where it is stored; one per event and participant, for example `plenum:outbox:<eventId>:<participantId>`. */
  readonly name: string;
  /** Sends with the participant's token. */
  readonly api: Api;
  readonly storage: Storage;
  /** The server's time in ms, see `createServerClock`: so that a second device or tab never falls behind. */
  readonly serverNow: () => number;
  /** After each acknowledgement; give it to the feed loop's `poke`, and own changes show quickly. */
  readonly onAcknowledged?: (cursor: string) => void;
  readonly environment?: Environment;
}

/** What another tab queued is that tab's to send; after this it is presumed closed. */
const ADOPT_AFTER_MS = 15_000;
const RESUME_JITTER_MS = 1_000;
const TIMER_MAX_MS = 60_000;
const TOO_LATE = new Set(['activity_closed', 'event_ended']);

/** Loads what an earlier page left unsent, and goes on with it. */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  const kept = keptActs(options.storage, options.name);
  return new Outbox(options, kept, await kept.load());
}

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #kept: KeptActs;
  readonly #environment: Environment;
  readonly #seed: number;
  readonly #listeners = new Set<() => void>();
  readonly #unsubscribes: Unsubscribe[];

  #state: OutboxState;
  #run: number | null;
  /** After a reload nothing is sent before the feed tells the run: the event may have been restarted meanwhile. */
  #isRunKnown: boolean;
  #isClosed = false;
  #isSending = false;
  readonly #abort = new AbortController();
  #failures = 0;
  #attempt = 0;
  #timer: unknown = null;
  /** Nothing is sent before: the network or the server is away. */
  #pausedUntil = 0;
  #isHeld = false;
  /** Single acts that wait longer: another tab's, or one that the server stumbles over. */
  readonly #notBefore = new Map<string, { seq: number; at: number; failures: number }>();

  constructor(options: OutboxOptions, kept: KeptActs, stored: RunActs) {
    this.#options = options;
    this.#kept = kept;
    this.#environment = options.environment ?? defaultEnvironment;
    this.#seed = this.#environment.randomSeed();
    this.#state = { acts: stored.acts, isDurable: true };
    this.#run = stored.run;
    this.#isRunKnown = stored.run === null;
    this.#unsubscribes = [
      this.#environment.onOnline(() => this.#resume()),
      this.#environment.onVisibilityChange(() => this.#resume()),
      kept.subscribe(() => void this.#adopt()),
    ];
    this.#pump();
  }

  subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The same reference until something changes. */
  getSnapshot = (): OutboxState => this.#state;

  /** Queues an act; it shows at once as waiting, is stored, then sent. Never throws. */
  put(draft: Draft): Act {
    const before = this.#state.acts.get(draft.key);
    const last = Math.max(before?.seq ?? -1, before?.held?.seq ?? -1);
    const seq = Math.max(last + 1, Math.floor(this.#options.serverNow()));
    const act: Act = {
      key: draft.key,
      seq,
      answer: draft.answer,
      request: draft.request(seq),
      state: { status: 'waiting', why: this.#whyNow() },
      held: before?.held ?? null,
      round: 0,
    };
    this.#set(act);
    // At once, not only before its turn to be sent: the page may die while another act is in flight.
    void this.#store();
    this.#pump();
    return act;
  }

  /**
   * Tells which run of the event the feed shows. A restarted event has none of the old run's responses, so acts of
   * another run are dropped, sent or not. A page that was reloaded sends what it kept only after this call.
   */
  enterRun(run: number): void {
    this.#isRunKnown = true;
    if (this.#run !== run) {
      const isRestart = this.#run !== null;
      this.#run = run;
      if (isRestart) this.#change(new Map());
      void this.#store();
    }
    this.#pump();
  }

  /**
   * After the feed's epoch changed without a restart (a restored database): compares with what `/me` holds, and sends
   * again what was acknowledged and is missing.
   *
   * @param held  seq by thing, from `/me`; `cursor` is that answer's.
   */
  reconcile(held: ReadonlyMap<string, number>, cursor: string): void {
    const acts = new Map(this.#state.acts);
    for (const act of acts.values()) {
      if (act.state.status !== 'saved' || act.held === null) continue;
      if ((held.get(act.key) ?? -1) >= act.seq) {
        acts.set(act.key, { ...act, held: { ...act.held, cursor } });
      } else if (act.held.status === 'superseded') {
        // It never counted; what did is another device's to send again.
        acts.set(act.key, { ...act, held: null });
      } else {
        const state = { status: 'waiting', why: 'queued' } as const;
        acts.set(act.key, { ...act, state, held: null, round: act.round + 1 });
      }
    }
    this.#change(acts);
    void this.#store();
    this.#pump();
  }

  /** Tries what waits now, for a "try again" button; a Retry-After is still honoured. */
  retryNow(): void {
    if (!this.#isHeld) this.#pausedUntil = 0;
    this.#pump();
  }

  /** Sends nothing more; what is stored stays for the next page. */
  close(): void {
    this.#isClosed = true;
    this.#abort.abort();
    this.#environment.clearTimer(this.#timer);
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
  }

  // ── sending ───────────────────────────────────────────────────────────────────────────────────────────────

  #pump(): void {
    if (this.#isClosed || this.#isSending || !this.#isRunKnown) return;
    this.#environment.clearTimer(this.#timer);
    const now = this.#environment.now();
    const unsent = [...this.#state.acts.values()].filter(isUnsent).sort((one, two) => one.seq - two.seq);
    if (unsent.length === 0) return;
    const next = now < this.#pausedUntil ? undefined : unsent.find((act) => this.#startsAt(act) <= now);
    if (next === undefined) {
      const at = Math.max(this.#pausedUntil, Math.min(...unsent.map((act) => this.#startsAt(act))));
      // At most a minute: a clock set back must not postpone a vote by hours.
      this.#timer = this.#environment.setTimer(() => this.#woken(), Math.min(at - now, TIMER_MAX_MS));
      return;
    }
    this.#isSending = true;
    void this.#send(next).finally(() => {
      this.#isSending = false;
      this.#pump();
    });
  }

  /** The timer rang: whatever the wall clock says by now, that time has passed. */
  #woken(): void {
    const now = this.#environment.now();
    this.#pausedUntil = 0;
    this.#isHeld = false;
    for (const wait of this.#notBefore.values()) if (wait.at > now + TIMER_MAX_MS) wait.at = now;
    this.#pump();
  }

  #startsAt(act: Act): number {
    const wait = this.#notBefore.get(act.key);
    return wait?.seq === act.seq ? wait.at : 0;
  }

  async #send(act: Act): Promise<void> {
    // Stored first: if the page dies while the request is on its way, the next page asks again.
    await this.#store();
    // A newer tap, or a new run, came meanwhile.
    if (this.#isClosed || this.#state.acts.get(act.key) !== act) return;
    this.#set({ ...act, state: { status: 'saving' } });
    const run = this.#run;
    const outcome = await this.#request(act);
    // Closed, or the event was restarted meanwhile: whatever this says is about a thing that is no more.
    if (this.#isClosed || this.#run !== run) return;
    if (outcome instanceof ApiError) this.#failed(act, outcome);
    else this.#acknowledged(act, outcome);
    await this.#store();
  }

  async #request(act: Act): Promise<Held | ApiError> {
    const { method, path, body } = act.request;
    const options = { signal: this.#abort.signal, ...(body === undefined ? {} : { body }) };
    try {
      return readHeld(await this.#options.api.request<unknown>(method, path, options), act);
    } catch (error) {
      if (error instanceof ApiError) return error;
      throw error;
    }
  }

  #acknowledged(act: Act, held: Held): void {
    this.#failures = 0;
    this.#isHeld = false;
    this.#notBefore.delete(act.key);
    this.#explain('queued');
    this.#finish(act, { status: 'saved' }, held);
    this.#options.onAcknowledged?.(held.cursor);
  }

  #failed(act: Act, error: ApiError): void {
    const { code, detail } = error;
    if (!error.isTemporary) {
      this.#failures = 0;
      this.#finish(
        act,
        TOO_LATE.has(code) ? { status: 'too-late', code } : { status: 'refused', code, detail },
      );
    } else if (code === 'internal') {
      // The server stumbles over this act alone: the others need not wait behind it.
      const failures = (this.#notBefore.get(act.key)?.failures ?? 0) + 1;
      this.#notBefore.set(act.key, { seq: act.seq, at: this.#retryAt(failures, error), failures });
      this.#finish(act, { status: 'waiting', why: 'backing-off' });
    } else {
      this.#failures += 1;
      this.#pausedUntil = this.#retryAt(this.#failures, error);
      this.#isHeld = error.retryAfterMs !== null;
      this.#finish(act, { status: 'waiting', why: 'queued' });
      this.#explain(reasonOf(error));
    }
  }

  #retryAt(failures: number, { retryAfterMs }: ApiError): number {
    const draw = { seed: this.#seed, attempt: this.#attempt++ };
    return this.#environment.now() + retryDelayMs({ failures, retryAfterMs, ...draw });
  }

  /** Notes the outcome, unless a newer act on the same thing took its place: that one only learns what is stored. */
  #finish(act: Act, state: ActState, held: Held | null = null): void {
    const latest = this.#state.acts.get(act.key);
    if (latest === undefined) return;
    const isLatest = latest.seq === act.seq;
    this.#set({
      ...latest,
      state: isLatest ? state : latest.state,
      held: held ?? latest.held,
    });
  }

  /** Tells all that wait for the same thing why; an act with a wait of its own keeps its own reason. */
  #explain(why: WaitReason): void {
    const now = this.#environment.now();
    const acts = new Map(this.#state.acts);
    for (const act of acts.values()) {
      const isShared = act.state.status === 'waiting' && this.#startsAt(act) <= now;
      if (isShared) acts.set(act.key, { ...act, state: { status: 'waiting', why } });
    }
    this.#change(acts);
  }

  #resume(): void {
    if (this.#isHeld || this.#environment.isHidden() || this.#pausedUntil === 0) return;
    const soon =
      this.#environment.now() + between(0, RESUME_JITTER_MS, { seed: this.#seed, attempt: this.#attempt++ });
    this.#pausedUntil = Math.min(this.#pausedUntil, soon);
    this.#pump();
  }

  #whyNow(): WaitReason {
    if (this.#environment.isOffline()) return 'offline';
    return this.#environment.now() < this.#pausedUntil ? 'backing-off' : 'queued';
  }

  // ── keeping ───────────────────────────────────────────────────────────────────────────────────────────────

  #set(act: Act): void {
    this.#change(new Map(this.#state.acts).set(act.key, act));
  }

  #change(acts: Acts, isDurable: boolean = this.#state.isDurable): void {
    this.#state = { acts, isDurable };
    for (const listener of [...this.#listeners]) listener();
  }

  async #store(): Promise<void> {
    const isDurable = await this.#kept.save(() => ({ run: this.#run, acts: this.#state.acts }));
    if (isDurable !== this.#state.isDurable) this.#change(this.#state.acts, isDurable);
  }

  /** Another tab of this participant wrote: shows what it did, and sends it should that tab be gone. */
  async #adopt(): Promise<void> {
    const other = await this.#kept.load();
    if (this.#isClosed || other.run !== this.#run) return;
    const acts = mergedActs(this.#state.acts, other.acts);
    for (const act of acts.values()) {
      if (act === this.#state.acts.get(act.key) || !isUnsent(act)) continue;
      const at = this.#environment.now() + ADOPT_AFTER_MS;
      this.#notBefore.set(act.key, { seq: act.seq, at, failures: 0 });
    }
    this.#change(acts);
    this.#pump();
  }
}

function reasonOf(error: ApiError): WaitReason {
  if (error.code === 'network_failed') return 'offline';
  return error.code === 'timed_out' ? 'slow' : 'backing-off';
}

/** What an acknowledgement says is stored. @throws {ApiError} when it is none of ours: a portal's page, half a body. */
function readHeld(answer: unknown, act: Act): Held {
  const ack = answer as Partial<Held> | null | undefined;
  if (typeof ack?.cursor !== 'string' || typeof ack.status !== 'string') {
    throw new ApiError(200, 'answer_unreadable');
  }
  return {
    answer: ack.answer === undefined ? act.answer : ack.answer,
    seq: typeof ack.seq === 'number' ? ack.seq : act.seq,
    cursor: ack.cursor,
    status: ack.status,
    ...(typeof ack.resultKey === 'string' && { resultKey: ack.resultKey }),
  };
}
