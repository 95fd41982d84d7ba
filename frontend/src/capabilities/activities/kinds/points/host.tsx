/** Points for hosts: the options and how many points everyone has; the share each option got. */
import type { PointsSettings, ResultEntity } from '@plenum/protocol';
import { useId } from 'react';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { HostOptions } from '../../parts/host-options.tsx';
import { OptionsField } from '../../parts/host-options-field.tsx';
import { optionsOf } from '../../parts/options.ts';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { PointsBars, pointsBars } from './bars.tsx';
import { draft, type PointsDraft } from './draft.ts';

export const host: HostKind<PointsDraft, PointsSettings> = { draft, SettingsForm, Summary, Result };

function SettingsForm({ own, onChange, locked }: SettingsFormProps<PointsDraft>) {
  const id = useId();
  return (
    <>
      <OptionsField
        options={own.options}
        onChange={(options) => onChange({ ...own, options })}
        locked={locked}
      />
      <div>
        <Label htmlFor={`${id}-total`} className="mb-1.5">
          {m.host_points_total()}
        </Label>
        <Input
          id={`${id}-total`}
          inputMode="numeric"
          autoComplete="off"
          aria-describedby={`${id}-total-note`}
          className="min-h-11 max-w-32"
          readOnly={locked !== 'no'}
          value={own.total}
          onChange={(event) => onChange({ ...own, total: event.target.value })}
        />
        <p id={`${id}-total-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
          {m.host_points_total_text()}
        </p>
      </div>
    </>
  );
}

function Summary({ settings }: HostResultProps<PointsSettings>) {
  return (
    <div className="grid gap-4">
      <p className="text-muted-foreground">{m.points_hint({ total: formatCount(settings.total) })}</p>
      <HostOptions options={optionsOf(settings)} rightIds={[]} />
    </div>
  );
}

function Result({ settings, result, isCompact }: HostResultProps<PointsSettings> & { result: ResultEntity }) {
  return <PointsBars bars={pointsBars(settings, result)} isCompact={isCompact} />;
}
