/** A quiz question while it is written: rows of answers, which are right, how long and for how much. Pure. */
import type { QuizAnswer, QuizSettings } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';
import {
  type DraftOption,
  emptyOptions,
  OPTIONS_MIN,
  writtenOptions,
} from '../../parts/host-option-drafts.ts';
import type { DraftRules } from '../kind.ts';
import { pickedIds } from './rules.ts';

export const QUIZ_OPTIONS_MAX = 20;
export const SECONDS_MIN = 5;
export const SECONDS_MAX = 300;
const SECONDS_FIRST = 20;
/** A question of four is what most people know a quiz by. */
const OPTIONS_FIRST = 4;

export interface QuizDraft extends Omit<QuizSettings, 'options' | 'seconds'> {
  readonly options: readonly DraftOption[];
  /** As typed. */
  readonly seconds: string;
  readonly rightIds: readonly string[];
}

export const draft: DraftRules<QuizDraft, QuizSettings> = {
  empty: () => ({
    options: emptyOptions(OPTIONS_FIRST),
    rightIds: [],
    choose: 'one',
    seconds: String(SECONDS_FIRST),
    points: 'speed',
    isDouble: false,
  }),
  of: ({ options, choose, seconds, points, isDouble }, correct) => ({
    options,
    rightIds: pickedIds(correct),
    choose,
    seconds: String(seconds),
    points,
    isDouble,
  }),
  problem({ options, seconds }) {
    if (writtenOptions(options).length < OPTIONS_MIN) return m.host_options_missing();
    return secondsOf(seconds) === null ? m.host_quiz_seconds_wrong() : null;
  },
  settingsOf: ({ options, choose, seconds, points, isDouble }) => ({
    options: writtenOptions(options),
    choose,
    seconds: secondsOf(seconds) ?? SECONDS_FIRST,
    points,
    // Twice nothing is nothing.
    isDouble: isDouble && points !== 'none',
  }),
  // With the answer goes that it was right; nobody wrote it, nobody gets points.
  correctOf({ options, rightIds }): QuizAnswer | null {
    const right = writtenOptions(options).flatMap(({ id }) => (rightIds.includes(id) ? [id] : []));
    return right.length === 0 ? null : { optionIds: right };
  },
};

/** A whole number from 5 to 300, or `null`. */
export function secondsOf(text: string): number | null {
  const seconds = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
  return seconds >= SECONDS_MIN && seconds <= SECONDS_MAX ? seconds : null;
}

/** Marks an answer, or takes the mark off. Where one is right the new mark takes the old one's place. */
export function withRight(own: QuizDraft, id: string): QuizDraft {
  const isMarked = own.rightIds.includes(id);
  if (own.choose === 'one') return { ...own, rightIds: [id] };
  return {
    ...own,
    rightIds: isMarked ? own.rightIds.filter((other) => other !== id) : [...own.rightIds, id],
  };
}

/** One is right: of several marks the first row's stays. */
export function withChoose(own: QuizDraft, choose: QuizSettings['choose']): QuizDraft {
  const first = own.options.find(({ id }) => own.rightIds.includes(id));
  return {
    ...own,
    choose,
    rightIds: choose === 'one' ? (first === undefined ? [] : [first.id]) : own.rightIds,
  };
}
