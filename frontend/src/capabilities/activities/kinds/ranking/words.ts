/** Ranking as hosts read it. */
import type { RankingSettings } from '@plenum/protocol';
import { ListOrdered } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const rankingWords: KindWords<RankingSettings> = {
  icon: ListOrdered,
  short: m.host_kind_ranking,
  long: m.host_kind_ranking,
  text: m.host_kind_ranking_text,
  newHeading: m.host_new_ranking,
  size: ({ options }) => m.host_options_count(counted(options.length)),
};
