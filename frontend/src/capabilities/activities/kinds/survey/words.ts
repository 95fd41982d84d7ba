/** Survey as hosts read it. */
import type { SurveySettings } from '@plenum/protocol';
import { ClipboardList } from 'lucide-react';
import { counted } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import type { KindWords } from '../kind.ts';

export const surveyWords: KindWords<SurveySettings> = {
  icon: ClipboardList,
  short: m.host_kind_survey,
  long: m.host_kind_survey,
  text: m.host_kind_survey_text,
  newHeading: m.host_new_survey,
  size: ({ parts }) => m.host_survey_size(counted(parts.length)),
};
