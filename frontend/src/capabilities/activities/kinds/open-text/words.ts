/** Open text as hosts read it. */
import type { OpenTextSettings } from '@plenum/protocol';
import { Text } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const openTextWords: KindWords<OpenTextSettings> = {
  icon: Text,
  short: m.host_kind_text,
  long: m.host_kind_text,
  text: m.host_kind_text_text,
  newHeading: m.host_new_text,
  size: ({ texts }) => m.host_texts_size(counted(texts)),
};
