/** Quiz question as hosts read it. */
import type { QuizSettings } from '@plenum/protocol';
import { Trophy } from 'lucide-react';
import { counted, formatDuration } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const quizWords: KindWords<QuizSettings> = {
  icon: Trophy,
  short: m.host_kind_quiz,
  long: m.host_kind_quiz_long,
  text: m.host_kind_quiz_text,
  newHeading: m.host_new_quiz,
  size: ({ options, seconds }) =>
    `${m.host_options_count(counted(options.length))} · ${formatDuration(seconds * 1_000)}`,
};
