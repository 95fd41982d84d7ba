/**
 * How much work pictures may be at a time: a bounded number of uploads is in memory, one is decoded, and who would wait
 * too long is told so instead. Votes share this process; a picture can wait.
 */
import { AppError } from '#/errors.ts';

export interface QueueOptions {
  /** Uploads between their first byte and their answer. */
  readonly placesMax: number;
  /** The longest anybody waits for a turn. */
  readonly waitMs: number;
}

export interface Queue {
  /** Runs `work` in one of the places. @throws {AppError} overloaded, at once, when all are taken. */
  withPlace<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` after everybody who came before. @throws {AppError} overloaded when that takes too long. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

const busy = () => new AppError('overloaded', { detail: 'Too many images at once.', retryAfterSeconds: 2 });

export function createQueue({ placesMax, waitMs }: QueueOptions): Queue {
  let taken = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    async withPlace(work) {
      if (taken >= placesMax) throw busy();
      taken++;
      try {
        return await work();
      } finally {
        taken--;
      }
    },

    inTurn<T>(work: () => Promise<T>): Promise<T> {
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      let isLate = false;
      const timer = setTimeout(() => {
        isLate = true;
        reject(busy());
      }, waitMs);
      last = last.then(async () => {
        clearTimeout(timer);
        if (!isLate) await work().then(resolve, reject);
      });
      return promise;
    },
  };
}
