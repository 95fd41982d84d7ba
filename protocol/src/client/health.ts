/** How a connection does, in the words a screen needs: "you're offline", "the network is slow", "this event is gone". */
import type { ApiError } from './api.ts';

export type Phase =
  | 'idle'
  | 'joining'
  | 'live'
  | 'paused'
  | 'backing-off'
  | 'resetting'
  | 'stopped'
  | 'refused';

/** Why the last request failed: no network, no answer in time, the server is busy, or somebody else answered. */
export type Trouble = 'offline' | 'slow' | 'busy' | 'unreadable';

export interface Health {
  readonly phase: Phase;
  /** When the last usable answer came, on this device's clock. */
  readonly lastSuccessAt: number | null;
  /** Failures since then. */
  readonly failures: number;
  readonly trouble: Trouble | null;
  /** The last answer took over 2 s, or the one awaited takes over 3 s. */
  readonly slow: boolean;
  /** The problem code, once `refused`. */
  readonly code: string | null;
}

export const idleHealth: Health = {
  phase: 'idle',
  lastSuccessAt: null,
  failures: 0,
  trouble: null,
  slow: false,
  code: null,
};

export function troubleOf(error: ApiError): Trouble {
  if (error.code === 'network_failed') return 'offline';
  if (error.code === 'timed_out') return 'slow';
  return error.status === 429 || error.status >= 500 ? 'busy' : 'unreadable';
}

/** `health` with the change in it; the same reference when nothing differs. */
export function withChange(health: Health, change: Partial<Health>): Health {
  const keys = Object.keys(change) as (keyof Health)[];
  return keys.every((key) => health[key] === change[key]) ? health : { ...health, ...change };
}
