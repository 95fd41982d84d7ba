/**
 * What the editor holds while a host writes: texts as typed, the kind's own part as its kind holds it. Pure: from the
 * stored activity and back, as the smallest change that says the same.
 */

import type {
  ActivityKind,
  CreateActivity,
  HostActivityEntity,
  ImageRef,
  ResultVisibility,
  UpdateActivity,
} from '@plenum/protocol';
import { sameJson } from '@plenum/protocol/client';
import type { DraftRules } from './kinds/kind.ts';

export const QUESTION_MAX = 200;
export const EXPLANATION_MAX = 1_000;
export const NOTES_MAX = 2_000;

export interface Draft {
  readonly kind: ActivityKind;
  readonly title: string;
  /** With the question; absent without one. */
  readonly image?: ImageRef;
  /** The kind's: its rules read it. */
  readonly own: unknown;
  readonly resultVisibility: ResultVisibility;
  readonly explanation: string;
  readonly hostNotes: string;
}

/** What keeps a draft from being stored: the question, or what its kind asks for. */
export type DraftProblem = { readonly lacks: 'question' } | { readonly lacks: 'own'; readonly text: string };

export function emptyDraft(kind: ActivityKind, rules: DraftRules): Draft {
  return {
    kind,
    title: '',
    own: rules.empty(),
    resultVisibility: 'host-only',
    explanation: '',
    hostNotes: '',
  };
}

/** As the feed and the API both say it. */
type Stored = Pick<
  HostActivityEntity,
  'kind' | 'title' | 'settings' | 'correct' | 'resultVisibility' | 'explanation' | 'hostNotes'
> & { readonly image?: ImageRef | null };

export function draftOf(activity: Stored, rules: DraftRules): Draft {
  return {
    kind: activity.kind,
    title: activity.title,
    ...(activity.image && { image: activity.image }),
    own: rules.of(activity.settings, activity.correct),
    resultVisibility: activity.resultVisibility,
    explanation: activity.explanation ?? '',
    hostNotes: activity.hostNotes ?? '',
  };
}

/** `null` = it can be stored. */
export function problemOf(draft: Draft, rules: DraftRules): DraftProblem | null {
  if (draft.title.trim() === '') return { lacks: 'question' };
  const text = rules.problem(draft.own);
  return text === null ? null : { lacks: 'own', text };
}

/** The new activity. Only for a draft without a problem. */
export function toCreate(draft: Draft, rules: DraftRules, id: string): CreateActivity {
  const correct = rules.correctOf(draft.own) ?? null;
  return {
    id,
    kind: draft.kind,
    title: draft.title.trim(),
    ...(draft.image && { image: draft.image }),
    settings: rules.settingsOf(draft.own),
    resultVisibility: draft.resultVisibility,
    ...(correct !== null && { correct }),
    ...(draft.explanation.trim() && { explanation: draft.explanation.trim() }),
    ...(draft.hostNotes.trim() && { hostNotes: draft.hostNotes.trim() }),
  };
}

/** What changes `saved` into `draft`; `null` when nothing does, or when the draft cannot be stored as it stands. */
export function toUpdate(draft: Draft, saved: Draft, rules: DraftRules): UpdateActivity | null {
  if (problemOf(draft, rules) !== null) return null;
  const settings = rules.settingsOf(draft.own);
  const correct = rules.correctOf(draft.own) ?? null;
  const update = {
    ...(draft.title.trim() !== saved.title && { title: draft.title.trim() }),
    ...(!sameJson(draft.image ?? null, saved.image ?? null) && { image: draft.image ?? null }),
    ...(!sameJson(settings, rules.settingsOf(saved.own)) && { settings }),
    ...(draft.resultVisibility !== saved.resultVisibility && { resultVisibility: draft.resultVisibility }),
    ...(!sameJson(correct, rules.correctOf(saved.own) ?? null) && { correct }),
    ...textChange('explanation', draft.explanation, saved.explanation),
    ...textChange('hostNotes', draft.hostNotes, saved.hostNotes),
  } as UpdateActivity;
  return Object.keys(update).length === 0 ? null : update;
}

/**
 * What a co-host stored meanwhile under what is being written here: what was not touched here is theirs, what was is mine.
 *
 * @param base  What both started from.
 */
export function merged(mine: Draft, base: Draft, theirs: Draft, rules: DraftRules): Draft {
  const own = (draft: Draft) => [rules.settingsOf(draft.own), rules.correctOf(draft.own) ?? null];
  const isTheirs = (said: (draft: Draft) => unknown) =>
    sameJson(said(mine), said(base)) && !sameJson(said(theirs), said(base));
  const { image: _, ...texts } = mine;
  const { image } = isTheirs((draft) => draft.image ?? null) ? theirs : mine;
  return {
    ...texts,
    ...(image && { image }),
    // Compared as they are stored: a space or an empty row not written to its end yet stays.
    ...(isTheirs(({ title }) => title.trim()) && { title: theirs.title }),
    ...(isTheirs(own) && { own: theirs.own }),
    ...(isTheirs((draft) => draft.resultVisibility) && { resultVisibility: theirs.resultVisibility }),
    ...(isTheirs(({ explanation }) => explanation.trim()) && { explanation: theirs.explanation }),
    ...(isTheirs(({ hostNotes }) => hostNotes.trim()) && { hostNotes: theirs.hostNotes }),
  };
}

function textChange<Key extends 'explanation' | 'hostNotes'>(key: Key, text: string, saved: string) {
  const trimmed = text.trim();
  return trimmed === saved ? {} : { [key]: trimmed === '' ? null : trimmed };
}
