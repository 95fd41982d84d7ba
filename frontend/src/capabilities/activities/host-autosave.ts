/**
 * Saves what a host writes, by itself: waits for a pause in the writing, sends one change at a time, tries again when
 * the network fails. Framework-free; the editor shows its state in words.
 */
import { type ApiError, retryDelayMs } from '@plenum/protocol/client';

/** A pause in the writing. */
const PAUSE_MS = 600;

export type AutosaveState =
  | { readonly status: 'saved' }
  /** Written, on its way or about to be. */
  | { readonly status: 'saving' }
  /** The network failed; tried again at `retryAt` (this device's clock). */
  | { readonly status: 'waiting'; readonly retryAt: number }
  /** The server said no; nothing is tried until the next change. */
  | { readonly status: 'refused'; readonly code: string };

export interface Autosave<Value> {
  getState(): AutosaveState;
  subscribe(listener: () => void): () => void;
  /** What should be stored now; the latest wins. */
  change(value: Value): void;
  /** Sends at once what waits: the page closes, or the host goes on. */
  flush(): void;
  /** Nothing is sent any more, except what is on its way. */
  stop(): void;
}

/**
 * @param save  Stores the value; resolves to whether anything had to be sent. Rejects with an `ApiError`.
 */
export function createAutosave<Value>(save: (value: Value) => Promise<unknown>): Autosave<Value> {
  const listeners = new Set<() => void>();
  let state: AutosaveState = { status: 'saved' };
  let pending: { value: Value } | null = null;
  let isSending = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(next: AutosaveState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  async function send(): Promise<void> {
    clearTimeout(timer);
    if (isSending || pending === null) return;
    const { value } = pending;
    pending = null;
    isSending = true;
    try {
      await save(value);
      failures = 0;
      isSending = false;
      if (pending === null) tell({ status: 'saved' });
      else await send();
    } catch (cause) {
      isSending = false;
      failed(value, cause as ApiError);
    }
  }

  function failed(value: Value, error: ApiError): void {
    if (error.isTemporary) {
      // What was written meanwhile is newer than what failed.
      pending ??= { value };
      const delayMs = retryDelayMs({
        failures: ++failures,
        retryAfterMs: error.retryAfterMs,
        seed: failures,
        attempt: failures,
      });
      timer = setTimeout(send, delayMs);
      tell({ status: 'waiting', retryAt: Date.now() + delayMs });
    } else {
      if (pending !== null) timer = setTimeout(send, PAUSE_MS);
      tell({ status: 'refused', code: error.code });
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(value) {
      pending = { value };
      if (state.status !== 'waiting') {
        clearTimeout(timer);
        timer = setTimeout(send, PAUSE_MS);
        if (state.status !== 'saving') tell({ status: 'saving' });
      }
    },
    flush: () => void send(),
    stop: () => clearTimeout(timer),
  };
}
