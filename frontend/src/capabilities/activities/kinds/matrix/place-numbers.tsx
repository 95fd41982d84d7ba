/** What is chosen, placed without the field: put in the middle first, then two numbers from 0 to 10. */
import type { MatrixAxis, MatrixSettings } from '@plenum/protocol';
import { Crosshair } from 'lucide-react';
import { Button } from '#/components/ui/button.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { Stepper } from '../../parts/stepper.tsx';
import { axisName, type Place, readPlace, restOf, SCALE_MAX, toScale, toStored } from './places.ts';

export function PlaceNumbers({
  settings,
  label,
  place,
  counter,
  onPlace,
  onStart,
  onTakeOff,
}: {
  settings: MatrixSettings;
  label: string;
  place: Place | undefined;
  counter: string;
  onPlace: (place: Place) => void;
  onStart: () => void;
  onTakeOff: () => void;
}) {
  if (place === undefined) {
    return (
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p dir="auto" className="min-w-0 flex-1 basis-40 text-[0.9375rem] leading-5 font-semibold wrap-words">
          {m.matrix_tap({ label })}
        </p>
        <Button variant="outline" size="tap" onClick={onStart}>
          <Crosshair aria-hidden="true" />
          {m.matrix_start()}
        </Button>
      </div>
    );
  }
  const said = m.matrix_said({ label, place: readPlace(settings, place), counter });
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <h2 dir="auto" className="min-w-0 text-[0.9375rem] leading-5 font-[620] wrap-words">
          {m.matrix_numbers({ label, max: formatCount(SCALE_MAX) })}
        </h2>
        <Button variant="quiet" size="tap" className="-me-2 px-2" onClick={onTakeOff}>
          {m.matrix_take_off()}
        </Button>
      </div>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,9.75rem),1fr))] gap-3">
        <AxisStepper
          axis={settings.x}
          label={label}
          value={place.x}
          said={said}
          onChange={(x) => onPlace({ ...place, x })}
        />
        <AxisStepper
          axis={settings.y}
          label={label}
          value={place.y}
          said={said}
          onChange={(y) => onPlace({ ...place, y })}
        />
      </div>
    </>
  );
}

function AxisStepper({
  axis,
  label,
  value,
  said,
  onChange,
}: {
  axis: MatrixAxis;
  label: string;
  /** As stored. */
  value: number;
  said: string;
  onChange: (stored: number) => void;
}) {
  const name = { axis: axisName(axis), label };
  return (
    <div className="flex min-w-0 flex-col justify-end">
      <p aria-hidden="true" dir="auto" className="mb-1 text-label text-muted-foreground wrap-words">
        {m.matrix_axis_ends({ low: axis.low, high: restOf(axis), max: formatCount(SCALE_MAX) })}
      </p>
      <Stepper
        value={Math.round(toScale(value))}
        min={0}
        max={SCALE_MAX}
        typedMax={SCALE_MAX}
        className="grid-cols-[2.75rem_minmax(0,1fr)_2.75rem]"
        step={1}
        label={m.matrix_axis_of({
          ...name,
          low: axis.low,
          high: axis.high,
          max: formatCount(SCALE_MAX),
        })}
        lessLabel={m.matrix_less(name)}
        moreLabel={m.matrix_more(name)}
        said={said}
        onChange={(scaled) => onChange(toStored(scaled))}
      />
    </div>
  );
}
