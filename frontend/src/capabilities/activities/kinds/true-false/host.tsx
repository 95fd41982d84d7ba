/** True or false for hosts: which is right; how many chose each. */
import type { ResultEntity, TrueFalseSettings } from '@plenum/protocol';
import { useId } from 'react';
import { RadioGroup, RadioGroupItem } from '#/components/ui/radio-group.tsx';
import * as m from '#/paraglide/messages.js';
import { HostBars, HostOptions } from '../../parts/host-options.tsx';
import { resultBars } from '../../parts/result-bars.tsx';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { trueOrFalse } from './choices.ts';
import { draft, type TrueFalseDraft } from './draft.ts';

export const host: HostKind<TrueFalseDraft, TrueFalseSettings> = {
  draft,
  SettingsForm: () => null,
  CorrectForm,
  Summary,
  Result,
};

const options = () => trueOrFalse.options(undefined);
const NOTHING = 'none';

function CorrectForm({ own, onChange }: SettingsFormProps<TrueFalseDraft>) {
  const id = useId();
  const choices = [
    ...options().map((option) => [option.id, option.label] as const),
    [NOTHING, m.host_correct_none()] as const,
  ];
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-[560]">
        {m.host_correct_true_false()}{' '}
        <span className="font-[450] text-muted-foreground">{m.host_optional()}</span>
      </legend>
      <RadioGroup
        value={own.correct === null ? NOTHING : String(own.correct)}
        onValueChange={(value) => onChange({ correct: value === NOTHING ? null : value === 'true' })}
        aria-label={m.host_correct_true_false()}
        aria-describedby={`${id}-note`}
        className="gap-0"
      >
        {choices.map(([value, label]) => (
          <label
            key={value}
            htmlFor={`${id}-${value}`}
            className="flex min-h-11 items-center gap-3 text-base"
          >
            <RadioGroupItem id={`${id}-${value}`} value={value} />
            {label}
          </label>
        ))}
      </RadioGroup>
      <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
        {m.host_correct_hint()}
      </p>
    </fieldset>
  );
}

function Summary({ activity }: HostResultProps<TrueFalseSettings>) {
  return <HostOptions options={options()} rightIds={trueOrFalse.chosen(activity.correct)} />;
}

function Result({
  activity,
  result,
  isCompact,
}: HostResultProps<TrueFalseSettings> & { result: ResultEntity }) {
  return (
    <HostBars
      bars={resultBars(options(), result, { isSorted: false })}
      rightIds={trueOrFalse.chosen(activity.correct)}
      isCompact={isCompact}
    />
  );
}
