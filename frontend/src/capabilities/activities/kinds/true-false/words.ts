/** True or false as hosts read it. */
import type { TrueFalseSettings } from '@plenum/protocol';
import { ToggleLeft } from 'lucide-react';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const trueFalseWords: KindWords<TrueFalseSettings> = {
  icon: ToggleLeft,
  short: m.host_kind_true_false,
  long: m.host_kind_true_false,
  text: m.host_kind_true_false_text,
  newHeading: m.host_new_true_false,
  size: () => '',
};
