/** What is broken when, from a seed: pure, so that a run can be told by its seed alone. */
import { seeded } from './random.ts';

export type Fault =
  | { readonly what: 'kill a process' | 'freeze a process'; readonly process: number; readonly forMs: number }
  | { readonly what: 'kill the database' | 'stop the database'; readonly forMs: number }
  /** Ends so many sessions. */
  | { readonly what: 'end sessions'; readonly count: number }
  /** A transaction that holds the head of the event. */
  | { readonly what: 'slow transaction'; readonly forMs: number }
  /** Takes the cold copy that the next restore puts back. */
  | { readonly what: 'copy the database' }
  /** `live`: under the running processes. Else all of them are started anew, after the epochs were rotated. */
  | { readonly what: 'restore'; readonly isLive: boolean };

export interface Planned {
  readonly atMs: number;
  readonly fault: Fault;
}

/** How long one fault and what follows takes, about; so much of the run is left in peace at both ends. */
const SLOT_MS = 2_500;
const PEACE_MS = 2_000;

/**
 * Faults over `seconds`, each kind at least once where there is room, a live and a full restore, and a kill of the
 * database as the last word: nobody votes again afterwards, so nothing covers what it lost.
 */
export function scheduleOf(seed: number, seconds: number, processes: number): Planned[] {
  const random = seeded(seed);
  const kinds: (() => Fault)[] = [
    () => ({
      what: 'kill a process',
      process: random.whole(0, processes - 1),
      forMs: random.between(0, 1_500),
    }),
    () => ({
      what: 'freeze a process',
      process: random.whole(0, processes - 1),
      forMs: random.between(1_000, 5_000),
    }),
    () => ({ what: 'kill the database', forMs: random.between(0, 1_500) }),
    () => ({ what: 'end sessions', count: random.whole(1, 10) }),
    () => ({ what: 'slow transaction', forMs: random.between(300, 900) }),
    () => ({ what: 'stop the database', forMs: random.between(0, 1_500) }),
  ];
  const slots = Math.max(1, Math.floor((seconds * 1_000 - 2 * PEACE_MS) / SLOT_MS));
  const deck: Fault[] = [];
  while (deck.length < slots) deck.push(...random.shuffled(kinds).map((kind) => kind()));
  const plan = deck.slice(0, slots);
  // Four of the slots are the restores': a copy, something in between, the restore.
  if (slots >= 6) {
    const [third, last] = [Math.floor(slots / 3), slots - 1];
    plan[third - 2] = { what: 'copy the database' };
    plan[third] = { what: 'restore', isLive: true };
    plan[last - 2] = { what: 'copy the database' };
    plan[last] = { what: 'restore', isLive: false };
  }
  const planned = plan.map((fault, slot) => ({
    atMs: PEACE_MS + slot * SLOT_MS + random.between(0, SLOT_MS / 2),
    fault,
  }));
  return [...planned, { atMs: seconds * 1_000, fault: { what: 'kill the database', forMs: 0 } }];
}

/** The faults one after another without chance, after enough votes to lose; ends as every run does. */
export function oneAfterAnother(faults: readonly Fault[]): Planned[] {
  const planned = [...faults, { what: 'kill the database', forMs: 0 } as const];
  return planned.map((fault, n) => ({ atMs: 3_000 + n * 1_500, fault }));
}
