/**
 * How loaded this process is, in a few coarse steps (W9). First everybody is asked to come less often, which halves the load without a
 * single error; only when that is not enough are some polls refused. Measured by how late the event loop runs its timers and by how
 * long the database has been silent. A healthy, unloaded process stands at step 0, where answers depend on the event alone.
 */

export interface Load {
  /** 0 … 3: everybody waits 2^step times as long. */
  readonly step: number;
  /** Of public reads, the share that is refused: 0 … 0.9. */
  readonly refused: number;
}
export const NO_LOAD: Load = { step: 0, refused: 0 };

const STEP_MAX = 3;
/** A loop this late answers polls this late: at a tenth of a second people begin to feel it. */
const LATE_MS = 100;
/** Below it there is room again. Far under `LATE_MS`, so that the pace does not swing. */
const CALM_MS = 40;
/** Slowed to an eighth and still this late: refuse. */
const DROWNING_MS = 400;
const REFUSED_STEP = 0.2;
const REFUSED_MAX = 0.9;
/** Clients hear of a step with their next poll, 2.5 s later: judging sooner would take two steps for one load. */
const SLOWER_EVERY_MS = 2_500;
const FASTER_EVERY_MS = 5_000;
/** The database has not answered for so long: everybody slows down before anybody is refused. */
const SILENT_MS = 2_000;

/** The next load, from how late the loop was (ms, median of the last second) and for how long this load has stood (ms). */
export function nextLoad({ step, refused }: Load, lateMs: number, stoodMs: number): Load {
  if (lateMs >= DROWNING_MS && step === STEP_MAX && stoodMs >= 1_000) {
    return { step, refused: Math.min(REFUSED_MAX, refused + REFUSED_STEP) };
  }
  // Nobody is refused any more before anybody is asked to come more often.
  if (refused > 0) {
    const isOver = lateMs < DROWNING_MS / 2 && stoodMs >= 1_000;
    return { step, refused: isOver ? Math.max(0, refused - REFUSED_STEP) : refused };
  }
  if (lateMs >= LATE_MS && step < STEP_MAX && stoodMs >= SLOWER_EVERY_MS) return { step: step + 1, refused };
  if (lateMs <= CALM_MS && step > 0 && stoodMs >= FASTER_EVERY_MS) return { step: step - 1, refused };
  return { step, refused };
}

export interface SteeringOptions {
  /** How long ago the database last answered, ms. */
  readonly silentMs: () => number;
  readonly onChange?: (load: Load) => void;
}

export type Steering = ReturnType<typeof createSteering>;

const SAMPLE_MS = 100;
const SAMPLES = 9;

export function createSteering({ silentMs, onChange = () => {} }: SteeringOptions) {
  let load = NO_LOAD;
  let changedAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const late: number[] = [];

  function judge(lateMs: number, nowMs: number): void {
    late.push(lateMs);
    if (late.length > SAMPLES) late.shift();
    // The median: one long pause (a collection, a frozen moment) is no load.
    const median = late.toSorted((a, b) => a - b)[late.length >> 1] as number;
    const next = nextLoad(load, late.length < SAMPLES ? 0 : median, nowMs - changedAtMs);
    if (next.step === load.step && next.refused === load.refused) return;
    load = next;
    changedAtMs = nowMs;
    onChange(load);
  }

  return {
    /** 2^n: how many times as long as usual everybody should wait. */
    slowdown: () => 2 ** Math.max(load.step, silentMs() > SILENT_MS ? 1 : 0),

    /** Whether this public read is to be refused, decided before anything else is done for it. */
    refuses: () => load.refused > 0 && Math.random() < load.refused,

    /** In whole seconds, another for each: who is sent away together must not return together. */
    retryAfterSeconds: () => 3 + Math.floor(Math.random() * 10),

    load: () => load,

    start(): void {
      let dueMs = performance.now() + SAMPLE_MS;
      timer = setInterval(() => {
        const nowMs = performance.now();
        judge(Math.max(0, nowMs - dueMs), nowMs);
        dueMs = nowMs + SAMPLE_MS;
      }, SAMPLE_MS);
      timer.unref();
    },

    stop(): void {
      clearInterval(timer);
    },
  };
}
