/** Pins for hosts: the picture, how many pins, areas to count by and where is right; then a dot per person. */
import type { PinArea, PinSettings, ResultEntity } from '@plenum/protocol';
import type { ReactNode } from 'react';
import { Input } from '#/components/ui/input.tsx';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { FixedNote } from '../../parts/host-fixed-note.tsx';
import { optionId } from '../../parts/host-option-drafts.ts';
import { Segments } from '../../parts/host-segments.tsx';
import { ImageField, PrivateNote } from '../../parts/image-field.tsx';
import type { HostKind, HostResultProps, SettingsFormProps } from '../kind.ts';
import { AreaList, dotsNote } from './area-list.tsx';
import { areaCircles, rightCircle } from './attendee.tsx';
import { CirclesField } from './circles-field.tsx';
import { AREA_NAME_MAX, AREAS_MAX, draft, PINS_MAX, type PinDraft } from './draft.ts';
import { PinPicture } from './picture.tsx';
import { type Circle, dotsOf, downOf } from './places.ts';

export const host: HostKind<PinDraft, PinSettings> = {
  draft,
  hasOwnImage: true,
  SettingsForm,
  CorrectForm,
  Summary,
  Result,
};

function SettingsForm({ own, onChange, locked }: SettingsFormProps<PinDraft>) {
  const isFixed = locked !== 'no';
  return (
    <>
      {isFixed && <FixedNote>{m.host_pin_fixed()}</FixedNote>}
      <div className="grid gap-2">
        <ImageField
          label={m.host_pin_image()}
          image={own.image}
          isFixed={isFixed}
          isReadOnly={locked === 'closed'}
          onChange={(image) => onChange({ ...own, image })}
        />
        {own.image === null && !isFixed && (
          <p className="text-label font-normal text-muted-foreground">{m.host_pin_no_image()}</p>
        )}
        {own.image === null && !isFixed && <PrivateNote />}
      </div>
      <Segments
        label={m.host_pin_count()}
        value={own.pins}
        choices={Array.from({ length: PINS_MAX }, (_, index) => ({
          value: index + 1,
          label: formatCount(index + 1),
          // More may be allowed later; those that stand are never taken.
          isDisabled: locked === 'closed' || (isFixed && index + 1 < own.pins),
        }))}
        onChange={(pins) => onChange({ ...own, pins })}
      />
      {(own.areas.length > 0 || !isFixed) && (
        <Areas own={own} onChange={onChange} isFixed={isFixed} isReadOnly={locked === 'closed'} />
      )}
    </>
  );
}

function Areas({
  own,
  onChange,
  isFixed,
  isReadOnly,
}: Pick<SettingsFormProps<PinDraft>, 'own' | 'onChange'> & { isFixed: boolean; isReadOnly: boolean }) {
  const set = (areas: readonly PinArea[]) => onChange({ ...own, areas });
  return (
    <CirclesField<PinArea>
      heading={m.host_pin_areas()}
      hint={m.host_pin_areas_hint()}
      addLabel={m.host_pin_add_area()}
      removeLabel={({ label }) => m.host_pin_remove_area({ label })}
      image={own.image}
      circles={own.areas}
      onChange={set}
      make={({ x, y, radius }) => ({
        id: optionId(),
        label: m.host_pin_area_number({ number: formatCount(own.areas.length + 1) }),
        x,
        y,
        radius,
      })}
      max={AREAS_MAX}
      tone="area"
      isFixed={isFixed}
      named={(area, index) => (
        <Input
          dir="auto"
          aria-label={m.host_pin_area_name({ number: formatCount(index + 1) })}
          className="min-h-11"
          autoComplete="off"
          maxLength={AREA_NAME_MAX}
          readOnly={isReadOnly}
          value={area.label}
          onChange={(event) =>
            set(own.areas.map((one) => (one.id === area.id ? { ...one, label: event.target.value } : one)))
          }
        />
      )}
    />
  );
}

const RIGHT = 'right';

function CorrectForm({ own, onChange, locked }: SettingsFormProps<PinDraft>) {
  return (
    <CirclesField
      heading={m.host_pin_right()}
      hint={m.host_pin_right_hint()}
      addLabel={m.host_pin_add_right()}
      removeLabel={() => m.host_pin_remove_right()}
      image={own.image}
      circles={own.right === null ? [] : [{ ...own.right, id: RIGHT }]}
      onChange={([circle]) => onChange({ ...own, right: circle === undefined ? null : bare(circle) })}
      make={(circle) => ({ ...circle, id: RIGHT })}
      max={1}
      tone="right"
      isFixed={locked === 'closed'}
      named={() => <p className="text-sm font-medium">{m.pin_right_place()}</p>}
    />
  );
}

function bare({ x, y, radius }: Circle): Circle {
  return { x, y, radius };
}

function Summary({ activity, settings }: HostResultProps<PinSettings>) {
  return (
    <div className="grid gap-3">
      <Sized settings={settings}>
        <PinPicture image={settings.image} circles={[...named(settings), ...rightCircle(activity.correct)]} />
      </Sized>
      <p className="text-muted-foreground">
        {settings.pins === 1 ? m.pin_hint_one() : m.pin_hint(counted(settings.pins))}
      </p>
      {settings.areas.length > 0 && (
        <ol className="grid gap-1.5">
          {settings.areas.map((area, index) => (
            <li key={area.id} className="flex gap-3 text-base leading-6">
              <span aria-hidden="true" className="font-semibold text-muted-foreground">
                {index + 1}
              </span>
              <span dir="auto" className="min-w-0 flex-1 wrap-words">
                {area.label}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Result({
  activity,
  settings,
  result,
  isCompact,
}: HostResultProps<PinSettings> & { result: ResultEntity }) {
  const { dots, areCells, hidden } = dotsOf(result);
  return (
    <>
      {!isCompact && (
        <Sized settings={settings}>
          <PinPicture
            image={settings.image}
            dots={dots}
            circles={[...areaCircles(settings), ...rightCircle(activity.correct)]}
          />
        </Sized>
      )}
      <p className="border-b border-border py-2.5 text-[0.9375rem] text-muted-foreground">
        {isCompact && settings.areas.length === 0
          ? m.pin_result_plain(counted(result.responses))
          : dotsNote(areCells, hidden, settings.pins)}
      </p>
      <AreaList settings={settings} result={result} />
    </>
  );
}

/** As large as the column takes it without pushing the numbers away. */
function Sized({ settings, children }: { settings: PinSettings; children: ReactNode }) {
  return <div style={{ width: `min(100%, calc(24rem / ${downOf(settings.image)}))` }}>{children}</div>;
}

function named(settings: PinSettings) {
  return areaCircles(settings).map((circle, index) => ({ ...circle, name: String(index + 1) }));
}
