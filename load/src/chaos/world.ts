/** What everybody in a run shares: whom one can ask, where things are written down, what the run is doing. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ask, Question, Reply } from './ask.ts';
import type { Random } from './random.ts';
import type { Recorder } from './recorder.ts';

export interface World {
  readonly ask: Ask;
  readonly recorder: Recorder;
  readonly processCount: number;
  /** `voting`, then only `reading`, then `over`. */
  phase: 'voting' | 'reading' | 'over';
  /** How many restores were made: after one, clients send again what they were promised. */
  restores: number;
}

/** Nobody answers for so long: something is wrong that no fault explains. */
const PATIENCE_MS = 60_000;

export const isFinal = ({ status }: Reply): boolean => status !== 0 && status !== 429 && status < 500;

/**
 * Asks another process each time until one gives a final answer.
 * @throws {Error} after a minute.
 */
export async function insist(
  world: World,
  random: Random,
  question: Omit<Question, 'process'>,
): Promise<Reply> {
  const giveUpMs = world.recorder.nowMs() + PATIENCE_MS;
  for (;;) {
    const process = random.whole(0, world.processCount - 1);
    const reply = await world.ask({ ...question, process });
    if (isFinal(reply)) return reply;
    if (world.recorder.nowMs() > giveUpMs)
      throw new Error(`${question.path}: nobody answers (${reply.status} ${reply.text})`);
    await sleep(random.between(50, 300));
  }
}
