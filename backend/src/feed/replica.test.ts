/** [F9] What a topic costs in memory and per question, whatever its age. */
import { expect, test } from 'vitest';
import { Replica } from './replica.ts';
import type { Head, Row } from './store.ts';

const head = (version: number): Head => ({
  topic: 't',
  epoch: 'abcdef',
  version,
  committedAt: 0,
  note: {},
  restarts: [],
});
const row = (id: string, version: number): Row => ({
  audience: 'attendee',
  type: 'thing',
  id,
  version,
  body: { n: version },
});

test('[F9] memory follows the entities, not the changes: replaced versions are let go', () => {
  const replica = new Replica(head(0), []);
  for (let version = 1; version <= 20_000; version++)
    replica.apply(head(version), [row(`t${version % 10}`, version)]);
  expect(replica.size).toBeLessThanOrEqual(65);
  expect(JSON.parse(replica.snapshot(['attendee']))).toHaveLength(10);
});

test('[F9] a delta visits what changed, not what is there', () => {
  const microseconds = (entities: number) => {
    const replica = new Replica(
      head(entities),
      Array.from({ length: entities }, (_, n) => row(`t${n}`, n + 1)),
    );
    replica.apply(head(entities + 1), [row('t7', entities + 1), row('t8', entities + 1)]);
    const times = Array.from({ length: 300 }, () => {
      const startedAt = performance.now();
      expect(replica.delta(['attendee'], entities)).toContain('"t8"');
      return (performance.now() - startedAt) * 1_000;
    });
    return times.sort((a, b) => a - b)[150] as number;
  };
  microseconds(50);
  // Walking all of them would cost a hundred times as much.
  expect(microseconds(5_000) / microseconds(50)).toBeLessThan(10);
});
