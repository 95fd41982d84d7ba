/** Placing something on a field by finger, mouse or keys. The sides are the picture's: nothing here mirrors. */
import { type PointerEvent, useRef } from 'react';

/** 0 … 1 from the left and from the top. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** @param inset  px at each side that belong to the ends: what stands at an end is seen whole. */
export function spotIn(
  field: Element,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
  inset = 0,
): Spot {
  const { left, top, width, height } = field.getBoundingClientRect();
  const along = (from: number, length: number) =>
    length <= 2 * inset ? 0.5 : Math.min(1, Math.max(0, (from - inset) / (length - 2 * inset)));
  return { x: along(clientX - left, width), y: along(clientY - top, height) };
}

/** One step of an arrow key: −1, 0 or 1 to the right and down; `null` for any other key. */
export function arrowOf(key: string): Spot | null {
  switch (key) {
    case 'ArrowLeft':
      return { x: -1, y: 0 };
    case 'ArrowRight':
      return { x: 1, y: 0 };
    case 'ArrowUp':
      return { x: 0, y: -1 };
    case 'ArrowDown':
      return { x: 0, y: 1 };
    default:
      return null;
  }
}

/** A finger trembles. */
const DRAG_PX = 6;

export interface DragOptions {
  /** Pressed and let go in place. */
  onTap?(): void;
  /** While it is dragged. The event's `clientX` and `clientY` are where its middle is, however it was grasped. */
  onDrag(at: { readonly clientX: number; readonly clientY: number }): void;
  onDrop?(): void;
}

/** For the thing itself, which needs `touch-action: none`. Dragging is an extra: everything goes without. */
export function useDrag({ onTap, onDrag, onDrop }: DragOptions) {
  const from = useRef<{ x: number; y: number; isDragged: boolean; offX: number; offY: number } | null>(null);
  return {
    onPointerDown(event: PointerEvent<Element>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture?.(event.pointerId);
      const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
      const { clientX: x, clientY: y } = event;
      from.current = { x, y, isDragged: false, offX: left + width / 2 - x, offY: top + height / 2 - y };
    },
    onPointerMove({ clientX, clientY }: PointerEvent<Element>) {
      const start = from.current;
      if (start === null) return;
      start.isDragged ||= Math.hypot(clientX - start.x, clientY - start.y) > DRAG_PX;
      if (start.isDragged) onDrag({ clientX: clientX + start.offX, clientY: clientY + start.offY });
    },
    onPointerUp() {
      const start = from.current;
      from.current = null;
      if (start === null) return;
      if (start.isDragged) onDrop?.();
      else onTap?.();
    },
    onPointerCancel() {
      from.current = null;
    },
    // The field below takes taps: this one is not its.
    onClick: (event: { stopPropagation(): void }) => event.stopPropagation(),
  };
}
