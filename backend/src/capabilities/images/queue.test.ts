/** Pictures take what is left, never what votes need. */
import { expect, test } from 'vitest';
import { createQueue } from './queue.ts';

const patient = { placesMax: 2, waitMs: 5_000 };

/** Work that is done when the test says so. */
function someWork() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, finish: resolve };
}

test('one more than there are places is refused at once, and welcome when one is free again', async () => {
  const queue = createQueue(patient);
  const [first, second] = [someWork(), someWork()];
  const held = [queue.withPlace(first.work), queue.withPlace(second.work)];
  await expect(queue.withPlace(async () => 'third')).rejects.toMatchObject({
    code: 'overloaded',
    retryAfterSeconds: 2,
  });
  first.finish();
  await held[0];
  await expect(queue.withPlace(async () => 'third')).resolves.toBe('third');
  second.finish();
});

test('a place is given back by work that failed', async () => {
  const queue = createQueue({ ...patient, placesMax: 1 });
  await expect(queue.withPlace(() => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
  await expect(queue.withPlace(async () => 'next')).resolves.toBe('next');
});

test('turns are taken one at a time, in the order of coming, also after one failed', async () => {
  const queue = createQueue(patient);
  let atOnce = 0;
  const order: number[] = [];
  const turns = [1, 2, 3, 4].map((n) =>
    queue.inTurn(async () => {
      expect(++atOnce).toBe(1);
      await new Promise(setImmediate);
      order.push(n);
      atOnce--;
      if (n === 2) throw new Error('damaged');
      return n;
    }),
  );
  const settled = await Promise.allSettled(turns);
  expect(order).toEqual([1, 2, 3, 4]);
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});

test('who waits too long is told so, and its work is never begun', async () => {
  const queue = createQueue({ ...patient, waitMs: 20 });
  const slow = someWork();
  const first = queue.inTurn(slow.work);
  let isBegun = false;
  const second = queue.inTurn(async () => {
    isBegun = true;
  });
  await expect(second).rejects.toMatchObject({ code: 'overloaded' });
  slow.finish();
  await first;
  await expect(queue.inTurn(async () => 'third')).resolves.toBe('third');
  expect(isBegun).toBe(false);
});
