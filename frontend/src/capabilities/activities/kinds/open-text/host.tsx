/** Open text for hosts: how many and how long, then the texts: to review, shown, set aside. */
import type { OpenTextSettings, ResultEntity } from '@plenum/protocol';
import { useId } from 'react';
import { Switch } from '#/components/ui/switch.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import { useEvent } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { FixedNote } from '../../parts/host-fixed-note.tsx';
import { ManyAndLong } from '../../parts/host-many-and-long.tsx';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { draft, LENGTHS, TEXTS_MAX } from './draft.ts';
import { HostTexts } from './host-texts.tsx';

export const host: HostKind<OpenTextSettings, OpenTextSettings> = { draft, SettingsForm, Summary, Result };

function SettingsForm({ own, onChange, locked }: SettingsFormProps<OpenTextSettings>) {
  const id = useId();
  const set = (change: Partial<OpenTextSettings>) => onChange({ ...own, ...change });
  return (
    <div className="grid gap-5">
      {locked === 'wording' && <FixedNote>{m.host_texts_fixed()}</FixedNote>}
      <ManyAndLong
        many={own.texts}
        manyLabel={m.host_texts_each()}
        manyMax={TEXTS_MAX}
        lengthMax={own.lengthMax}
        lengthLabel={m.host_texts_longest()}
        lengths={LENGTHS}
        locked={locked}
        onMany={(texts) => set({ texts })}
        onLengthMax={(lengthMax) => set({ lengthMax })}
      />
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
