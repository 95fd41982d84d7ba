/** What a bench finds out, and how it is printed: one table for all, each number beside what it should be. */

import type { Figures } from '../../load/src/index.ts';

/** One line of the table. */
export interface Finding {
  readonly what: string;
  /** As in "Numbers to reach"; empty when nobody asked for one. */
  readonly atLeast?: string;
  readonly aim?: string;
  readonly measured: string;
  /** What it was measured against in the same run. */
  readonly baseline?: string;
  /** Whether `measured` satisfies `atLeast`; undefined = not judged. */
  readonly isReached?: boolean;
}

export interface BenchOptions {
  /** A second or two of everything, with small numbers: shows that it runs, not how fast. */
  readonly isQuick: boolean;
  /** Profiles the server under test. */
  readonly isProfiled: boolean;
  readonly outageSeconds: number;
}

export type Bench = (options: BenchOptions) => Promise<Finding[]>;

/** Markdown. A line that misses its number says so. */
export function table(results: readonly { name: string; findings: readonly Finding[] }[]): string {
  const rows = results.flatMap(({ name, findings }) =>
    findings.map(({ what, atLeast = '', aim = '', measured, baseline = '', isReached }) => [
      what,
      atLeast,
      aim,
      isReached === false ? `**${measured}** (missed)` : measured,
      baseline,
      `\`npm run bench ${name}\``,
    ]),
  );
  const head = ['what', 'at least', 'aim', 'measured', 'baseline', 'command'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** @throws {RangeError} for no values. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Between neighbours it interpolates. @throws {RangeError} for no values. */
export function quantile(values: readonly number[], q: number): number {
  if (values.length === 0) throw new RangeError('a quantile of nothing');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] as number;
  const high = sorted[Math.ceil(at)] as number;
  return low + (high - low) * (at - Math.floor(at));
}

/** Three digits are all a busy machine can promise. */
export function digits(value: number, count = 3): string {
  return Number(value.toPrecision(count)).toLocaleString('en-US', { maximumSignificantDigits: count });
}

/** What went wrong, and how: `0 of 80,000 failed`, `3 of 80,000 failed: 2 503, 1 timed-out`. */
export function failures({ failed, scheduled, failures }: Figures): string {
  const how = Object.entries(failures).map(([why, count]) => `${count} ${why}`);
  return `${failed} of ${scheduled} failed${how.length > 0 ? `: ${how.join(', ')}` : ''}`;
}
