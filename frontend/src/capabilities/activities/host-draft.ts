/**
 * What the editor holds while a host writes: texts as typed, an empty row included. Pure: from the stored activity and
 * back, as the smallest change that says the same.
 */
import type {
  CreateActivity,
  HostActivityEntity,
  ResultVisibility,
  SingleChoiceAnswer,
  SingleChoiceSettings,
  UpdateActivity,
} from '@plenum/protocol';

export const QUESTION_MAX = 200;
export const OPTION_MAX = 140;
export const OPTIONS_MIN = 2;
export const OPTIONS_MAX = 50;
export const EXPLANATION_MAX = 1_000;
export const NOTES_MAX = 2_000;

export interface DraftOption {
  readonly id: string;
  readonly label: string;
}

export interface Draft {
  readonly title: string;
  readonly options: readonly DraftOption[];
  readonly resultVisibility: ResultVisibility;
  readonly correctId: string | null;
  readonly explanation: string;
  readonly hostNotes: string;
}

export type DraftProblem = 'question-missing' | 'options-missing';

/** Ids are made here, so that sending a change twice never makes two options. 40 random bits among at most 50. */
export function optionId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function emptyDraft(): Draft {
  return {
    title: '',
    options: [
      { id: optionId(), label: '' },
      { id: optionId(), label: '' },
    ],
    resultVisibility: 'host-only',
    correctId: null,
    explanation: '',
    hostNotes: '',
  };
}

export function draftOf(activity: HostActivityEntity): Draft {
  return {
    title: activity.title,
    options: (activity.settings as SingleChoiceSettings).options,
    resultVisibility: activity.resultVisibility,
    correctId: (activity.correct as SingleChoiceAnswer | null)?.optionId ?? null,
    explanation: activity.explanation ?? '',
    hostNotes: activity.hostNotes ?? '',
  };
}

/** What keeps a draft from being stored; `null` = it can be. */
export function problemOf(draft: Draft): DraftProblem | null {
  if (draft.title.trim() === '') return 'question-missing';
  return writtenOptions(draft).length < OPTIONS_MIN ? 'options-missing' : null;
}

/** The new activity. Only for a draft without a problem. */
export function toCreate(draft: Draft, id: string): CreateActivity {
  const correct = correctOf(draft);
  return {
    id,
    kind: 'single-choice',
    title: draft.title.trim(),
    settings: { options: writtenOptions(draft) },
    resultVisibility: draft.resultVisibility,
    ...(correct && { correct }),
    ...(draft.explanation.trim() && { explanation: draft.explanation.trim() }),
    ...(draft.hostNotes.trim() && { hostNotes: draft.hostNotes.trim() }),
  };
}

/** What changes `saved` into `draft`; `null` when nothing does, or when the draft cannot be stored as it stands. */
export function toUpdate(draft: Draft, saved: Draft): UpdateActivity | null {
  if (problemOf(draft) !== null) return null;
  const options = writtenOptions(draft);
  const correct = correctOf(draft);
  const update: UpdateActivity = {
    ...(draft.title.trim() !== saved.title && { title: draft.title.trim() }),
    ...(!sameOptions(options, saved.options) && { settings: { options } }),
    ...(draft.resultVisibility !== saved.resultVisibility && { resultVisibility: draft.resultVisibility }),
    ...((correct?.optionId ?? null) !== saved.correctId && { correct }),
    ...textChange('explanation', draft.explanation, saved.explanation),
    ...textChange('hostNotes', draft.hostNotes, saved.hostNotes),
  };
  return Object.keys(update).length === 0 ? null : update;
}

/** The rows that count: an empty row is one not written yet. */
export function writtenOptions(draft: Draft): { id: string; label: string }[] {
  return draft.options
    .map(({ id, label }) => ({ id, label: label.trim() }))
    .filter(({ label }) => label !== '');
}

function correctOf(draft: Draft): SingleChoiceAnswer | null {
  const isOption = writtenOptions(draft).some(({ id }) => id === draft.correctId);
  return isOption && draft.correctId !== null ? { optionId: draft.correctId } : null;
}

function textChange<Key extends 'explanation' | 'hostNotes'>(key: Key, text: string, saved: string) {
  const trimmed = text.trim();
  return trimmed === saved ? {} : { [key]: trimmed === '' ? null : trimmed };
}

function sameOptions(left: readonly DraftOption[], right: readonly DraftOption[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ id, label }, index) => id === right[index]?.id && label === right[index]?.label)
  );
}

/** `options` with the one at `index` one place up (−1) or down (+1). */
export function movedOption(
  options: readonly DraftOption[],
  index: number,
  by: -1 | 1,
): readonly DraftOption[] {
  const option = options[index];
  const other = options[index + by];
  if (option === undefined || other === undefined) return options;
  const moved = [...options];
  moved[index] = other;
  moved[index + by] = option;
  return moved;
}

/** One option per line, without the bullets and numbers that lists are pasted with. */
export function pastedOptions(text: string): string[] {
  return text
    .split(/\r?\n|\t/)
    .map((line) => line.replace(/^\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[A-Za-z][.)])\s+/, '').trim())
    .filter((line) => line !== '')
    .map((line) =>
      [...new Intl.Segmenter().segment(line)]
        .slice(0, OPTION_MAX)
        .map(({ segment }) => segment)
        .join(''),
    )
    .slice(0, OPTIONS_MAX);
}

/** `options` with the pasted ones in the empty rows and behind, at most 50. */
export function withPasted(
  options: readonly DraftOption[],
  labels: readonly string[],
): readonly DraftOption[] {
  const kept = options.filter(({ label }) => label.trim() !== '');
  return [...kept, ...labels.map((label) => ({ id: optionId(), label }))].slice(0, OPTIONS_MAX);
}
