/**
 * `npm test`: everything that can be checked, in one go. Each tool prints its own report; all of them run even when
 * an earlier one failed; the last line says `N passed, N failed`. Build, types and lint count as one check each.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Counts = { passed: number; failed: number };
type Step = {
  name: string;
  command: string;
  args: string[];
  env?: NodeJS.ProcessEnv;
  count?: () => Promise<Counts>;
};

const reports = await mkdtemp(join(tmpdir(), 'plenum-reports-'));
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');
const mutantsReport = join(reports, 'mutants.json');

const turbo = (...tasks: string[]) => ['run', ...tasks, '--output-logs=errors-only', '--continue'];
const steps: Step[] = [
  { name: 'build', command: 'turbo', args: turbo('build') },
  { name: 'types', command: 'turbo', args: turbo('typecheck', 'typecheck:scripts') },
  { name: 'lint', command: 'biome', args: ['check', '--error-on-warnings', '.'] },
  {
    name: 'tests',
    command: 'vitest',
    args: ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${vitestReport}`],
    count: countVitest,
  },
  {
    // Every rule's test must fail when its rule is broken.
    name: 'mutants',
    command: 'node',
    args: ['scripts/mutants/run.ts'],
    env: { MUTANTS_REPORT: mutantsReport },
    count: async () => JSON.parse(await readFile(mutantsReport, 'utf8')) as Counts,
  },
  {
    name: 'browser tests',
    command: 'playwright',
    args: ['test', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    count: countPlaywright,
  },
];

const total: Counts = { passed: 0, failed: 0 };
for (const step of steps) {
  console.log(`\n── ${step.name}`);
  const { passed, failed } = await perform(step);
  total.passed += passed;
  total.failed += failed;
}
await rm(reports, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function perform({ command, args, env, count }: Step): Promise<Counts> {
  const isGreen = (await exitCodeOf(command, args, env)) === 0;
  const counts = count
    ? await count().catch(() => ({ passed: 0, failed: 0 }))
    : { passed: Number(isGreen), failed: 0 };
  // A tool that fails without naming a test (it crashed, it found none) is a failed check as well.
  return isGreen || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function exitCodeOf(command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...env },
    });
    child.once('error', (error) => {
      console.error(`${command} does not start: ${error.message}`);
      done(1);
    });
    child.once('exit', (code) => done(code ?? 1));
  });
}

async function countVitest(): Promise<Counts> {
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(
    await readFile(vitestReport, 'utf8'),
  ) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  // A file that cannot even be loaded holds no test to count.
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length };
}

async function countPlaywright(): Promise<Counts> {
  const { stats } = JSON.parse(await readFile(playwrightReport, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number };
  };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
}
