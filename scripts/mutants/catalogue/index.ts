/** All planted bugs, by the part of the product they are planted in. Most were shipped by somebody once. */
import type { Mutant } from '../mutant.ts';
import { activityMutants } from './activities.ts';
import { clientMutants } from './client.ts';
import { feedMutants } from './feed.ts';
import { httpMutants } from './http.ts';
import { sqlMutants } from './sql.ts';

/** Every one of them has a bug that some test catches. (W11 and W13 are held by the repository's own rules.) */
export const RULES = [
  ...['W1', 'W2', 'W3', 'W4', 'W5', 'W6', 'W7', 'W8', 'W9', 'W10', 'W12', 'W14', 'W15', 'W16'],
  ...['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9'],
  ...['A1', 'A2', 'A3', 'A4', 'A5'],
] as const;

export const mutants: readonly Mutant[] = [
  ...clientMutants,
  ...sqlMutants,
  ...feedMutants,
  ...httpMutants,
  ...activityMutants,
];
