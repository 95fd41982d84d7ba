/** Where a server spent its time: the functions of a V8 CPU profile by their own time. */
import { readFileSync } from 'node:fs';

interface Profile {
  readonly nodes: readonly {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const TOP = 25;

/**
 * Prints the file's path and its top functions by self time; idle time counts for nothing, and neither does what the
 * process did in its first `startMs`.
 */
export function readProfile(file: string, startMs: number): void {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const names = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
      id,
      url === ''
        ? functionName
        : `${functionName || '(anonymous)'}  ${url.replace(/^.*\/(?=[^/]+\/[^/]+$)/, '')}:${lineNumber + 1}`,
    ]),
  );
  const selfMs = new Map<string, number>();
  let passedMs = 0;
  for (const [n, id] of samples.entries()) {
    passedMs += (timeDeltas[n] ?? 0) / 1000;
    if (passedMs < startMs) continue;
    const name = names.get(id) ?? '?';
    selfMs.set(name, (selfMs.get(name) ?? 0) + (timeDeltas[n] ?? 0) / 1000);
  }
  for (const idle of ['(idle)', '(root)']) selfMs.delete(idle);
  const total = [...selfMs.values()].reduce((sum, ms) => sum + ms, 0);
  console.error(`\n${file}\n${Math.round(total)} ms of work; by self time:`);
  for (const [name, ms] of [...selfMs].sort((a, b) => b[1] - a[1]).slice(0, TOP)) {
    console.error(
      `${ms.toFixed(0).padStart(8)} ms ${((100 * ms) / total).toFixed(1).padStart(5)} %  ${name}`,
    );
  }
}
