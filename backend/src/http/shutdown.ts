/**
 * Leaving without a refused request (§7): readiness says no first, requests are still served until the balancer has
 * noticed, then connections are closed; whatever hangs is cut, so that the end always comes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** After the drain: how long requests in flight may take. Drain (≤ 20 s) and this stay under 25 s. */
const CLOSE_MS = 4_000;
/** npm passes signals on, so one Ctrl-C arrives twice, milliseconds apart. A person is slower than this. */
const SAME_KEYSTROKE_MS = 300;

/**
 * Closes the server for good.
 * @param drainSeconds  How long it still serves after readiness turned 503; 0 closes at once.
 * Takes at most `drainSeconds` + 4 s, plus what the `onClose` hooks of plugins take.
 */
export async function drainAndClose(
  app: FastifyInstance,
  drainSeconds: number,
  closeMs = CLOSE_MS,
): Promise<void> {
  app.isDraining = true;
  if (drainSeconds > 0) {
    app.log.info({ drainSeconds }, 'draining');
    await sleep(drainSeconds * 1000);
  }
  const cut = setTimeout(() => app.server.closeAllConnections(), closeMs);
  try {
    await app.close();
  } finally {
    clearTimeout(cut);
  }
}

/**
 * Stops on SIGTERM (after the drain) and on Ctrl-C (at once), then ends the process: 0, or 1 when stopping failed. A
 * second signal does not wait.
 */
export function stopOnSignals(stop: (options: { drain: boolean }) => Promise<void>): void {
  let firstAt: number | null = null;
  const onSignal = (signal: NodeJS.Signals) => {
    if (firstAt !== null) {
      if (performance.now() - firstAt > SAME_KEYSTROKE_MS) process.exit(signal === 'SIGINT' ? 130 : 143);
      return;
    }
    firstAt = performance.now();
    stop({ drain: signal === 'SIGTERM' }).then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
