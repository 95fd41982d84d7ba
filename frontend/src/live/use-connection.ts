/** How the connection does, in the words a banner needs. */
import type { Health } from '@plenum/protocol/client';
import { useSyncExternalStore } from 'react';
import { useLiveContext } from './live-event.tsx';

export type ConnectionStatus = 'connecting' | 'live' | 'slow' | 'offline' | 'catching-up' | 'refused';

export interface Connection {
  readonly status: ConnectionStatus;
  /** The problem code, once refused: `event_not_found`, `event_gone`, `credentials_invalid` … */
  readonly code: string | null;
  /** When the last usable answer came, on this device's clock. */
  readonly lastSuccessAt: number | null;
  readonly failures: number;
}

/** Draws again when the connection changes, not with every poll. */
export function useConnection(): Connection {
  const { loop } = useLiveContext();
  const health = useSyncExternalStore(loop.subscribe, loop.getHealth, loop.getHealth);
  return {
    status: connectionStatus(health, navigatorIsOffline()),
    code: health.code,
    lastSuccessAt: health.lastSuccessAt,
    failures: health.failures,
  };
}

/** Pure. One lost poll is no news: without the browser's own word it takes two to call it offline. */
export function connectionStatus(health: Health, isOffline: boolean): ConnectionStatus {
  if (health.phase === 'refused') return 'refused';
  if (health.phase === 'resetting') return 'catching-up';
  if (health.failures >= (isOffline ? 1 : 2)) return health.trouble === 'offline' ? 'offline' : 'slow';
  if (health.lastSuccessAt === null) return 'connecting';
  return health.slow ? 'slow' : 'live';
}

function navigatorIsOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false;
}
