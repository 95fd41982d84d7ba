/** The field of a matrix: two lines with names at their ends, and dots. For looking at, or for placing one's own. */
import type { MatrixSettings } from '@plenum/protocol';
import { type CSSProperties, type KeyboardEvent, type RefObject, useRef } from 'react';
import { cn } from '#/lib/cn.ts';
import { arrowOf, spotIn, useDrag } from '../../parts/field-pointer.ts';
import { type EmSize, useEmSize } from '../../parts/field-size.ts';
import { type Box, insetOf, layoutDots, type PlacedDot, widthOf } from './layout.ts';
import { type Place, SCALE_MAX, toScale, toStored } from './places.ts';

/** `1` … `8`: a series colour. */
export type Tone = 'room' | 'mine' | 'plain' | number;

export interface MatrixDot {
  readonly id: string;
  /** Its letter. */
  readonly key: string;
  readonly place: Place;
  readonly tone: Tone;
  readonly label?: string | undefined;
}

export interface MatrixFieldProps {
  readonly settings: MatrixSettings;
  readonly dots: readonly MatrixDot[];
  /** Sets its size, and by its font size that of names (1 em). */
  readonly className?: string;
  /** In em. */
  readonly dot?: number;
  readonly labelMax?: number;
  /** Other places for the words at the ends: of the top, the bottom, the left and the right side. */
  readonly moveEnds?: (ends: readonly Box[], size: EmSize) => readonly Box[];
  /** Absent: for looking at only; what it shows stands as text beside it. */
  readonly input?: MatrixInput;
}

export interface MatrixInput {
  readonly label: string;
  readonly describedBy: string;
  readonly chosenId: string | null;
  onChoose(id: string): void;
  /** @param isMoving  Dragged and not let go yet: nothing is said. */
  onPlace(id: string | null, place: Place, isMoving?: boolean): void;
  onTakeOff(id: string): void;
}

const BEFORE: EmSize = { width: 27, height: 20 };

export function MatrixField({
  settings,
  dots,
  className,
  dot = 2.3,
  labelMax = 12,
  moveEnds,
  input,
}: MatrixFieldProps) {
  const field = useRef<HTMLDivElement>(null);
  const size = useEmSize(field, BEFORE);
  const moved = moveEnds?.(axisEnds(settings, size), size);
  const ends = moved ?? axisEnds(settings, size);
  const spots = dots.map(({ id, place, label }) => ({
    id,
    x: place.x / 100,
    y: 1 - place.y / 100,
    label,
  }));
  const placed =
    // One's own dots stay exactly where they were put.
    input === undefined
      ? layoutDots(spots, { size, dot, labelMax, taken: ends })
      : spots.flatMap((spot) => layoutDots([spot], { size, dot, labelMax }));
  const at = (event: { clientX: number; clientY: number }): Place => placeIn(field, event, insetOf(dot));

  const press = (event: KeyboardEvent) => {
    const chosen = dots.find(({ id }) => id === input?.chosenId);
    if (input === undefined || chosen === undefined) return;
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      return input.onTakeOff(chosen.id);
    }
    const arrow = arrowOf(event.key);
    if (arrow === null) return;
    event.preventDefault();
    const by = event.shiftKey ? 2 : 1;
    const stepped = (from: number, step: number) => toStored(Math.round(toScale(from)) + by * step);
    input.onPlace(chosen.id, {
      x: stepped(chosen.place.x, arrow.x),
      y: stepped(chosen.place.y, -arrow.y),
    });
  };

  const drawn = (
    <>
      <Lines settings={settings} ends={moved} />
      {placed.map((spot, index) => {
        const one = dots[index] as MatrixDot;
        return (
          <DotAndName
            // A thing may stand here twice: the room's and mine.
            key={`${one.id}-${one.tone}`}
            spot={spot}
            one={one}
            dot={dot}
            isChosen={one.id === input?.chosenId}
            {...(input && {
              onTap: () => input.onChoose(one.id),
              onDrag: (event: { clientX: number; clientY: number }) => input.onPlace(one.id, at(event), true),
              onDrop: () => input.onPlace(one.id, one.place),
            })}
          />
        );
      })}
    </>
  );
  const frame = cn(
    // No larger than the field bears: all of it stands as text beside it too.
    'relative isolate overflow-hidden rounded-xl border-[1.5px] border-input bg-card text-[length:min(0.8125rem,5vw)] leading-none',
    className,
  );
  if (input === undefined) {
    return (
      // Left is left in every language: the axes do not mirror.
      <div ref={field} dir="ltr" aria-hidden="true" data-slot="field" className={frame}>
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
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move what is chosen; buttons below do the same.
      tabIndex={0}
      aria-label={input.label}
      aria-describedby={input.describedBy}
      onKeyDown={press}
      onClick={(event) => input.onPlace(null, at(event))}
      className={cn(frame, 'cursor-crosshair touch-manipulation select-none')}
    >
      {drawn}
    </div>
  );
}

function placeIn(
  field: RefObject<HTMLDivElement | null>,
  event: { clientX: number; clientY: number },
  insetEm: number,
): Place {
  if (field.current === null) return { x: 50, y: 50 };
  const em = Number.parseFloat(getComputedStyle(field.current).fontSize) || 16;
  const { x, y } = spotIn(field.current, event, insetEm * em);
  return { x: toStored(x * SCALE_MAX), y: toStored((1 - y) * SCALE_MAX) };
}

function DotAndName({
  spot,
  one,
  dot,
  isChosen,
  onTap,
  onDrag,
  onDrop,
}: {
  spot: PlacedDot;
  one: MatrixDot;
  dot: number;
  isChosen: boolean;
  onTap?: () => void;
  onDrag?: (at: { clientX: number; clientY: number }) => void;
  onDrop?: () => void;
}) {
  const drag = useDrag({ ...(onTap && { onTap }), ...(onDrop && { onDrop }), onDrag: onDrag ?? (() => {}) });
  const { truly, label } = spot;
  return (
    <>
      {truly !== null && (
        <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full overflow-visible">
          <line
            x1={`${truly.x}em`}
            y1={`${truly.y}em`}
            x2={`${spot.x}em`}
            y2={`${spot.y}em`}
            stroke="var(--input)"
          />
          <circle cx={`${truly.x}em`} cy={`${truly.y}em`} r="0.18em" fill="var(--input)" />
        </svg>
      )}
      <span
        aria-hidden="true"
        data-slot="dot"
        {...(onDrag !== undefined && drag)}
        style={{
          ...TONES(one.tone),
          insetInlineStart: `calc(${spot.x}em - ${dot / 2}em)`,
          insetBlockStart: `calc(${spot.y}em - ${dot / 2}em)`,
          width: `${dot}em`,
          height: `${dot}em`,
        }}
        className={cn(
          'absolute grid place-items-center rounded-full',
          typeof one.tone === 'number' ? 'font-bold' : 'font-[650]',
          one.tone === 'mine' ? 'z-10 border-[0.17em]' : 'z-20',
          isChosen && 'z-30 outline-[0.23em] outline-offset-[0.17em] outline-primary',
          onDrag !== undefined &&
            // The finger's target is larger than the dot.
            'cursor-grab touch-none after:absolute after:size-11 after:rounded-full active:cursor-grabbing',
        )}
      >
        <span style={{ fontSize: `${dot * 0.52}em` }}>{one.key}</span>
      </span>
      {label !== null && (
        <span
          aria-hidden="true"
          style={{
            insetInlineStart: `${label.x}em`,
            insetBlockStart: `${label.y}em`,
            width: `${label.width}em`,
            lineHeight: `${label.height}em`,
          }}
          className={cn('absolute z-10 truncate font-[560]', label.isEnd ? 'text-right' : 'text-left')}
        >
          <span dir="auto" className="bg-card/85">
            {one.label}
          </span>
        </span>
      )}
    </>
  );
}

function TONES(tone: Tone): CSSProperties {
  switch (tone) {
    case 'room':
      return { background: 'var(--primary)', color: 'var(--primary-foreground)' };
    case 'mine':
      return { background: 'var(--card)', color: 'var(--primary)', borderColor: 'var(--primary)' };
    case 'plain':
      return { background: 'var(--foreground)', color: 'var(--background)' };
    default:
      return { background: `var(--chart-${tone})`, color: 'var(--card)' };
  }
}

/** The font size of the words at the ends, in em of the field's. */
const WORD = 0.9;

/** Top, bottom, left, right. */
const ENDS = [
  'start-1/2 top-[0.5em] max-w-[80%] -translate-x-1/2',
  'start-1/2 bottom-[0.5em] max-w-[80%] -translate-x-1/2',
  'start-[0.5em] top-1/2 max-w-[38%] -translate-y-1/2',
  'end-[0.5em] top-1/2 max-w-[38%] -translate-y-1/2',
];

/** The quarters by hairlines, the middle by lines that make room for the words at their ends. */
function Lines({ settings: { x, y }, ends }: { settings: MatrixSettings; ends: readonly Box[] | undefined }) {
  const word =
    'absolute bg-card px-[0.6em] py-[0.3em] text-center text-[0.9em] font-medium leading-[1.2] text-muted-foreground wrap-words';
  const words = [y.high, y.low, x.low, x.high];
  const at = (index: number) => {
    const end = ends?.[index];
    return (
      end && {
        insetInlineStart: `${(end.x + end.width / 2) / WORD}em`,
        insetBlockStart: `${(end.y + end.height / 2) / WORD}em`,
        insetInlineEnd: 'auto',
        insetBlockEnd: 'auto',
        width: 'max-content',
        translate: '-50% -50%',
      }
    );
  };
  return (
    <>
      {[25, 75].map((quarter) => (
        <div key={quarter} className="contents">
          <div
            className="absolute inset-y-0 border-s border-dashed border-border"
            style={{ insetInlineStart: `${quarter}%` }}
          />
          <div
            className="absolute inset-x-0 border-t border-dashed border-border"
            style={{ insetBlockStart: `${quarter}%` }}
          />
        </div>
      ))}
      <div className="absolute inset-y-0 start-1/2 -ms-px w-[1.5px] bg-input" />
      <div className="absolute inset-x-0 top-1/2 -mt-px h-[1.5px] bg-input" />
      {ENDS.map((place, index) => (
        <span key={place} style={at(index)} className={cn(word, place)}>
          {/* Inside: written from the right it would stand on the other side. */}
          <span dir="auto">{words[index]}</span>
        </span>
      ))}
    </>
  );
}

/** About where the words at the ends stand. */
function axisEnds({ x, y }: MatrixSettings, { width, height }: EmSize): Box[] {
  // Longer ones break their line.
  const of = (text: string, most: number) => ({
    width: Math.min(most, widthOf(text) * WORD + 1.2),
    height: 0.7 + 1.1 * Math.ceil((widthOf(text) * WORD) / (most - 1.2)),
  });
  const centre = (text: string) => {
    const box = of(text, width * 0.8);
    return { ...box, x: (width - box.width) / 2 };
  };
  const side = (text: string) => {
    const box = of(text, width * 0.38);
    return { ...box, y: (height - box.height) / 2 };
  };
  const [top, bottom, left, right] = [centre(y.high), centre(y.low), side(x.low), side(x.high)];
  return [
    { ...top, y: 0.4 },
    { ...bottom, y: height - bottom.height - 0.4 },
    { ...left, x: 0.5 },
    { ...right, x: width - right.width - 0.5 },
  ];
}
