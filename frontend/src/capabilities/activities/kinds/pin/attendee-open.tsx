/**
 * Placing pins: a tap on the picture, four arrows, or two numbers. One pin moves with each tap; of several the chosen one
 * does, and the next one follows until all stand.
 */
import type { PinAnswer, PinSettings } from '@plenum/protocol';
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, type LucideIcon, X } from 'lucide-react';
import { useId, useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { FieldNumber } from '../../parts/field-number.tsx';
import { SendBar } from '../../parts/send-bar.tsx';
import { useLocalAnswer } from '../../parts/use-local-answer.ts';
import type { OpenProps } from '../kind.ts';
import { type DrawnPin, PinPicture, phoneWidth } from './picture.tsx';
import { areaIdOf, FULL, kept, type Point, readPoint, toPercent } from './places.ts';

const MIDDLE: Point = { x: FULL / 2, y: FULL / 2 };
/** Of a percent. */
const STEP = FULL / 100;
const FAR = 5;

export function Open({ settings, own, draftKey, respond, mayAnswer }: OpenProps<PinSettings, PinAnswer>) {
  const id = useId();
  const local = useLocalAnswer<PinAnswer>(draftKey, own, ({ pins }) => pins.length <= settings.pins);
  const pins = local.answer?.pins ?? [];
  const [asked, setAsked] = useState(0);
  const [isFailed, setIsFailed] = useState(false);
  const isSeveral = settings.pins > 1;
  /** The one that a tap moves; behind the last one: a new one. */
  const chosen = isSeveral ? Math.min(asked, pins.length, settings.pins - 1) : 0;
  const point = pins[chosen];
  if (!mayAnswer) {
    return (
      <div className="mx-auto" style={phoneWidth(settings.image)}>
        <PinPicture image={settings.image} pins={drawnPins(pins, settings.pins, 'open')} />
      </div>
    );
  }

  const set = (index: number, at: Point, isMoving = false) => {
    const next = [...pins];
    next[index] = { x: kept(at.x), y: kept(at.y) };
    local.set({ pins: next });
    if (!isMoving) announce(said(settings, next[index] as Point));
  };
  const step = ({ x, y }: Point) =>
    set(
      chosen,
      point === undefined ? MIDDLE : { x: rounded(point.x) + x * STEP, y: rounded(point.y) + y * STEP },
    );
  const tap = (at: Point) => {
    set(chosen, at);
    const isNew = point === undefined;
    if (isSeveral) setAsked(isNew && pins.length + 1 < settings.pins ? pins.length + 1 : chosen);
  };
  const remove = (index: number) => {
    local.set({ pins: pins.filter((_, other) => other !== index) });
    setAsked(index);
    announce(m.pin_removed({ number: formatCount(index + 1) }));
  };

  return (
    <>
      <div className="mx-auto" style={phoneWidth(settings.image)}>
        <PinPicture
          image={settings.image}
          pins={drawnPins(pins, settings.pins, 'open')}
          onFailed={() => setIsFailed(true)}
          input={{
            label: settings.image?.alt ?? m.pin_picture(),
            describedBy: `${id}-how`,
            chosenId: String(chosen),
            onTap: tap,
            onChoose: (pinId) => setAsked(Number(pinId)),
            onMove: (pinId, at, isMoving) => {
              setAsked(Number(pinId));
              set(Number(pinId), at, isMoving);
            },
            onStep: step,
          }}
        />
      </div>
      <p id={`${id}-how`} className="mt-3 mb-2.5 text-[0.9375rem] leading-5 text-muted-foreground">
        {isFailed ? m.pin_image_failed() : isSeveral ? m.pin_how_several() : m.pin_how()}
      </p>
      {isSeveral && (
        <PinChips {...{ pins, chosen }} max={settings.pins} onChoose={setAsked} onRemove={remove} />
      )}
      <div className="grid grid-cols-4 gap-2">
        <Arrow icon={ArrowLeft} label={m.pin_left()} onStep={(by) => step({ x: -by, y: 0 })} />
        <Arrow icon={ArrowUp} label={m.pin_up()} onStep={(by) => step({ x: 0, y: -by })} />
        <Arrow icon={ArrowDown} label={m.pin_down()} onStep={(by) => step({ x: 0, y: by })} />
        <Arrow icon={ArrowRight} label={m.pin_right()} onStep={(by) => step({ x: by, y: 0 })} />
      </div>
      <div className="mt-3 mb-1 grid grid-cols-[repeat(auto-fit,minmax(min(100%,9.5rem),1fr))] gap-3">
        <FieldNumber
          label={m.pin_from_left()}
          value={point === undefined ? null : toPercent(point.x)}
          max={100}
          unit="%"
          onChange={(x) => set(chosen, { x: x * STEP, y: point?.y ?? MIDDLE.y })}
        />
        <FieldNumber
          label={m.pin_from_top()}
          value={point === undefined ? null : toPercent(point.y)}
          max={100}
          unit="%"
          onChange={(y) => set(chosen, { x: point?.x ?? MIDDLE.x, y: y * STEP })}
        />
      </div>
      <SendBar
        own={own}
        mayAnswer
        isChanged={local.isChanged}
        label={m.pin_send(counted(Math.max(1, pins.length)))}
        missing={pins.length === 0 ? m.pin_missing() : null}
        counter={
          isSeveral
            ? m.pin_counter({ count: formatCount(pins.length), total: formatCount(settings.pins) })
            : undefined
        }
        saved={m.pin_saved.parts()}
        onSend={() => pins.length > 0 && respond({ pins: [...pins] })}
      />
    </>
  );
}

/** Whole percents, as the numbers show it. */
function rounded(stored: number): number {
  return toPercent(stored) * STEP;
}

function said(settings: PinSettings, point: Point): string {
  const area = settings.areas.find(({ id }) => id === areaIdOf(settings, point));
  const place = readPoint(point);
  return area === undefined ? m.pin_said({ place }) : m.pin_said_area({ place, area: area.label });
}

export function drawnPins(pins: readonly Point[], max: number, tone: DrawnPin['tone']): DrawnPin[] {
  return pins.map((pin, index) => ({
    ...pin,
    id: String(index),
    tone,
    ...(max > 1 && { name: formatCount(index + 1) }),
  }));
}

function Arrow({
  icon: Icon,
  label,
  onStep,
}: {
  icon: LucideIcon;
  label: string;
  /** Percent. */
  onStep: (by: number) => void;
}) {
  return (
    <Button
      variant="secondary"
      size="tap"
      aria-label={label}
      className="min-h-12 min-w-0 touch-manipulation rounded-[11px] px-0"
      onClick={(event) => onStep(event.shiftKey ? FAR : 1)}
    >
      {/* The picture's sides: they do not mirror. */}
      <Icon aria-hidden="true" />
    </Button>
  );
}

function PinChips({
  pins,
  max,
  chosen,
  onChoose,
  onRemove,
}: {
  pins: readonly Point[];
  max: number;
  chosen: number;
  onChoose: (index: number) => void;
  onRemove: (index: number) => void;
}) {
  const count = Math.min(max, pins.length + 1);
  return (
    <ul className="mb-3 flex flex-wrap gap-2">
      {Array.from({ length: count }, (_, index) => {
        const number = formatCount(index + 1);
        const isPlaced = index < pins.length;
        return (
          <li
            key={number}
            className={cn(
              'flex rounded-lg border-[1.5px]',
              index === chosen
                ? 'border-primary bg-accent ring-[0.5px] ring-primary'
                : 'border-border bg-card',
            )}
          >
            <button
              type="button"
              aria-pressed={index === chosen}
              onClick={() => onChoose(index)}
              className="min-h-11 min-w-11 px-3 text-base font-medium"
            >
              {isPlaced ? m.pin_number({ number }) : m.pin_next()}
            </button>
            {isPlaced && (
              <Button
                variant="quiet"
                size="icon-tap"
                aria-label={m.pin_remove({ number })}
                onClick={() => onRemove(index)}
              >
                <X aria-hidden="true" />
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
