/**
 * The short chaos: a real installation is broken in every way that loses data elsewhere, and the history is judged; two
 * planted bugs show that the judge is awake. `npm run chaos` is the long one.
 */
import { describe, expect, test } from 'vitest';
import { evidence } from '../history/check.ts';
import { runChaos } from './chaos.ts';
import { MUTANTS, type MutantName } from './mutants.ts';
import { type Fault, oneAfterAnother } from './schedule.ts';

const SEED = 7;
const SMALL = { seed: SEED, processes: 2, attendees: 20 };
// Some 15 s each on an idle machine; a busy one is slow, not wrong.
const TIMEOUT_MS = 180_000;

const FAULTS: Fault[] = [
  { what: 'copy the database' },
  { what: 'freeze a process', process: 1, forMs: 1_500 },
  { what: 'restore', isLive: true },
  { what: 'kill a process', process: 0, forMs: 200 },
  { what: 'slow transaction', forMs: 700 },
];

// Killing a server with all its children needs their pids, which only Linux tells.
describe.skipIf(process.platform !== 'linux')(
  'the whole installation under fire',
  { timeout: TIMEOUT_MS },
  () => {
    test('[W12] [F2] [F8] kill -9 of a process and of PostgreSQL, a frozen process, a restore: 0 lost, 0 double, 0 backwards', async () => {
      const { verdict, lines, counts } = await runChaos({ ...SMALL, faults: oneAfterAnother(FAULTS) });
      expect(evidence(verdict, lines), `seed ${SEED}`).toBe('');
      expect(counts, 'nothing was proven').toMatchObject({ faults: 5 });
      expect(counts.acknowledgements).toBeGreaterThan(30);
      expect(counts.dropped).toBeGreaterThan(5);
      expect(verdict.states).toBeGreaterThan(20);
    });

    test.each<MutantName>(['synchronous-commit-off', 'hidden-results'])(
      'the checker sees %s',
      async (name) => {
        const mutant = MUTANTS[name];
        const { verdict } = await runChaos({ ...SMALL, mutant, faults: oneAfterAnother(mutant.faults) });
        expect(
          mutant.caughtBy.some((rule) => verdict.broken.has(rule)),
          [...verdict.broken.keys()].join(),
        ).toBe(true);
      },
    );
  },
);
