/**
 * Ready-made sets of activities: what is asked at many events, to be changed afterwards. Their words stand in
 * `messages/<language>/show.json`; several options are one message, a line each.
 */
import type { CreateActivity } from '@plenum/protocol';
import * as m from '#/paraglide/messages.js';

export interface Template {
  readonly id: string;
  name(): string;
  /** When one takes it. */
  text(): string;
  activities(): CreateActivity[];
}

type More = Omit<CreateActivity, 'kind' | 'title' | 'settings'>;

const options = (lines: string) => lines.split('\n').map((label) => ({ label }));
const ids = 'abcdefghij';
/** With ids, for what names one of them as right. */
const named = (lines: string) => lines.split('\n').map((label, index) => ({ id: ids.charAt(index), label }));

const choice = (title: string, lines: string, more: More = {}): CreateActivity => ({
  kind: 'single-choice',
  title,
  settings: { options: options(lines) },
  ...more,
});
const several = (title: string, lines: string, max: number): CreateActivity => ({
  kind: 'multiple-choice',
  title,
  settings: { options: options(lines), max },
});
const words = (title: string, most: number): CreateActivity => ({
  kind: 'word-cloud',
  title,
  settings: { words: most },
});
const texts = (title: string, most = 1): CreateActivity => ({
  kind: 'open-text',
  title,
  settings: { texts: most },
});
const stars = (title: string): CreateActivity => ({
  kind: 'rating',
  title,
  settings: { scale: 'stars', max: 5 },
});
const trueFalse = (title: string): CreateActivity => ({ kind: 'true-false', title, settings: {} });
/** @param right  Which line, from 0. */
const quiz = (
  title: string,
  lines: string,
  right: number,
  explanation: string,
  isPractice = false,
): CreateActivity => ({
  kind: 'quiz',
  title,
  settings: { options: named(lines), seconds: 20, points: isPractice ? 'none' : 'speed' },
  correct: { optionIds: [ids.charAt(right)] },
  explanation,
});

export const templates: readonly Template[] = [
  {
    id: 'icebreaker',
    name: m.template_icebreaker,
    text: m.template_icebreaker_text,
    activities: () => [
      words(m.template_icebreaker_word(), 1),
      choice(m.template_icebreaker_way(), m.template_icebreaker_way_options()),
      trueFalse(m.template_icebreaker_before()),
      texts(m.template_icebreaker_hope()),
    ],
  },
  {
    id: 'retrospective',
    name: m.template_retro,
    text: m.template_retro_text,
    activities: () => [
      stars(m.template_retro_mood()),
      texts(m.template_retro_well(), 3),
      texts(m.template_retro_hard(), 3),
      texts(m.template_retro_try(), 2),
    ],
  },
  {
    id: 'town-hall',
    name: m.template_hall,
    text: m.template_hall_text,
    activities: () => [
      words(m.template_hall_word(), 2),
      several(m.template_hall_topics(), m.template_hall_topics_options(), 2),
      texts(m.template_hall_questions()),
      {
        kind: 'rating',
        title: m.template_hall_rating(),
        settings: {
          scale: 'numbers',
          max: 5,
          low: m.template_not_at_all(),
          high: m.template_fully(),
          items: options(m.template_hall_rating_items()),
        },
      },
    ],
  },
  {
    id: 'lecture',
    name: m.template_lecture,
    text: m.template_lecture_text,
    activities: () => [
      choice(m.template_lecture_follow(), m.template_lecture_follow_options()),
      choice(m.template_lecture_speed(), m.template_lecture_speed_options()),
      texts(m.template_lecture_unclear(), 2),
      texts(m.template_lecture_remember()),
    ],
  },
  {
    id: 'quiz',
    name: m.template_quiz,
    text: m.template_quiz_text,
    activities: () => [
      quiz(m.template_quiz_1(), m.template_quiz_1_options(), 1, m.template_quiz_1_why(), true),
      quiz(m.template_quiz_2(), m.template_quiz_2_options(), 2, m.template_quiz_2_why()),
      quiz(m.template_quiz_3(), m.template_quiz_3_options(), 0, m.template_quiz_3_why()),
      quiz(m.template_quiz_4(), m.template_quiz_4_options(), 1, m.template_quiz_4_why()),
      quiz(m.template_quiz_5(), m.template_quiz_5_options(), 3, m.template_quiz_5_why()),
    ],
  },
  {
    id: 'workshop',
    name: m.template_workshop,
    text: m.template_workshop_text,
    activities: () => [
      texts(m.template_workshop_ideas(), 3),
      {
        kind: 'matrix',
        title: m.template_workshop_effort(),
        settings: {
          items: options(m.template_workshop_options()),
          x: { low: m.template_workshop_easy(), high: m.template_workshop_hard() },
          y: { low: m.template_workshop_little(), high: m.template_workshop_lot() },
        },
      },
      {
        kind: 'points',
        title: m.template_workshop_points(),
        settings: { options: options(m.template_workshop_options()), total: 100 },
      },
      choice(m.template_workshop_agree(), m.template_workshop_agree_options()),
    ],
  },
  {
    id: 'decision',
    name: m.template_decision,
    text: m.template_decision_text,
    activities: () => [
      choice(m.template_decision_first(), m.template_workshop_options()),
      texts(m.template_decision_why(), 2),
      {
        kind: 'ranking',
        title: m.template_decision_order(),
        settings: { options: options(m.template_workshop_options()) },
      },
      choice(m.template_workshop_agree(), m.template_workshop_agree_options()),
    ],
  },
  {
    id: 'feedback',
    name: m.template_feedback,
    text: m.template_feedback_text,
    activities: () => [
      stars(m.template_feedback_stars()),
      {
        kind: 'survey',
        title: m.template_feedback_survey(),
        settings: {
          parts: [
            {
              kind: 'rating',
              title: m.template_feedback_statements(),
              settings: {
                scale: 'numbers',
                max: 5,
                low: m.template_not_at_all(),
                high: m.template_fully(),
                items: options(m.template_feedback_statements_items()),
              },
            },
            {
              kind: 'single-choice',
              title: m.template_feedback_again(),
              settings: { options: options(m.template_feedback_again_options()) },
            },
            { kind: 'open-text', title: m.template_feedback_change(), settings: { texts: 2 } },
          ],
        },
      },
    ],
  },
];
