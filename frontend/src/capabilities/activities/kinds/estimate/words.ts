/** Estimates as hosts read them. */
import type { EstimateSettings } from '@plenum/protocol';
import { Hash } from 'lucide-react';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';
import { formatNumber } from './typed.ts';

export const estimateWords: KindWords<EstimateSettings> = {
  icon: Hash,
  short: m.host_kind_estimate,
  long: m.host_kind_estimate,
  text: m.host_kind_estimate_text,
  newHeading: m.host_new_estimate,
  size: ({ min, max }) => m.host_estimate_range({ min: formatNumber(min), max: formatNumber(max) }),
};
