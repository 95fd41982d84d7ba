/**
 * The picture with what lies on it: dots of the room, one's own pins, circles. Everything is placed in percent of the
 * picture, so that it fits at any size. The picture never mirrors.
 */
import type { ImageRef } from '@plenum/protocol';
import { type KeyboardEvent, useRef } from 'react';
import { cn } from '#/lib/cn.ts';
import { arrowOf, spotIn, useDrag } from '../../parts/field-pointer.ts';
import { ImageView } from '../../parts/image-view.tsx';
import { type Circle, downOf, FULL, kept, type PinDot, type Point } from './places.ts';

export interface DrawnPin extends Point {
  readonly id: string;
  /** On it where there are several. */
  readonly name?: string | undefined;
  readonly tone: 'open' | 'mine' | 'lost';
}

export interface DrawnCircle extends Circle {
  readonly id: string;
  readonly tone: 'area' | 'right';
  /** In its middle. */
  readonly name?: string | undefined;
}

export interface PinPictureProps {
  readonly image: ImageRef | null;
  readonly pins?: readonly DrawnPin[];
  readonly circles?: readonly DrawnCircle[];
  readonly dots?: readonly PinDot[];
  /** By its font size the size of dots (0.8 em) and pins (2.6 em). */
  readonly className?: string;
  readonly onFailed?: () => void;
  /** Absent: for looking at only. */
  readonly input?: PictureInput;
}

export interface PictureInput {
  readonly label: string;
  readonly describedBy?: string;
  readonly chosenId: string | null;
  /** On the picture itself. */
  onTap(at: Point): void;
  /** Grasped. */
  onChoose(id: string): void;
  /** @param isMoving  Not let go yet: nothing is said. */
  onMove(id: string, at: Point, isMoving: boolean): void;
  /** One step of an arrow key, in percent. */
  onStep(by: Point): void;
}

const PIN_EM = 2.6;
/** With Shift. */
const FAR = 5;

export function PinPicture({
  image,
  pins = [],
  circles = [],
  dots = [],
  className,
  onFailed,
  input,
}: PinPictureProps) {
  const field = useRef<HTMLDivElement>(null);
  const at = (event: { clientX: number; clientY: number }): Point => {
    if (field.current === null) return { x: FULL / 2, y: FULL / 2 };
    const { x, y } = spotIn(field.current, event);
    return { x: kept(x * FULL), y: kept(y * FULL) };
  };
  /** A pin's tip is its value: half of its height below its middle. */
  const atTip = ({ clientX, clientY }: { clientX: number; clientY: number }) => {
    const em = field.current === null ? 16 : Number.parseFloat(getComputedStyle(field.current).fontSize);
    return at({ clientX, clientY: clientY + ((em || 16) * PIN_EM) / 2 });
  };
  const drag = (one: Point & { id: string }, where: typeof at) =>
    input && {
      onTap: () => input.onChoose(one.id),
      onDrag: (event: { clientX: number; clientY: number }) => input.onMove(one.id, where(event), true),
      onDrop: () => input.onMove(one.id, { x: one.x, y: one.y }, false),
    };
  const press = (event: KeyboardEvent) => {
    const arrow = arrowOf(event.key);
    if (arrow === null || input === undefined) return;
    event.preventDefault();
    const by = event.shiftKey ? FAR : 1;
    input.onStep({ x: arrow.x * by, y: arrow.y * by });
  };
  const drawn = (
    <>
      {image === null ? (
        <EmptyField />
      ) : (
        <ImageView
          image={image}
          isEager
          className="size-full rounded-[inherit]"
          {...(onFailed && { onFailed })}
        />
      )}
      {circles
        .filter(({ tone }) => tone === 'area')
        .map((circle) => (
          <CircleMark
            key={circle.id}
            circle={circle}
            isChosen={circle.id === input?.chosenId}
            drag={drag(circle, at)}
          />
        ))}
      {dots.length > 0 && (
        <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full overflow-visible">
          {dots.map(({ key, x, y, size }) => (
            <circle
              key={key}
              cx={`${x * 100}%`}
              cy={`${y * 100}%`}
              r={`${0.4 * size}em`}
              className="fill-primary stroke-background opacity-[.78] dark:opacity-95"
              strokeWidth="0.13em"
            />
          ))}
        </svg>
      )}
      {circles
        .filter(({ tone }) => tone === 'right')
        .map((circle) => (
          <CircleMark
            key={circle.id}
            circle={circle}
            isChosen={circle.id === input?.chosenId}
            drag={drag(circle, at)}
          />
        ))}
      {pins.map((pin) => (
        <PinMark
          key={pin.id}
          pin={pin}
          isChosen={pins.length > 1 && pin.id === input?.chosenId}
          drag={drag(pin, atTip)}
        />
      ))}
    </>
  );
  const frame = cn(
    // What hangs over the edge, as a pin at the top, is still seen.
    'relative isolate mx-auto rounded-xl bg-secondary text-base after:pointer-events-none after:absolute after:inset-0 after:rounded-[inherit] after:border-[1.5px] after:border-input',
    className,
  );
  const style = { aspectRatio: `1 / ${downOf(image)}` };
  if (input === undefined) {
    return (
      <div ref={field} dir="ltr" data-slot="field" className={frame} style={style}>
        {drawn}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a legend.
    <div
      ref={field}
      dir="ltr"
      data-slot="field"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move what is chosen; buttons and numbers do the same.
      tabIndex={0}
      aria-label={input.label}
      aria-describedby={input.describedBy}
      onKeyDown={press}
      onClick={(event) => input.onTap(at(event))}
      className={cn(
        frame,
        'cursor-crosshair touch-manipulation select-none focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-ring',
      )}
      style={style}
    >
      {drawn}
    </div>
  );
}

type Drag = Parameters<typeof useDrag>[0] | undefined;

function PinMark({ pin, isChosen, drag }: { pin: DrawnPin; isChosen: boolean; drag: Drag }) {
  const handlers = useDrag(drag ?? { onDrag() {} });
  return (
    <span
      aria-hidden="true"
      data-slot="pin"
      {...(drag && handlers)}
      className={cn(
        'absolute grid -translate-x-1/2 -translate-y-full place-items-center',
        pin.tone === 'open'
          ? 'text-primary'
          : pin.tone === 'mine'
            ? 'text-foreground'
            : 'text-muted-foreground',
        isChosen && 'z-10',
        drag &&
          'cursor-grab touch-none after:absolute after:size-11 after:rounded-full active:cursor-grabbing',
      )}
      style={{ ...spotOf(pin), height: `${PIN_EM}em` }}
    >
      <svg viewBox="0 0 24 30" className="h-full w-auto overflow-visible" aria-hidden="true">
        <path
          d="M12 30C7 22.6 1.2 17.6 1.2 11.2a10.8 10.8 0 0 1 21.6 0C22.8 17.6 17 22.6 12 30Z"
          fill="currentColor"
          stroke="var(--background)"
          strokeWidth={isChosen ? 3.2 : 1.8}
          paintOrder="stroke"
        />
        {pin.name === undefined ? (
          <circle cx="12" cy="11.2" r="4.4" fill="var(--background)" />
        ) : (
          <text x="12" y="15.6" textAnchor="middle" fontSize="12.5" fontWeight="680" fill="var(--background)">
            {pin.name}
          </text>
        )}
      </svg>
    </span>
  );
}

function CircleMark({ circle, isChosen, drag }: { circle: DrawnCircle; isChosen: boolean; drag: Drag }) {
  const handlers = useDrag(drag ?? { onDrag() {} });
  return (
    <span
      aria-hidden="true"
      data-slot="circle"
      {...(drag && handlers)}
      className={cn(
        'absolute grid aspect-square -translate-x-1/2 -translate-y-1/2 place-items-center rounded-full text-sm font-[650]',
        // The second, paper line keeps it seen on any picture.
        circle.tone === 'right'
          ? 'border-[0.28em] border-success outline-[0.12em] outline-background'
          : 'border-[0.11em] border-dashed border-foreground/70 outline-[0.11em] outline-background/70',
        isChosen && circle.tone === 'area' && 'border-solid border-primary bg-primary/15',
        drag && 'cursor-grab touch-none active:cursor-grabbing',
        drag && !isChosen && 'bg-background/25',
      )}
      style={{ ...spotOf(circle), width: `${(200 * circle.radius) / FULL}%` }}
    >
      {circle.name !== undefined && (
        <span className="grid size-6 place-items-center rounded-full bg-background text-foreground">
          {circle.name}
        </span>
      )}
    </span>
  );
}

function spotOf({ x, y }: Point) {
  return { insetInlineStart: `${(100 * x) / FULL}%`, insetBlockStart: `${(100 * y) / FULL}%` };
}

/** Without a picture: quarters, so that places can be told. */
function EmptyField() {
  return (
    <span aria-hidden="true" className="absolute inset-0 overflow-hidden rounded-[inherit] bg-card">
      {[25, 50, 75].map((at) => (
        <span key={at} className="contents">
          <span
            className="absolute inset-y-0 border-s border-border"
            style={{ insetInlineStart: `${at}%` }}
          />
          <span className="absolute inset-x-0 border-t border-border" style={{ insetBlockStart: `${at}%` }} />
        </span>
      ))}
    </span>
  );
}

/** As wide as the page, and never higher than most of the phone. */
export function phoneWidth(image: ImageRef | null) {
  return { width: `min(100%, calc(62svh / ${downOf(image)}))` };
}
