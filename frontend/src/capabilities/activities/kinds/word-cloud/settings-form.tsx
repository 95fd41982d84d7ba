/** How many words, how long, which count, which the room sees. */
import type { StopWordLanguage, WordCloudSettings } from '@plenum/protocol';
import { useState } from 'react';
import { formatCount } from '#/lib/format.ts';
import { getFormatLocale } from '#/lib/locale.ts';
import * as m from '#/paraglide/messages.js';
import { FixedNote } from '../../parts/host-fixed-note.tsx';
import { type Choice, PickCards, Segments, SelectField } from '../../parts/host-segments.tsx';
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
  // More and longer words may still be allowed, fewer would refuse what was counted.
  const [least] = useState(own);
  const isFixed = locked !== 'no';
  const isTooLittle = (value: number, was: number) => locked === 'closed' || (isFixed && value < was);
  return (
    <div className="grid gap-5">
      {locked === 'wording' && <FixedNote>{m.host_words_fixed()}</FixedNote>}
      <div className="grid gap-5 sm:grid-cols-2">
        <Segments
          label={m.host_words_each()}
          value={own.words}
          choices={Array.from({ length: WORDS_MAX }, (_, index) => ({
            value: index + 1,
            label: formatCount(index + 1),
            isDisabled: isTooLittle(index + 1, least.words),
          }))}
          onChange={(words) => set({ words })}
        />
        <SelectField
          label={m.host_words_longest()}
          value={own.lengthMax}
          choices={[...new Set([...LENGTHS, own.lengthMax])]
            .sort((one, two) => one - two)
            .map((length) => ({
              value: length,
              label: m.host_characters({ count: formatCount(length) }),
              isDisabled: isTooLittle(length, least.lengthMax),
            }))}
          isDisabled={locked === 'closed'}
          onChange={(lengthMax) => set({ lengthMax })}
        />
      </div>
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
