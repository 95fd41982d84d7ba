/**
 * The server's time on this device: phones are minutes wrong, and everybody must flip at the same instant.
 * Asks `GET /v1/time` a few times and believes the quickest answer: its error is at most half its round trip.
 */
import type { Api } from './api.ts';
import { defaultEnvironment, type Environment } from './environment.ts';

export interface TimeSample {
  /** This device's clock when the question left and the answer came. */
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly serverNowMs: number;
}

export interface ClockEstimate {
  /** Add to this device's clock to get the server's. */
  readonly offsetMs: number;
  /** The offset is right within ± this, as long as the device's clock did not jump meanwhile. */
  readonly errorMs: number;
}

/** The estimate of the quickest sample; `null` without any. A clock that jumped back between is no sample. */
export function estimateClock(samples: readonly TimeSample[]): ClockEstimate | null {
  const quickest = samples
    .filter((sample) => sample.receivedAt >= sample.sentAt)
    .sort((left, right) => roundTripMs(left) - roundTripMs(right))[0];
  if (quickest === undefined) return null;
  const errorMs = roundTripMs(quickest) / 2;
  return {
    offsetMs: Math.round(quickest.serverNowMs - (quickest.sentAt + errorMs)),
    errorMs,
  };
}

function roundTripMs(sample: TimeSample): number {
  return sample.receivedAt - sample.sentAt;
}

export interface ServerClock {
  /** The server's time now, ms; this device's own until the first measurement. */
  now(): number;
  estimate(): ClockEstimate | null;
  /** Measures again; keeps the old estimate when nothing answers. Never throws. Call on start and after waking. */
  measure(): Promise<ClockEstimate | null>;
}

export function createServerClock(
  api: Api,
  options: { environment?: Environment; samples?: number } = {},
): ServerClock {
  const environment = options.environment ?? defaultEnvironment;
  let estimate: ClockEstimate | null = null;
  return {
    now: () => environment.now() + (estimate?.offsetMs ?? 0),
    estimate: () => estimate,
    async measure() {
      const samples: TimeSample[] = [];
      // One after the other: side by side they would queue behind each other on a slow phone.
      for (let taken = 0; taken < (options.samples ?? 4); taken++) {
        const sentAt = environment.now();
        try {
          const answer = await api.request<{ nowMs?: unknown }>('GET', '/v1/time');
          if (typeof answer?.nowMs !== 'number') continue;
          samples.push({
            sentAt,
            receivedAt: environment.now(),
            serverNowMs: answer.nowMs,
          });
        } catch {
          break;
        }
      }
      estimate = estimateClock(samples) ?? estimate;
      return estimate;
    },
  };
}
