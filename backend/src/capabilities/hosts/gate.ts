/** Lets only so many at once do something costly; the rest wait in a line that has an end. */
import { AppError } from '#/errors.ts';

export interface Gate {
  /** @throws {AppError} rate_limited when the line is full. */
  run<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createGate(atOnce: number, waitingMax: number): Gate {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    async run(work) {
      if (running >= atOnce) {
        if (waiting.length >= waitingMax) throw new AppError('rate_limited', { retryAfterSeconds: 5 });
        // Whoever leaves hands its place over: `running` stays as it is.
        await new Promise<void>((enter) => waiting.push(enter));
      } else running++;
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
