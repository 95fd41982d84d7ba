/** Ratings as hosts read them. */
import type { RatingSettings } from '@plenum/protocol';
import { Star } from 'lucide-react';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const ratingWords: KindWords<RatingSettings> = {
  icon: Star,
  short: m.host_kind_rating,
  long: m.host_kind_rating,
  text: m.host_kind_rating_text,
  newHeading: m.host_new_rating,
  size: ({ items, min, max }) =>
    items.length > 1
      ? m.host_rating_statements(counted(items.length))
      : m.rating_hint_numbers({ min: formatCount(min), max: formatCount(max) }),
};
