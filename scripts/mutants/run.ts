/**
 * `npm run mutants [-- W6 F2]`: plants the bugs of the catalogue one by one and expects the named test to fail. Prints a
 * table; the last line says `N passed, N failed`; exit code 1 when a bug survives, cannot be planted, or a rule has none.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { mutants, RULES } from './catalogue/index.ts';
import { Lane, ROOT, type Test } from './lane.ts';
import { type Mutant, planted } from './mutant.ts';
import { type Report, type Verdict, verdict, whyRed } from './verdict.ts';

/** Each takes a core: a Vitest, a PostgreSQL, and API processes of some tests. */
const LANES = Math.min(2, availableParallelism());

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? mutants : mutants.filter(({ rule }) => wanted.includes(rule));
const rules = wanted.length === 0 ? RULES : wanted;

const startedAt = Date.now();
const verdicts = new Map<Mutant, Verdict>();
const lanes = await Promise.all(Array.from({ length: LANES }, () => Lane.open()));
/** The tests without any bug, and once more those that were red: a busy machine is slow, not wrong. */
const asTheyAre: (Report | null)[] = [];
try {
  // The tests without any bug are one job more: whoever is red anyway catches nothing.
  const jobs = [
    async (lane: Lane) => {
      const tests = chosen.map(({ test }) => test);
      asTheyAre.push(await lane.run(tests));
      const red = tests.filter(({ title }) => isRed(title));
      if (red.length > 0) asTheyAre.push(await lane.run(red));
    },
    ...chosen.map((mutant) => async (lane: Lane) => {
      verdicts.set(mutant, await judge(lane, mutant));
      process.stderr.write('.');
    }),
  ];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job(lane);
    }),
  );
} finally {
  await Promise.all(lanes.map((lane) => lane.close()));
}

const rows = chosen.map((mutant) => ({ mutant, ...final(mutant) }));
console.log(`\n${table(rows)}`);
const bare = rules.filter((rule) => !mutants.some((mutant) => mutant.rule === rule));
for (const rule of bare) console.log(`✗ ${rule} has no mutant`);
const passed = rows.filter(({ isCaught }) => isCaught).length;
const failed = rows.length - passed + bare.length;
console.log(`\n${Math.round((Date.now() - startedAt) / 1000)} s\n${passed} passed, ${failed} failed`);
// For `npm test`, which adds it up.
const { MUTANTS_REPORT } = process.env;
if (MUTANTS_REPORT) writeFileSync(MUTANTS_REPORT, JSON.stringify({ passed, failed }));
process.exitCode = failed === 0 ? 0 : 1;

/** Never throws: what cannot be planted is a verdict too. */
async function judge(lane: Lane, { rule, changes, test }: Mutant): Promise<Verdict> {
  try {
    if (!test.title.includes(`[${rule}]`)) throw new Error(`the title does not carry [${rule}]`);
    for (const change of changes) {
      if (change.file !== undefined) planted(readFileSync(resolve(ROOT, change.file), 'utf8'), change);
    }
    return verdict(await lane.run([test], changes), test.title);
  } catch (error) {
    return { isCaught: false, says: `not planted: ${(error as Error).message}` };
  }
}

function final(mutant: Mutant): Verdict {
  const found = verdicts.get(mutant) ?? { isCaught: false, says: 'was not run' };
  if (!found.isCaught || !isRed(mutant.test.title)) return found;
  return { isCaught: false, says: whyRed(asTheyAre.at(-1) ?? null, mutant.test.title) ?? '' };
}

function isRed(title: string): boolean {
  return asTheyAre.every((report) => whyRed(report, title) !== null);
}

function table(lines: readonly (Verdict & { mutant: Mutant })[]): string {
  const cell = ({ mutant: { rule, name, test }, isCaught, says }: (typeof lines)[number]) => [
    isCaught ? '✓' : '✗',
    rule,
    name,
    isCaught ? where(test) : `${where(test)}: ${says}`,
  ];
  const cells = [['', 'rule', 'planted bug: a product that …', 'caught by'], ...lines.map(cell)];
  const width = (column: number) => Math.max(...cells.map((row) => (row[column] as string).length));
  const widths = [1, width(1), width(2), 0];
  return cells.map((row) => row.map((text, n) => text.padEnd(widths[n] as number)).join('  ')).join('\n');
}

function where({ file, title }: Test): string {
  return `${file} › ${title}`;
}
