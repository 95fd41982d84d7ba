/** Single choice while it is written: rows of options, and which of them is right. Pure. */
import type { SingleChoiceAnswer, SingleChoiceSettings } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import {
  type DraftOption,
  emptyOptions,
  OPTIONS_MIN,
  writtenOptions,
} from '../../parts/host-option-drafts.ts';
import { optionIdOf } from '../../parts/options.ts';
import type { DraftRules } from '../kind.ts';

export interface SingleChoiceDraft {
  readonly options: readonly DraftOption[];
  readonly correctId: string | null;
}

export const draft: DraftRules<SingleChoiceDraft, SingleChoiceSettings> = {
  empty: () => ({ options: emptyOptions(), correctId: null }),
  of: ({ options }, correct) => ({ options, correctId: optionIdOf(correct) }),
  problem: ({ options }) => (writtenOptions(options).length < OPTIONS_MIN ? m.host_options_missing() : null),
  settingsOf: ({ options }) => ({ options: writtenOptions(options) }),
  // With the option goes that it was right.
  correctOf({ options, correctId }): SingleChoiceAnswer | null {
    const right = writtenOptions(options).find(({ id }) => id === correctId);
    return right === undefined ? null : { optionId: right.id };
  },
};
