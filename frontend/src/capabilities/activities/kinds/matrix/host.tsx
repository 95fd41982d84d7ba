/** A matrix for hosts: what the lines mean and what is placed; then the room's averages. */
import type { MatrixAxis, MatrixSettings, ResultEntity } from '@plenum/protocol';
import { ArrowRight, ArrowUp, MoveHorizontal, MoveVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import { Input } from '#/components/ui/input.tsx';
import * as m from '#/paraglide/messages.js';
import { HostOptions } from '../../parts/host-options.tsx';
import { OptionsField } from '../../parts/host-options-field.tsx';
import { optionKey } from '../../parts/options.ts';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { AXIS_MAX, draft, type MatrixDraft, THINGS_MAX } from './draft.ts';
import { MatrixField } from './field.tsx';
import { axisName, meansOf } from './places.ts';
import { MatrixTable, TooFew } from './table.tsx';

export const host: HostKind<MatrixDraft, MatrixSettings> = { draft, SettingsForm, Summary, Result };

function SettingsForm({ own, onChange, locked }: SettingsFormProps<MatrixDraft>) {
  const shared = { isReadOnly: locked === 'closed' };
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <AxisField
          {...shared}
          heading={m.host_matrix_x()}
          icon={<MoveHorizontal aria-hidden="true" />}
          arrow={<ArrowRight aria-hidden="true" />}
          axis={own.x}
          examples={[m.host_matrix_x_low(), m.host_matrix_x_high()]}
          onChange={(x) => onChange({ ...own, x })}
        />
        <AxisField
          {...shared}
          heading={m.host_matrix_y()}
          icon={<MoveVertical aria-hidden="true" />}
          arrow={<ArrowUp aria-hidden="true" />}
          axis={own.y}
          examples={[m.host_matrix_y_low(), m.host_matrix_y_high()]}
          onChange={(y) => onChange({ ...own, y })}
        />
      </div>
      <OptionsField
        options={own.items}
        onChange={(items) => onChange({ ...own, items })}
        locked={locked}
        heading={m.host_matrix_things()}
        addLabel={m.host_matrix_add()}
        max={THINGS_MAX}
      />
    </>
  );
}

/** Left is left in every language, so the arrow does not mirror, nor the order of the two fields. */
function AxisField({
  heading,
  icon,
  arrow,
  axis,
  examples,
  isReadOnly,
  onChange,
}: {
  heading: string;
  icon: ReactNode;
  arrow: ReactNode;
  axis: MatrixAxis;
  examples: readonly [low: string, high: string];
  isReadOnly: boolean;
  onChange: (axis: MatrixAxis) => void;
}) {
  const field = (end: 'low' | 'high', label: string, example: string) => (
    <Input
      dir="auto"
      autoComplete="off"
      aria-label={label}
      placeholder={example}
      maxLength={AXIS_MAX}
      readOnly={isReadOnly}
      className="min-h-11"
      value={axis[end]}
      onChange={(event) => onChange({ ...axis, [end]: event.target.value })}
    />
  );
  return (
    <fieldset className="min-w-0 rounded-[15px] border border-border bg-card px-4 pt-3.5 pb-4">
      <legend className="float-start mb-3 flex w-full items-center gap-2.5 text-sm font-[560] [&_svg]:size-4.5 [&_svg]:text-muted-foreground">
        {icon}
        {heading}
      </legend>
      <div
        dir="ltr"
        className="clear-both grid grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-2 [&>svg]:size-4.5 [&>svg]:text-muted-foreground"
      >
        {field('low', m.host_matrix_low({ axis: heading }), examples[0])}
        {arrow}
        {field('high', m.host_matrix_high({ axis: heading }), examples[1])}
      </div>
    </fieldset>
  );
}

function Summary({ settings }: HostResultProps<MatrixSettings>) {
  const { items, x, y } = settings;
  return (
    <div className="grid gap-4">
      <p dir="auto" className="text-muted-foreground wrap-words">
        {m.host_matrix_lines({
          x: m.matrix_axis({ low: x.low, high: x.high }),
          y: m.matrix_axis({ low: y.low, high: y.high }),
        })}
      </p>
      <HostOptions
        options={items.map(({ id, label }, index) => ({ id, label, key: optionKey(index) }))}
        rightIds={[]}
      />
    </div>
  );
}

function Result({ settings, result, isCompact }: HostResultProps<MatrixSettings> & { result: ResultEntity }) {
  const dots = meansOf(settings, result).flatMap(({ place, ...mean }) =>
    place === null ? [] : [{ ...mean, place, tone: 'room' as const }],
  );
  return (
    <>
      {!isCompact && (
        <MatrixField settings={settings} dots={dots} labelMax={14} className="mb-3 aspect-video" />
      )}
      {dots.length === 0 && (
        <div className="pb-2.5">
          <TooFew />
        </div>
      )}
      <MatrixTable settings={settings} result={result} hasCounts />
      {!isCompact && (
        <p className="mt-3 text-label font-normal text-muted-foreground">
          {m.host_matrix_scale({ x: axisName(settings.x), y: axisName(settings.y) })}
        </p>
      )}
    </>
  );
}
