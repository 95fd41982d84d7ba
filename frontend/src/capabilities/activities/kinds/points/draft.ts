/** Points while they are written: rows of options, and how many points everyone has. Pure. */
import type { PointsSettings } from '@plenum/protocol';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import {
  type DraftOption,
  emptyOptions,
  OPTIONS_MIN,
  writtenOptions,
} from '../../parts/host-option-drafts.ts';
import { typedWhole } from '../../parts/stepper-digits.ts';
import type { DraftRules } from '../kind.ts';

export interface PointsDraft {
  readonly options: readonly DraftOption[];
  /** As typed. */
  readonly total: string;
}

const TOTAL = 100;
const TOTAL_MIN = 2;
const TOTAL_MAX = 1_000;
export const POINTS_OPTIONS_MAX = 20;

export const draft: DraftRules<PointsDraft, PointsSettings> = {
  empty: () => ({ options: emptyOptions(), total: String(TOTAL) }),
  of: ({ options, total }) => ({ options, total: String(total) }),
  problem({ options, total }) {
    const count = writtenOptions(options).length;
    if (count < OPTIONS_MIN) return m.host_options_missing();
    if (count > POINTS_OPTIONS_MAX) return m.host_points_too_many({ count: formatCount(POINTS_OPTIONS_MAX) });
    return totalOf(total) === null ? m.host_points_total_wrong() : null;
  },
  settingsOf: ({ options, total }) => ({ options: writtenOptions(options), total: totalOf(total) ?? TOTAL }),
  correctOf: () => null,
};

function totalOf(text: string): number | null {
  const total = typedWhole(text.replace(/[.,]/g, ''));
  return total !== null && total >= TOTAL_MIN && total <= TOTAL_MAX ? total : null;
}
