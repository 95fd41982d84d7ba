/**
 * `npm run bench [name…] [--quick] [--profile] [--outage-seconds N]`: runs all benches or the named ones, one after the
 * other, and prints one table. What each measures, and how: README.md.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { busyPolls } from './busy-polls.ts';
import { cache } from './cache.ts';
import { deltaCost } from './delta-cost.ts';
import { heads } from './heads.ts';
import { herd } from './herd.ts';
import { memory } from './memory.ts';
import { propagation } from './propagation.ts';
import { quietPolls } from './quiet-polls.ts';
import { type Bench, type BenchOptions, type Finding, table } from './report.ts';
import { room } from './room.ts';
import { votes, votesOnStandby } from './votes.ts';
import { wideResults } from './wide-results.ts';

const BENCHES: Record<string, Bench> = {
  'quiet-polls': quietPolls,
  'busy-polls': busyPolls,
  votes,
  'votes-standby': votesOnStandby,
  'wide-results': wideResults,
  propagation,
  'delta-cost': deltaCost,
  heads,
  cache,
  memory,
  room,
  herd,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    'outage-seconds': { type: 'string', default: '60' },
  },
});
const unknown = positionals.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

const options: BenchOptions = {
  isQuick: values.quick,
  isProfiled: values.profile,
  outageSeconds: values.quick ? 2 : Number(values['outage-seconds']),
};
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`;
console.error(
  `${machine}, load ${loadavg()[0]?.toFixed(1)}${values.quick ? ': --quick gives no figures to quote' : ''}`,
);

const results: { name: string; findings: Finding[] }[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHES)) {
  console.error(`${name} …`);
  try {
    const findings = await (BENCHES[name] as Bench)(options);
    results.push({ name, findings });
    for (const { what, measured, baseline } of findings)
      console.error(`  ${what}: ${measured}${baseline ? ` (baseline ${baseline})` : ''}`);
  } catch (error) {
    // The others' figures are worth having all the same.
    console.error(error);
    process.exitCode = 1;
  }
}
console.log(table(results));
