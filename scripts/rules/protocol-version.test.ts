/** The protocol cannot change unnoticed: its schemas' hash belongs to one version number. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import * as protocol from '../../protocol/src/index.ts';

/** One line per released version. While a version is not released, its line moves with the schemas. */
const HASHES: Record<number, string> = { 1: '8f3746e2a032b758' };

it('the schemas are those of PROTOCOL_VERSION; when they change on purpose, raise it and add a line here', () => {
  const schemas = Object.entries(protocol)
    .filter(([, value]) => typeof value === 'object' && value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(schemas)).digest('hex').slice(0, 16);
  expect(hash).toBe(HASHES[protocol.PROTOCOL_VERSION]);
});
