/** Vitest's global setup for a planted bug: the runner's server, started once for many runs. */
import type { TestProject } from 'vitest/node';

export const SERVER_VARIABLE = 'PLENUM_MUTANT_SERVER';

export default function setup(project: TestProject): void {
  project.provide('testServerUrl', process.env[SERVER_VARIABLE] ?? '');
}
