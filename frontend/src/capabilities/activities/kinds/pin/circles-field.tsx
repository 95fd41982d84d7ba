/** Circles on the picture in the editor: tapped, dragged, moved by keys, or given by three numbers each. */
import type { ImageRef } from '@plenum/protocol';
import { Plus, X } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import * as m from '#/paraglide/messages.js';
import { FieldNumber } from '../../parts/field-number.tsx';
import { RADIUS, RADIUS_MAX, RADIUS_MIN } from './draft.ts';
import { type DrawnCircle, PinPicture } from './picture.tsx';
import { type Circle, downOf, FULL, kept, type Point, toPercent } from './places.ts';

export interface CirclesFieldProps<One extends Circle & { id: string }> {
  readonly heading: string;
  readonly hint: string;
  readonly addLabel: string;
  readonly removeLabel: (circle: One, index: number) => string;
  readonly image: ImageRef | null;
  readonly circles: readonly One[];
  readonly onChange: (circles: readonly One[]) => void;
  /** A new one at this place. */
  readonly make: (circle: Circle) => One;
  readonly max: number;
  readonly tone: DrawnCircle['tone'];
  /** The circles stand: only what `named` draws may change. */
  readonly isFixed: boolean;
  /** Before the numbers: the name's field. */
  readonly named?: (circle: One, index: number) => ReactNode;
  /** Also shown, for orientation. */
  readonly others?: readonly DrawnCircle[];
}

const MIDDLE: Circle = { x: FULL / 2, y: FULL / 2, radius: RADIUS };
const STEP = FULL / 100;

export function CirclesField<One extends Circle & { id: string }>({
  heading,
  hint,
  addLabel,
  removeLabel,
  image,
  circles,
  onChange,
  make,
  max,
  tone,
  isFixed,
  named,
  others = [],
}: CirclesFieldProps<One>) {
  const hintId = useId();
  const [asked, setAsked] = useState<string | null>(null);
  const chosen = circles.find(({ id }) => id === asked) ?? circles.at(-1);
  const set = (id: string, change: Partial<Circle>) =>
    onChange(circles.map((circle) => (circle.id === id ? { ...circle, ...change } : circle)));
  const add = (at: Point) => {
    if (circles.length >= max) return;
    const one = make({ ...MIDDLE, ...at });
    onChange([...circles, one]);
    setAsked(one.id);
  };
  const drawn: DrawnCircle[] = circles.map(({ id, x, y, radius }, index) => ({
    id,
    x,
    y,
    radius,
    tone,
    ...(max > 1 && { name: String(index + 1) }),
  }));

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm font-[560]">
        {heading} <span className="font-[450] text-muted-foreground">{m.host_optional()}</span>
      </legend>
      <p id={hintId} className="mb-3 text-label font-normal text-muted-foreground">
        {hint}
      </p>
      {circles.length > 0 && (
        <>
          <div className="mb-3" style={{ width: `min(100%, 30rem, calc(26rem / ${downOf(image)}))` }}>
            <PinPicture
              image={image}
              circles={[...others, ...drawn]}
              {...(!isFixed && {
                input: {
                  label: image?.alt ?? m.pin_picture(),
                  describedBy: hintId,
                  chosenId: chosen?.id ?? null,
                  onTap: (at: Point) => chosen !== undefined && set(chosen.id, at),
                  onChoose: setAsked,
                  onMove(id: string, at: Point) {
                    if (!circles.some((circle) => circle.id === id)) return;
                    setAsked(id);
                    set(id, at);
                  },
                  onStep: ({ x, y }: Point) =>
                    chosen !== undefined &&
                    set(chosen.id, { x: kept(chosen.x + x * STEP), y: kept(chosen.y + y * STEP) }),
                },
              })}
            />
          </div>
          <ol className="grid gap-2">
            {circles.map((circle, index) => (
              <li
                key={circle.id}
                onFocus={() => setAsked(circle.id)}
                className={cn(
                  'grid gap-2.5 rounded-[12px] border p-3',
                  circle.id === chosen?.id && max > 1 ? 'border-primary' : 'border-border',
                )}
              >
                <div className="flex items-center gap-2">
                  {max > 1 && (
                    <span
                      aria-hidden="true"
                      className="grid size-7 shrink-0 place-items-center rounded-[9px] bg-secondary text-sm font-[650] text-muted-foreground"
                    >
                      {index + 1}
                    </span>
                  )}
                  <div className="min-w-0 flex-1">{named?.(circle, index)}</div>
                  {!isFixed && (
                    <Button
                      variant="quiet"
                      size="icon-sm"
                      aria-label={removeLabel(circle, index)}
                      onClick={() => onChange(circles.filter(({ id }) => id !== circle.id))}
                    >
                      <X aria-hidden="true" />
                    </Button>
                  )}
                </div>
                <div className="grid grid-cols-[repeat(auto-fit,minmax(9rem,1fr))] gap-x-4 gap-y-2">
                  <FieldNumber
                    label={m.pin_from_left()}
                    value={toPercent(circle.x)}
                    max={100}
                    unit="%"
                    isReadOnly={isFixed}
                    onChange={(x) => set(circle.id, { x: x * STEP })}
                  />
                  <FieldNumber
                    label={m.pin_from_top()}
                    value={toPercent(circle.y)}
                    max={100}
                    unit="%"
                    isReadOnly={isFixed}
                    onChange={(y) => set(circle.id, { y: y * STEP })}
                  />
                  <FieldNumber
                    label={m.host_pin_radius()}
                    value={toPercent(circle.radius)}
                    min={toPercent(RADIUS_MIN)}
                    max={toPercent(RADIUS_MAX)}
                    unit="%"
                    isReadOnly={isFixed}
                    onChange={(radius) => set(circle.id, { radius: radius * STEP })}
                  />
                </div>
              </li>
            ))}
          </ol>
        </>
      )}
      {!isFixed && circles.length < max && (
        <Button
          variant={circles.length === 0 ? 'outline' : 'quiet'}
          className="mt-1.5"
          onClick={() => add(MIDDLE)}
        >
          <Plus aria-hidden="true" />
          {addLabel}
        </Button>
      )}
    </fieldset>
  );
}
