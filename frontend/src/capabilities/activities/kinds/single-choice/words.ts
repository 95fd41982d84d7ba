/** Single choice as hosts read it. */
import type { SingleChoiceSettings } from '@plenum/protocol';
import { ListChecks } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const singleChoiceWords: KindWords<SingleChoiceSettings> = {
  icon: ListChecks,
  short: m.host_kind_choice,
  long: m.host_kind_single_choice,
  text: m.host_kind_choice_text,
  newHeading: m.host_new_choice,
  size: ({ options }) => m.host_options_count(counted(options.length)),
};
