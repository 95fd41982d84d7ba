/** Word cloud as hosts read it. */
import type { WordCloudSettings } from '@plenum/protocol';
import { Cloud } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const wordCloudWords: KindWords<WordCloudSettings> = {
  icon: Cloud,
  short: m.host_kind_words,
  long: m.host_kind_words,
  text: m.host_kind_words_text,
  newHeading: m.host_new_words,
  size: ({ words }) => m.host_words_size(counted(words)),
};
