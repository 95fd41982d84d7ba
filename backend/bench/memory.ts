/** How much memory does a followed event take? Measured in a process that holds many of them and nothing else. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { fill, someEvents } from './events.ts';
import { type Bench, digits, type Finding } from './report.ts';
import { startCluster, withClient } from './world.ts';

const HOLDER = fileURLToPath(new URL('./memory-holder.ts', import.meta.url));

export const memory: Bench = async ({ isQuick }) => {
  const cluster = await startCluster();
  try {
    const databaseUrl = await cluster.database('memory');
    const findings: Finding[] = [];
    await withClient(databaseUrl, async (client) => {
      const sizes = isQuick ? [10, 100] : [10, 1_000, 5_000];
      const events = isQuick ? 2 : 20;
      const ids = await someEvents(client, sizes.length * events);
      for (const entities of sizes) {
        const held = ids.splice(0, events);
        for (const id of held) await fill(client, id, entities);
        const { deltaBytes, snapshotBytes } = await hold(databaseUrl, held);
        findings.push({
          what: `heap of a followed event with ${digits(entities)} entities`,
          measured: `${digits(deltaBytes / 1_000)} kB, with its snapshot ${digits(snapshotBytes / 1_000)} kB (${digits(deltaBytes / entities)} bytes an entity)`,
          baseline: 'about 210 bytes of JSON an entity',
        });
      }
    });
    return findings;
  } finally {
    await cluster.stop();
  }
};

interface Held {
  /** Bytes of heap and buffers per event that somebody polls. */
  readonly deltaBytes: number;
  /** The same after somebody asked for everything. */
  readonly snapshotBytes: number;
}

async function hold(databaseUrl: string, ids: readonly string[]): Promise<Held> {
  const child = spawn(process.execPath, ['--expose-gc', HOLDER], {
    env: { ...process.env, DATABASE_URL: databaseUrl, EVENTS: ids.join(' ') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the holder of events failed: ${output}`);
  return JSON.parse(output) as Held;
}
