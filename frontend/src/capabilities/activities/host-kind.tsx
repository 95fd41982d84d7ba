/** Kinds of activities as hosts read them. Adding a kind adds a line. */
import type { ActivityKind, SingleChoiceSettings } from '@plenum/protocol';
import { ListChecks, type LucideIcon } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

interface KindWords {
  readonly icon: LucideIcon;
  /** In the rail: "Choice". */
  readonly short: () => string;
  /** Above the question: "Single choice". */
  readonly long: () => string;
  /** How much is in it: "4 options". */
  readonly size: (settings: unknown) => string;
}

export const kindWords: Record<ActivityKind, KindWords> = {
  'single-choice': {
    icon: ListChecks,
    short: m.host_kind_choice,
    long: m.host_kind_single_choice,
    size: (settings) => m.host_options_count(counted((settings as SingleChoiceSettings).options.length)),
  },
};
