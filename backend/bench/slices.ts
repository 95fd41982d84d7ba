/**
 * Compares servers fairly on a machine that is never quiet: they take turns in short slices, A B A B, and what is
 * reported is the median of the ratios of neighbouring slices. Rates are noisy; CPU time per operation is steady.
 */
import { median } from './report.ts';

export interface Slice {
  readonly operations: number;
  readonly seconds: number;
  /** Of the whole backend, its database included; the generator's excluded. */
  readonly cpuSeconds: number;
}

export interface Contender {
  readonly name: string;
  /** CPU time of its whole backend so far, in seconds. */
  readonly cpuSeconds: () => number;
  /** Works for so long. @returns the operations that succeeded. */
  readonly run: (durationMs: number) => Promise<number>;
}

export interface Comparison {
  readonly perSecond: number;
  readonly cpuUsPerOperation: number;
}

/** Lets them take turns `rounds` times, `sliceMs` each, after one turn that does not count. By name, every slice. */
export async function takeTurns(
  contenders: readonly Contender[],
  { rounds, sliceMs }: { rounds: number; sliceMs: number },
): Promise<Map<string, Slice[]>> {
  const slices = new Map<string, Slice[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (const { name, cpuSeconds, run } of contenders) {
      const cpuBefore = cpuSeconds();
      const startMs = performance.now();
      const operations = await run(sliceMs);
      const seconds = (performance.now() - startMs) / 1000;
      if (round >= 0) slices.get(name)?.push({ operations, seconds, cpuSeconds: cpuSeconds() - cpuBefore });
    }
  }
  return slices;
}

export function summary(slices: readonly Slice[]): Comparison {
  return {
    perSecond: median(slices.map(({ operations, seconds }) => operations / seconds)),
    cpuUsPerOperation: median(slices.map(({ operations, cpuSeconds }) => (cpuSeconds / operations) * 1e6)),
  };
}

/** How many times as much CPU an operation costs `other`, round by round. */
export function cpuRatio(other: readonly Slice[], ours: readonly Slice[]): number {
  return median(
    ours.map(({ operations, cpuSeconds }, n) => {
      const theirs = other[n] as Slice;
      return theirs.cpuSeconds / theirs.operations / (cpuSeconds / operations);
    }),
  );
}

/** How many times as many operations a second we do, round by round. */
export function rateRatio(ours: readonly Slice[], other: readonly Slice[]): number {
  return median(
    ours.map(({ operations, seconds }, n) => {
      const theirs = other[n] as Slice;
      return operations / seconds / (theirs.operations / theirs.seconds);
    }),
  );
}
