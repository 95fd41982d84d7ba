/** How many words, how long, which count, which the room sees. */
import type { StopWordLanguage, WordCloudSettings } from '@plenum/protocol';
import { getFormatLocale } from '#/lib/locale.ts';
import * as m from '#/paraglide/messages.js';
import { FixedNote } from '../../parts/host-fixed-note.tsx';
import { ManyAndLong } from '../../parts/host-many-and-long.tsx';
import { type Choice, PickCards, SelectField } from '../../parts/host-segments.tsx';
import type { SettingsFormProps } from '../kind.ts';
import { LENGTHS, WORDS_MAX } from './draft.ts';

/** As the protocol has them; a list of types alone cannot be walked through. */
const LANGUAGES: Readonly<Record<StopWordLanguage, true>> = {
  en: true,
  de: true,
  fr: true,
  es: true,
  it: true,
  nl: true,
  pt: true,
  pl: true,
  sv: true,
  da: true,
};

export function SettingsForm({ own, onChange, locked }: SettingsFormProps<WordCloudSettings>) {
  const set = (change: Partial<WordCloudSettings>) => onChange({ ...own, ...change });
  const isFixed = locked !== 'no';
  return (
    <div className="grid gap-5">
      {locked === 'wording' && <FixedNote>{m.host_words_fixed()}</FixedNote>}
      <ManyAndLong
        many={own.words}
        manyLabel={m.host_words_each()}
        manyMax={WORDS_MAX}
        lengthMax={own.lengthMax}
        lengthLabel={m.host_words_longest()}
        lengths={LENGTHS}
        locked={locked}
        onMany={(words) => set({ words })}
        onLengthMax={(lengthMax) => set({ lengthMax })}
      />
      <SelectField
        label={m.host_words_stop()}
        hint={`${m.host_words_stop_hint()} ${m.host_words_same()}`}
        value={own.stopWords ?? ''}
        choices={[{ value: '', label: m.host_words_stop_none() }, ...languages()]}
        isDisabled={isFixed}
        onChange={(value) => set({ stopWords: value === '' ? null : value })}
      />
      <PickCards
        label={m.host_words_unwanted()}
        value={own.hide}
        isDisabled={locked === 'closed'}
        choices={[
          { value: 'rude', label: m.host_words_hide_rude(), text: m.host_words_hide_rude_text() },
          { value: 'all', label: m.host_words_hide_all(), text: m.host_words_hide_all_text() },
          { value: 'none', label: m.host_words_hide_none(), text: m.host_words_hide_none_text() },
        ]}
        onChange={(hide) => set({ hide })}
      />
    </div>
  );
}

function languages(): Choice<StopWordLanguage | ''>[] {
  const names = new Intl.DisplayNames(getFormatLocale(), { type: 'language' });
  return (Object.keys(LANGUAGES) as StopWordLanguage[])
    .map((value) => ({ value, label: m.host_words_stop_in({ language: names.of(value) ?? value }) }))
    .sort((one, two) => one.label.localeCompare(two.label, getFormatLocale()));
}
