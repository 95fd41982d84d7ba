/** Multiple choice for hosts: options, how many may be chosen, which are right; how many people chose each. */
import type { MultipleChoiceSettings, ResultEntity } from '@plenum/protocol';
import { type ReactNode, useId } from 'react';
import { Label } from '#/components/ui/label.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { pickedIdsOf } from '../../parts/choices.ts';
import { writtenOptions } from '../../parts/host-option-drafts.ts';
import { HostBars, HostOptions } from '../../parts/host-options.tsx';
import { OptionsField } from '../../parts/host-options-field.tsx';
import { optionsOf } from '../../parts/options.ts';
import { resultBars } from '../../parts/result-bars.tsx';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { draft, limitsOf, type MultipleChoiceDraft } from './draft.ts';
import { picksHint } from './picks.ts';

export const host: HostKind<MultipleChoiceDraft, MultipleChoiceSettings> = {
  draft,
  SettingsForm,
  CorrectForm,
  Summary,
  Result,
};

function SettingsForm({ own, onChange, locked }: SettingsFormProps<MultipleChoiceDraft>) {
  return (
    <>
      <OptionsField
        options={own.options}
        onChange={(options) => onChange({ ...own, options })}
        locked={locked}
        mayHaveImages
      />
      <PicksField own={own} onChange={onChange} isLocked={locked !== 'no'} />
    </>
  );
}

function PicksField({
  own,
  onChange,
  isLocked,
}: {
  own: MultipleChoiceDraft;
  onChange: (own: MultipleChoiceDraft) => void;
  isLocked: boolean;
}) {
  const count = Math.max(1, writtenOptions(own.options).length);
  const { min, max } = limitsOf(own, count);
  const upTo = (last: number, first = 1) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (
    <fieldset disabled={isLocked}>
      <legend className="mb-2 text-sm font-[560]">{m.host_picks()}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-3">
        <NumberSelect
          label={m.host_picks_min()}
          value={min}
          onChange={(value) => onChange({ ...own, min: value, max: max < value ? value : own.max })}
        >
          {upTo(count).map((value) => (
            <option key={value} value={value}>
              {formatCount(value)}
            </option>
          ))}
        </NumberSelect>
        <NumberSelect
          label={m.host_picks_max()}
          value={max}
          onChange={(value) => onChange({ ...own, max: value === count ? null : value })}
        >
          {upTo(count, min).map((value) => (
            <option key={value} value={value}>
              {value === count ? m.host_picks_all({ count: formatCount(value) }) : formatCount(value)}
            </option>
          ))}
        </NumberSelect>
      </div>
      {isLocked && (
        <p className="mt-1.5 text-label font-normal text-muted-foreground">{m.host_picks_fixed()}</p>
      )}
    </fieldset>
  );
}

function NumberSelect({
  label,
  value,
  onChange,
  children,
}: {
  label: string;
  value: number;
  onChange: (value: number) => void;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <div className="min-w-32 flex-1 sm:max-w-48">
      <Label htmlFor={id} className="mb-1.5 font-[450] text-muted-foreground">
        {label}
      </Label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
        className="min-h-11 w-full rounded-md border border-input bg-card px-3 text-base text-foreground disabled:bg-secondary disabled:text-muted-foreground"
      >
        {children}
      </select>
    </div>
  );
}

function CorrectForm({ own, onChange }: SettingsFormProps<MultipleChoiceDraft>) {
  const id = useId();
  const toggle = (optionId: string, isRight: boolean) =>
    onChange({
      ...own,
      correctIds: isRight
        ? [...own.correctIds, optionId]
        : own.correctIds.filter((other) => other !== optionId),
    });
  return (
    <fieldset aria-describedby={`${id}-note`}>
      <legend className="mb-1.5 text-sm font-[560]">
        {m.host_correct_several()}{' '}
        <span className="font-[450] text-muted-foreground">{m.host_optional()}</span>
      </legend>
      <div className="grid">
        {writtenOptions(own.options).map((option) => (
          <label key={option.id} className="flex min-h-11 items-center gap-3 text-base leading-[1.3125rem]">
            <input
              type="checkbox"
              checked={own.correctIds.includes(option.id)}
              onChange={(event) => toggle(option.id, event.target.checked)}
              className="size-5 shrink-0 accent-primary"
            />
            <span dir="auto" className="min-w-0 wrap-words">
              {option.label}
            </span>
          </label>
        ))}
      </div>
      <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
        {m.host_correct_several_hint()}
      </p>
    </fieldset>
  );
}

function Summary({ activity, settings }: HostResultProps<MultipleChoiceSettings>) {
  return (
    <>
      <HostOptions options={optionsOf(settings)} rightIds={pickedIdsOf(activity.correct)} />
      <p className="mt-4 text-sm text-muted-foreground">{picksHint(settings)}</p>
    </>
  );
}

function Result({
  activity,
  settings,
  result,
  isCompact,
}: HostResultProps<MultipleChoiceSettings> & { result: ResultEntity }) {
  return (
    <>
      <HostBars
        bars={resultBars(optionsOf(settings), result, { isSorted: result.final, isOfPeople: true })}
        rightIds={pickedIdsOf(activity.correct)}
        isCompact={isCompact}
      />
      <p className="mt-4 text-sm text-muted-foreground">{m.choice_of_people(counted(result.responses))}</p>
    </>
  );
}
