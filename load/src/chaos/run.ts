/**
 * `npm run chaos -- --seconds 60 --seed 7`: breaks a whole installation for a while and proves that nobody's vote was
 * lost, counted twice or taken back. Exit 1 with the evidence and the seed when that is not so.
 * `--mutant <name>` plants a bug instead; then the exit is 0 when the checker sees it.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { evidence } from '../history/check.ts';
import { toJsonLines } from '../history/line.ts';
import { runChaos } from './chaos.ts';
import { MUTANTS, type MutantName } from './mutants.ts';
import { oneAfterAnother, scheduleOf } from './schedule.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    processes: { type: 'string', default: '3' },
    attendees: { type: 'string', default: '50' },
    mutant: { type: 'string' },
    /** Writes the history to a file also when all is well. */
    keep: { type: 'boolean', default: false },
  },
});
const [seed, seconds, processes, attendees] = [
  values.seed,
  values.seconds,
  values.processes,
  values.attendees,
].map(Number) as [number, number, number, number];
const name = values.mutant as MutantName | undefined;
const mutant = name && MUTANTS[name];
if (name && !mutant) {
  console.error(`There is no mutant ${name}: choose one of ${Object.keys(MUTANTS).join(', ')}.`);
  process.exit(2);
}
// So that `exit` listeners end the children; the folder under the system's temporary one stays then.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

console.log(`seed ${seed}${name ? `, mutant ${name}` : ''}`);
const startMs = performance.now();
const { verdict, lines, counts } = await runChaos({
  ...{ seed, processes, attendees },
  ...(mutant && { mutant }),
  faults: mutant ? oneAfterAnother(mutant.faults) : scheduleOf(seed, seconds, processes),
  onStep: (what) =>
    console.log(`${((performance.now() - startMs) / 1_000).toFixed(1).padStart(6)} s  ${what}`),
});

const { lost, double, backwards, 'told too early': early, 'out of order': disorder } = verdict.harm;
console.log(
  `${lost} lost, ${double} double, ${backwards} backwards, ${early} told too early, ${disorder} out of order`,
);
console.log(
  Object.entries({ ...counts, 'states compared': verdict.states })
    .map(([what, count]) => `${count} ${what}`)
    .join(', '),
);
const isClean = verdict.broken.size === 0;
if (!isClean) console.log(`\n${evidence(verdict, lines)}\n`);
if (values.keep || (!isClean && !mutant)) {
  const file = `chaos-${seed}.jsonl`;
  await writeFile(file, toJsonLines(lines));
  console.log(`The history is in ${file}.`);
}
if (mutant) {
  const caught = mutant.caughtBy.filter((rule) => verdict.broken.has(rule));
  console.log(
    caught.length > 0 ? `caught by ${caught.join(', ')}` : `NOT caught: ${mutant.caughtBy.join(', ')}`,
  );
  process.exit(caught.length > 0 ? 0 : 1);
}
if (!isClean) console.log(`again: npm run chaos -- --seconds ${seconds} --seed ${seed}`);
process.exit(isClean ? 0 : 1);
