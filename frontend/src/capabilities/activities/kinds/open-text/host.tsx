/** Open text for hosts: how many and how long, then the texts: to review, shown, set aside. */
import type { OpenTextSettings, ResultEntity } from '@plenum/protocol';
import { useId, useState } from 'react';
import { Switch } from '#/components/ui/switch.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { FixedNote } from '../../parts/host-fixed-note.tsx';
import { Segments, SelectField } from '../../parts/host-segments.tsx';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { draft, LENGTHS, TEXTS_MAX } from './draft.ts';
import { HostTexts } from './host-texts.tsx';

export const host: HostKind<OpenTextSettings, OpenTextSettings> = { draft, SettingsForm, Summary, Result };

function SettingsForm({ own, onChange, locked }: SettingsFormProps<OpenTextSettings>) {
  const id = useId();
  const set = (change: Partial<OpenTextSettings>) => onChange({ ...own, ...change });
  // More and longer texts may still be allowed, fewer would refuse what was counted.
  const [least] = useState(own);
  const isTooLittle = (value: number, was: number) =>
    locked === 'closed' || (locked === 'wording' && value < was);
  return (
    <div className="grid gap-5">
      {locked === 'wording' && <FixedNote>{m.host_texts_fixed()}</FixedNote>}
      <div className="grid gap-5 sm:grid-cols-2">
        <Segments
          label={m.host_texts_each()}
          value={own.texts}
          choices={Array.from({ length: TEXTS_MAX }, (_, index) => ({
            value: index + 1,
            label: formatCount(index + 1),
            isDisabled: isTooLittle(index + 1, least.texts),
          }))}
          onChange={(texts) => set({ texts })}
        />
        <SelectField
          label={m.host_texts_longest()}
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
      <div className="flex items-center gap-4">
        <label htmlFor={`${id}-upvotes`} className="min-w-0 flex-1">
          <span className="block text-[0.9375rem] font-[560]">{m.host_texts_upvotes()}</span>
          <span className="block text-sm text-muted-foreground">{m.host_texts_upvotes_text()}</span>
        </label>
        <Switch
          id={`${id}-upvotes`}
          checked={own.upvotes}
          disabled={locked === 'closed'}
          onCheckedChange={(upvotes) => set({ upvotes })}
        />
      </div>
      <Moderation />
    </div>
  );
}

function Moderation() {
  const moderation = useEvent()?.settings.moderation;
  if (moderation === undefined) return null;
  return (
    <p className="text-label font-normal text-muted-foreground">
      {moderation === 'before' ? m.host_texts_moderation_before() : m.host_texts_moderation_after()}
    </p>
  );
}

function Summary({ settings }: HostResultProps<OpenTextSettings>) {
  return (
    <ul className="grid gap-1.5 text-base">
      <li>{m.host_texts_size(counted(settings.texts))}</li>
      <li className="text-muted-foreground">
        {m.host_texts_rules({ length: formatCount(settings.lengthMax) })}
      </li>
      {settings.upvotes && <li className="text-muted-foreground">{m.host_texts_upvotes()}</li>}
      <li>
        <Moderation />
      </li>
    </ul>
  );
}

function Result({ id, isCompact }: HostResultProps<OpenTextSettings> & { result: ResultEntity }) {
  return <HostTexts activityId={id} isCompact={isCompact} />;
}
