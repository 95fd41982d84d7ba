/**
 * [F2] [F8] The formal model of the feed (feed.pml), walked through completely by Spin: the design has no fault, and each of its
 * mutants has the fault it was made for. What the model holds: README.md.
 */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const MODEL = fileURLToPath(new URL('feed.pml', import.meta.url));
const run = promisify(execFile);

const isThere = (program: string, flag: string) =>
  spawnSync(program, [flag], { stdio: 'ignore' }).error === undefined;
const missing = [
  ['spin', '-V'],
  ['cc', '--version'],
].flatMap(([program = '', flag = '']) => (isThere(program, flag) ? [] : [program]));
if (missing.length > 0) {
  console.warn(
    `SKIPPED: the formal model of the feed was not checked; ${missing.join(' and ')} missing: apt-get install spin gcc libc6-dev`,
  );
}
const checked = missing.length > 0 ? test.skip : test;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenum-proof-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/**
 * Spin writes a checker in C; compiled, it walks every state, or stops at the first fault: then compiling well takes longer than walking.
 * @returns what it says; its own exit code tells little.
 */
async function walk(variant: string, optimisation: '-O0' | '-O2'): Promise<string> {
  const cwd = await mkdtemp(join(folder, 'run-'));
  const define = variant === '' ? [] : [`-D${variant}`];
  await run('spin', [...define, '-a', MODEL], { cwd });
  // No progress or acceptance cycles here: what must not happen is an assertion. 2 GB instead of the machine's memory.
  await run('cc', [optimisation, '-DSAFETY', '-DMEMLIM=2000', '-w', '-o', 'pan', 'pan.c'], { cwd });
  const { stdout } = await run('./pan', ['-m100000'], { cwd, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}

function errorsIn(report: string): number {
  return Number(/errors: (\d+)/.exec(report)?.[1] ?? Number.NaN);
}

describe('every interleaving of two writers, two processes, a cache, a client and a restore', {
  timeout: 180_000,
}, () => {
  checked.each([
    ['[F2] [F3] [F5] [F8] [W6] the design', ''],
    ['[F8] history that goes back under processes which all saw what was lost', 'REWIND_SEEN'],
  ])(
    '%s: no skip, never backwards, no cursor with two meanings, no endless reset',
    async (_title, variant) => {
      const report = await walk(variant, '-O2');
      expect(errorsIn(report), report).toBe(0);
      expect(report, 'nothing was cut off').not.toMatch(
        /max search depth too small|out of memory|interrupted/,
      );
      // A model that stands still has no errors either.
      expect(Number(/(\d+) states, stored/.exec(report)?.[1])).toBeGreaterThan(100_000);
      // The comparison with the database when all is quiet was reached.
      expect(report).toMatch(/unreached in proctype Client\s+\(0 of/);
    },
  );

  checked.each([
    ['[F2] without the lock a change that commits late is skipped', 'WITHOUT_LOCK', 'truth['],
    ['[F3] rows read before the head miss what was committed between', 'ROWS_THEN_HEAD', 'truth['],
    ['[W6] a process that does not look sends its readers in circles', 'WITHOUT_LOOK', 'resets<='],
    ['[W1] a client that takes whatever comes goes back', 'WITHOUT_APPLY_RULE', 'a.to>=cV'],
    ['[F8] without rotation a cursor means two things', 'WITHOUT_EPOCH_ROTATION', 'cached.a.e==headE'],
    ['[F8] history that goes back under a process which never saw it', 'REWIND_UNSEEN', 'cached.a.e==headE'],
  ])('mutant: %s, and the walk finds it', async (_title, variant, violated) => {
    const report = await walk(variant, '-O0');
    expect(errorsIn(report), report).toBeGreaterThanOrEqual(1);
    const found = /assertion violated (.*) \(at depth/.exec(report)?.[1];
    expect(found).toContain(violated);
  });
});
