/** Word cloud for hosts: the words as a list that can be merged and hidden while people answer. */
import type { ResultEntity, WordCloudSettings } from '@plenum/protocol';
import type { HostEntityBodies } from '@plenum/protocol/client';
import { counted, formatCount } from '#/lib/format.ts';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { HostBars } from '../../parts/host-options.tsx';
import { usePartOfSurvey } from '../../parts/part-of-survey.ts';
import type { HostKind, HostResultProps } from '../kind.ts';
import { draft } from './draft.ts';
import { HostWordList } from './host-word-list.tsx';
import { hostWords } from './host-words.ts';
import { SettingsForm } from './settings-form.tsx';
import { wordBars } from './words-of.ts';

export const host: HostKind<WordCloudSettings, WordCloudSettings> = {
  draft,
  SettingsForm,
  Summary,
  Result,
};

/** On a phone remote. */
const COMPACT_MAX = 12;

function Summary({ settings }: HostResultProps<WordCloudSettings>) {
  return (
    <ul className="grid gap-1.5 text-base">
      <li>{m.words_hint(counted(settings.words))}</li>
      <li className="text-muted-foreground">
        {m.host_words_rules({ length: formatCount(settings.lengthMax) })}
      </li>
      <li className="text-muted-foreground">
        {{
          rude: m.host_words_hide_rude,
          all: m.host_words_hide_all,
          none: m.host_words_hide_none,
        }[settings.hide]()}
      </li>
    </ul>
  );
}

function Result({ id, result, isCompact }: HostResultProps<WordCloudSettings> & { result: ResultEntity }) {
  const part = usePartOfSurvey();
  const prefix = part === '' ? '' : `${part}/`;
  const shown = useEntity<'buckets', HostEntityBodies>('buckets', id)?.shown ?? {};
  if (isCompact) {
    return <HostBars bars={wordBars(result).slice(0, COMPACT_MAX)} rightIds={[]} isCompact />;
  }
  return (
    <HostWordList
      activityId={id}
      prefix={prefix}
      words={hostWords(result, shown, prefix)}
      responses={result.responses}
      others={result.other ?? 0}
    />
  );
}
