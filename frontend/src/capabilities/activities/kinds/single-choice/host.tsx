/** Single choice for hosts: its options and which is right; how many chose each. */
import type { ResultEntity, SingleChoiceSettings } from '@plenum/protocol';
import { CorrectOption } from '../../parts/host-correct-option.tsx';
import { HostBars, HostOptions } from '../../parts/host-options.tsx';
import { OptionsField } from '../../parts/host-options-field.tsx';
import { optionIdsOf, optionsOf } from '../../parts/options.ts';
import { resultBars } from '../../parts/result-bars.tsx';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { draft, type SingleChoiceDraft } from './draft.ts';

export const host: HostKind<SingleChoiceDraft, SingleChoiceSettings> = {
  draft,
  SettingsForm,
  CorrectForm,
  Summary,
  Result,
};

function SettingsForm({ own, onChange, locked }: SettingsFormProps<SingleChoiceDraft>) {
  return (
    <OptionsField
      options={own.options}
      onChange={(options) => onChange({ ...own, options })}
      locked={locked}
      mayHaveImages
    />
  );
}

function CorrectForm({ own, onChange }: SettingsFormProps<SingleChoiceDraft>) {
  return (
    <CorrectOption
      options={own.options}
      correctId={own.correctId}
      onChange={(correctId) => onChange({ ...own, correctId })}
    />
  );
}

function Summary({ activity, settings }: HostResultProps<SingleChoiceSettings>) {
  return <HostOptions options={optionsOf(settings)} rightIds={optionIdsOf(activity.correct)} />;
}

function Result({
  activity,
  settings,
  result,
  isCompact,
}: HostResultProps<SingleChoiceSettings> & { result: ResultEntity }) {
  return (
    <HostBars
      bars={resultBars(optionsOf(settings), result, { isSorted: result.final })}
      rightIds={optionIdsOf(activity.correct)}
      isCompact={isCompact}
    />
  );
}
