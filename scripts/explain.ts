/** Says why a start failed: one sentence when it could be foreseen; anything else is a defect and keeps its stack. */
import { StartError } from '../backend/src/config.ts';
import { DatabaseProblem } from '../prisma/scripts/migrate.ts';
import { PostgresProblem } from './postgres.ts';

/** Prints to stderr. */
export function printFailure(error: unknown): void {
  const isForeseen = [StartError, DatabaseProblem, PostgresProblem].some((kind) => error instanceof kind);
  console.error(isForeseen ? (error as Error).message : error);
}
