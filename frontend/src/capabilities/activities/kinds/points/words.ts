/** Points as hosts read them. */
import type { PointsSettings } from '@plenum/protocol';
import { Coins } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const pointsWords: KindWords<PointsSettings> = {
  icon: Coins,
  short: m.host_kind_points,
  long: m.host_kind_points,
  text: m.host_kind_points_text,
  newHeading: m.host_new_points,
  size: ({ options }) => m.host_options_count(counted(options.length)),
};
