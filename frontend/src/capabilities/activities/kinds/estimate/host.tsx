/** An estimate for hosts: its range and the right number; what the room said, in a histogram and in numbers. */
import type { EstimateSettings, ResultEntity } from '@plenum/protocol';
import { Info } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Input } from '#/components/ui/input.tsx';
import { Label } from '#/components/ui/label.tsx';
import * as m from '#/paraglide/messages.js';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { chartOf } from './chart.ts';
import { draft, type EstimateDraft, UNIT_MAX } from './draft.ts';
import { EstimateChart } from './estimate-chart.tsx';
import { type Read, useTypedNumber } from './number-field.tsx';
import { BarNote, type Fact, Facts, Lead, roomFlags } from './result.tsx';
import { rangeSaid, rightOf, withUnit } from './said.ts';
import { formatNumber } from './typed.ts';

export const host: HostKind<EstimateDraft, EstimateSettings> = {
  draft,
  SettingsForm,
  CorrectForm,
  Summary,
  Result,
};

function SettingsForm({ own, onChange, locked }: SettingsFormProps<EstimateDraft>) {
  const id = useId();
  const isFixed = locked !== 'no';
  return (
    <div className="grid gap-2">
      {isFixed && (
        <p className="flex gap-2.5 rounded-[12px] bg-muted px-3.5 py-3 text-sm">
          <Info className="mt-px size-4.5 shrink-0 text-muted-foreground" aria-hidden="true" />
          {locked === 'wording' ? m.host_estimate_fixed() : m.host_options_closed()}
        </p>
      )}
      <div className="grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-4">
        <NumberField
          label={m.host_estimate_min()}
          value={own.min}
          isFixed={isFixed}
          onChange={(min) => onChange({ ...own, min })}
        />
        <NumberField
          label={m.host_estimate_max()}
          value={own.max}
          isFixed={isFixed}
          onChange={(max) => onChange({ ...own, max })}
        />
        <NumberField
          label={m.host_estimate_step()}
          value={own.step}
          isFixed={isFixed}
          onChange={(step) => onChange({ ...own, step })}
        />
        <div>
          <Label htmlFor={`${id}-unit`} className="mb-1.5">
            {m.host_estimate_unit()}{' '}
            <span className="font-[450] text-muted-foreground">{m.host_optional()}</span>
          </Label>
          <Input
            id={`${id}-unit`}
            dir="auto"
            autoComplete="off"
            className="min-h-11"
            maxLength={UNIT_MAX}
            placeholder={m.host_estimate_unit_example()}
            readOnly={locked === 'closed'}
            value={own.unit}
            onChange={(event) => onChange({ ...own, unit: event.target.value })}
          />
        </div>
      </div>
      {!isFixed && <p className="text-label font-normal text-muted-foreground">{m.host_estimate_hint()}</p>}
    </div>
  );
}

function CorrectForm({ own, onChange, locked }: SettingsFormProps<EstimateDraft>) {
  return (
    <NumberField
      className="max-w-60"
      label={m.host_estimate_correct()}
      extra={m.host_optional()}
      note={m.host_correct_hint()}
      value={own.right}
      isFixed={locked === 'closed'}
      onChange={(right) => onChange({ ...own, right })}
    />
  );
}

function NumberField({
  label,
  extra,
  note,
  value,
  isFixed,
  onChange,
  className,
}: {
  label: string;
  extra?: string;
  note?: ReactNode;
  value: Read;
  isFixed: boolean;
  onChange: (value: Read) => void;
  className?: string;
}) {
  const id = useId();
  const field = useTypedNumber(typeof value === 'number' ? value : null, onChange);
  const said = field.isUnread
    ? m.estimate_unread({ example: formatNumber(1_000) })
    : field.isWorthSaying && typeof value === 'number'
      ? m.estimate_read_as({ number: formatNumber(value) })
      : note;
  return (
    <div>
      <Label htmlFor={id} className="mb-1.5">
        {label} {extra !== undefined && <span className="font-[450] text-muted-foreground">{extra}</span>}
      </Label>
      <div className={className}>
        <Input
          id={id}
          dir="ltr"
          autoComplete="off"
          className="min-h-11 rtl:text-end"
          readOnly={isFixed}
          aria-invalid={field.isUnread}
          aria-describedby={`${id}-note`}
          value={field.text}
          onChange={(event) => field.type(event.target.value)}
          onBlur={field.leave}
        />
      </div>
      <p id={`${id}-note`} className="mt-1.5 text-label font-normal text-muted-foreground">
        {said}
      </p>
    </div>
  );
}

function Summary({ activity, settings }: HostResultProps<EstimateSettings>) {
  const right = rightOf(activity.correct);
  return (
    <div className="grid gap-3">
      <p className="text-muted-foreground">{rangeSaid(settings)}</p>
      {right !== null && (
        <Facts facts={[{ name: m.host_estimate_correct(), value: withUnit(settings, right) }]} />
      )}
    </div>
  );
}

function Result({
  activity,
  settings,
  result,
  isCompact,
}: HostResultProps<EstimateSettings> & { result: ResultEntity }) {
  const right = rightOf(activity.correct);
  const chart = chartOf(settings, result, right);
  const stats = result.stats?.[''];
  return (
    <div className="flex flex-col">
      {right !== null && <Lead settings={settings} number={right} isRight />}
      {chart !== null && !isCompact && (
        <>
          <EstimateChart
            chart={chart}
            flags={roomFlags(chart, right, stats?.median)}
            axisTexts={6}
            className="text-label [--ground:var(--card)]"
            barsClassName="h-44"
          />
          <BarNote settings={settings} chart={chart} />
        </>
      )}
      {stats !== undefined && <Facts facts={factsOf(settings, stats, chart !== null)} />}
    </div>
  );
}

/** Few answers have a middle and no quarters. */
function factsOf(
  settings: EstimateSettings,
  { median, mean, q1, q3 }: NonNullable<ResultEntity['stats']>[string],
  isMany: boolean,
): Fact[] {
  const rounded = (number: number) => Number(number.toPrecision(6));
  const middle = { name: m.estimate_middle(), value: withUnit(settings, median) };
  if (!isMany) return [middle];
  return [
    middle,
    {
      name: m.host_estimate_half(),
      value: m.host_estimate_half_value({ from: formatNumber(q1), to: withUnit(settings, q3) }),
    },
    { name: m.host_estimate_mean(), value: withUnit(settings, rounded(mean)) },
  ];
}
