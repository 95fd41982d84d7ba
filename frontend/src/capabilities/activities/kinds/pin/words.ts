/** Pin on a picture as hosts read it. */
import type { PinSettings } from '@plenum/protocol';
import { MapPin } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const pinWords: KindWords<PinSettings> = {
  icon: MapPin,
  short: m.host_kind_pin,
  long: m.host_kind_pin_long,
  text: m.host_kind_pin_text,
  newHeading: m.host_new_pin,
  size: ({ pins }) => m.host_pin_size(counted(pins)),
};
