/** Open text while it is written: its settings are numbers and a switch, so it can always be stored. Pure. */
import type { OpenTextSettings } from '@plenum/protocol';
import type { DraftRules } from '../kind.ts';

export const TEXTS_MAX = 5;
export const LENGTHS = [70, 140, 280, 500] as const;

export const draft: DraftRules<OpenTextSettings, OpenTextSettings> = {
  empty: () => ({ texts: 1, lengthMax: 140, upvotes: true }),
  of: (settings) => settings,
  problem: () => null,
  settingsOf: (own) => own,
  correctOf: () => null,
};
