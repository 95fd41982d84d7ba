/** True or false while it is written: all there is to say is which is right. Pure. */
import type { TrueFalseAnswer, TrueFalseSettings } from '@plenum/protocol';
import type { DraftRules } from '../kind.ts';

export interface TrueFalseDraft {
  readonly correct: boolean | null;
}

export const draft: DraftRules<TrueFalseDraft, TrueFalseSettings> = {
  empty: () => ({ correct: null }),
  of: (_settings, correct) => ({ correct: (correct as TrueFalseAnswer | null | undefined)?.value ?? null }),
  problem: () => null,
  settingsOf: () => ({}),
  correctOf: ({ correct }): TrueFalseAnswer | null => (correct === null ? null : { value: correct }),
};
