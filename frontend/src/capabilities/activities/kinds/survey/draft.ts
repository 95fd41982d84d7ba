/** Survey while it is written: its parts as their own kinds hold them. Pure; the parts' kinds are loaded with the page. */
import type { PartKind, SurveySettings } from '@plenum/protocol';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { optionId } from '../../parts/host-option-drafts.ts';
import { hostPartOf } from '../host.ts';
import type { DraftRules, HostKind } from '../kind.ts';

export const PARTS_MAX = 10;

export interface DraftPart {
  readonly id: string;
  readonly kind: PartKind;
  readonly title: string;
  /** As its kind holds it; of a kind that this page does not know, its settings as stored. */
  readonly own: unknown;
}
export interface SurveyDraft {
  readonly parts: readonly DraftPart[];
}

/** `undefined` for a kind that only a newer page knows. */
export function hostPart(kind: PartKind): HostKind | undefined {
  return hostPartOf(kind)?.arrived;
}

export function newPart(kind: PartKind): DraftPart {
  return { id: optionId(), kind, title: '', own: hostPart(kind)?.draft.empty() };
}

export const draft: DraftRules<SurveyDraft, SurveySettings> = {
  empty: () => ({ parts: [] }),
  of: ({ parts }) => ({
    parts: parts.map(({ id, kind, title, settings }) => {
      const rules = hostPart(kind)?.draft;
      return { id, kind, title, own: rules === undefined ? settings : rules.of(settings, null) };
    }),
  }),
  problem({ parts }) {
    if (parts.length === 0) return m.host_survey_parts_missing();
    for (const [index, { kind, title, own }] of parts.entries()) {
      const place = formatCount(index + 1);
      if (title.trim() === '') return m.host_survey_title_missing({ place });
      const problem = hostPart(kind)?.draft.problem(own) ?? null;
      if (problem !== null) return m.host_survey_part_problem({ place, problem });
    }
    return null;
  },
  settingsOf: ({ parts }) => ({
    parts: parts.map(({ id, kind, title, own }) => {
      const rules = hostPart(kind)?.draft;
      return { id, kind, title: title.trim(), settings: rules === undefined ? own : rules.settingsOf(own) };
    }),
  }),
  correctOf: () => null,
};

/** `parts` with the one at `index` one place up (−1) or down (+1). */
export function movedPart(parts: readonly DraftPart[], index: number, by: -1 | 1): readonly DraftPart[] {
  const [part, other] = [parts[index], parts[index + by]];
  if (part === undefined || other === undefined) return parts;
  return parts.with(index, other).with(index + by, part);
}
