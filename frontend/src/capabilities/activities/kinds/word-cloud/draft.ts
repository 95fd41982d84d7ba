/** Word cloud while it is written: its settings are numbers and choices, so it can always be stored. Pure. */
import type { WordCloudSettings } from '@plenum/protocol';
import type { DraftRules } from '../kind.ts';

export const WORDS_MAX = 5;
export const LENGTHS = [10, 15, 20, 25, 30, 40] as const;

export const draft: DraftRules<WordCloudSettings, WordCloudSettings> = {
  empty: () => ({ words: 3, lengthMax: 25, stopWords: null, hide: 'rude' }),
  of: (settings) => settings,
  problem: () => null,
  settingsOf: (own) => own,
  correctOf: () => null,
};
