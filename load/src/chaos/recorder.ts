/** Writes the history down while it happens, on one clock. In memory: a run of a minute has some 20,000 lines. */
import type { Line } from '../history/line.ts';

export interface Recorder {
  readonly lines: readonly Line[];
  /** Since the recorder was made, ms. */
  nowMs(): number;
  add(line: Line): void;
}

export function createRecorder(): Recorder {
  const lines: Line[] = [];
  const originMs = performance.now();
  return {
    lines,
    nowMs: () => Math.round((performance.now() - originMs) * 10) / 10,
    add: (line) => lines.push(line),
  };
}
