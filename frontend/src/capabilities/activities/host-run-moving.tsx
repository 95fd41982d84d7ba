/** What a row says while it is moved: to a screen reader, below the list, and at the place it comes from. */
import type { Announcements, DndContextProps, UniqueIdentifier } from '@dnd-kit/core';
import { type RefObject, useLayoutEffect, useState } from 'react';
import { Kbd } from '#/components/ui/kbd.tsx';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

/** Every step in words, instead of the library's English ones. */
export function movingWords(
  title: (id: UniqueIdentifier) => string,
  indexOf: (id: UniqueIdentifier) => number,
  total: number,
): NonNullable<DndContextProps['accessibility']> {
  const place = (id: UniqueIdentifier) => formatCount(indexOf(id) + 1);
  const announcements: Announcements = {
    onDragStart: ({ active }) =>
      m.host_order_lifted({ title: title(active.id), place: place(active.id), total: formatCount(total) }),
    onDragOver: ({ active, over }) =>
      m.host_order_place({ place: place(over?.id ?? active.id), total: formatCount(total) }),
    onDragEnd: ({ active, over }) => m.host_order_dropped({ place: place(over?.id ?? active.id) }),
    onDragCancel: ({ active }) => m.host_order_back({ place: place(active.id) }),
  };
  return { announcements, screenReaderInstructions: { draggable: m.host_order_how() } };
}

export function MovingHint({ place, was, total }: { place: number; was: number; total: number }) {
  return (
    <div aria-hidden="true" className="mx-4 mt-3 rounded-[12px] bg-muted px-3.5 py-3 text-sm">
      <p>
        <b className="font-semibold">
          {m.host_order_place({ place: formatCount(place), total: formatCount(total) })}
        </b>{' '}
        {place !== was && m.host_order_was({ place: formatCount(was) })}
      </p>
      <p className="mt-2 flex flex-wrap items-center gap-1 text-[0.8125rem] text-muted-foreground pointer-coarse:hidden">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> <span className="me-0.5">{m.host_order_key_move()}</span>
        <Kbd>{m.host_order_space()}</Kbd> <span className="me-0.5">{m.host_order_key_drop()}</span>
        <Kbd>Esc</Kbd> {m.host_order_key_back()}
      </p>
    </div>
  );
}

/** A dashed line where the lifted row was, on the side from which the others came. It takes no room: nothing jumps. */
export function WasHere({ list, isAbove }: { list: RefObject<HTMLElement | null>; isAbove: boolean }) {
  const [top, setTop] = useState<number | null>(null);
  useLayoutEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[data-lifted]');
    if (row != null) setTop(isAbove ? row.offsetTop : row.offsetTop + row.offsetHeight);
  }, [list, isAbove]);
  if (top === null) return null;
  return (
    <li
      aria-hidden="true"
      style={{ top }}
      className="pointer-events-none absolute inset-x-5 border-t border-dashed border-input"
    />
  );
}
