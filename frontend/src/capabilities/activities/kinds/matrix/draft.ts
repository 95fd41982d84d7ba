/** A matrix while it is written: things to place, and what both lines mean at their ends. Pure. */
import type { MatrixAxis, MatrixSettings } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import { type DraftOption, emptyOptions, writtenOptions } from '../../parts/host-option-drafts.ts';
import type { DraftRules } from '../kind.ts';

export interface MatrixDraft {
  readonly items: readonly DraftOption[];
  readonly x: MatrixAxis;
  readonly y: MatrixAxis;
}

export const THINGS_MAX = 10;
export const AXIS_MAX = 30;

const axisOf = ({ low, high }: MatrixAxis): MatrixAxis => ({ low: low.trim(), high: high.trim() });
const isNamed = ({ low, high }: MatrixAxis): boolean => low.trim() !== '' && high.trim() !== '';

export const draft: DraftRules<MatrixDraft, MatrixSettings> = {
  empty: () => ({ items: emptyOptions(), x: { low: '', high: '' }, y: { low: '', high: '' } }),
  of: ({ items, x, y }) => ({ items, x, y }),
  problem({ items, x, y }) {
    if (!isNamed(x) || !isNamed(y)) return m.host_matrix_ends_missing();
    return writtenOptions(items).length === 0 ? m.host_matrix_things_missing() : null;
  },
  settingsOf: ({ items, x, y }) => ({ items: writtenOptions(items), x: axisOf(x), y: axisOf(y) }),
  correctOf: () => null,
};
