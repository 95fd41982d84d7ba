/** Multiple choice as hosts read it. */
import type { MultipleChoiceSettings } from '@plenum/protocol';
import { SquareCheck } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const multipleChoiceWords: KindWords<MultipleChoiceSettings> = {
  icon: SquareCheck,
  short: m.host_kind_multiple,
  long: m.host_kind_multiple,
  text: m.host_kind_multiple_text,
  newHeading: m.host_new_multiple,
  size: ({ options }) => m.host_options_count(counted(options.length)),
};
