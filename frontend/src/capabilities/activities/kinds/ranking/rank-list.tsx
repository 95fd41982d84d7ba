/**
 * The list that is put in order. Two arrows on each row do everything; rows can be dragged as well, by mouse or, after
 * holding, by touch. Whoever uses a keyboard or a screen reader meets the arrows only.
 */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { cn } from '#/lib/cn.ts';
import { formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';

/** @param by  The arrow that was pressed; absent after a drag. */
export type Move = (id: string, place: number, by?: 'up' | 'down') => void;

interface Item {
  readonly id: string;
  readonly label: string;
}

export interface RankListProps {
  readonly items: readonly Item[];
  /** Absent: readable, nothing moves. */
  readonly onMove: Move | undefined;
  /** Absent: everything stays on the list. */
  readonly onRemove: ((id: string) => void) | undefined;
}

/** Letters that fit beside the arrows on a phone. */
const LONG = 24;

/** The page has its own words and its own live region: the library says nothing. */
const silent = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
  restoreFocus: false,
};

export function RankList({ items, onMove, onRemove }: RankListProps) {
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    // A thumb that scrolls over the list moves nothing.
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
  );
  const drop = ({ active, over }: DragEndEvent) => {
    const place = items.findIndex(({ id }) => id === over?.id);
    if (place !== -1 && active.id !== over?.id) onMove?.(String(active.id), place);
  };
  return (
    <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={drop} accessibility={silent}>
      <SortableContext items={items.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
        <ol className="flex flex-col gap-2">
          {items.map((item, index) => (
            <Row
              key={item.id}
              item={item}
              index={index}
              isLast={index === items.length - 1}
              onMove={onMove}
              onRemove={onRemove}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

function Row({
  item: { id, label },
  index,
  isLast,
  onMove,
  onRemove,
}: {
  item: Item;
  index: number;
  isLast: boolean;
  onMove: Move | undefined;
  onRemove: ((id: string) => void) | undefined;
}) {
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id,
    disabled: onMove === undefined,
  });
  const arrow = (by: 'up' | 'down', icon: ReactNode) => (
    <Button
      variant="secondary"
      size="icon-tap"
      data-option={id}
      data-by={by}
      aria-label={by === 'up' ? m.ranking_up({ option: label }) : m.ranking_down({ option: label })}
      disabled={by === 'up' ? index === 0 : isLast}
      onClick={() => onMove?.(id, index + (by === 'up' ? -1 : 1), by)}
      className="disabled:opacity-45"
    >
      {icon}
    </Button>
  );
  return (
    <li
      ref={setNodeRef}
      // Not its `attributes`: they would make a button of a row that holds buttons.
      {...listeners}
      style={{
        transform: transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`,
        transition,
      }}
      className={cn(
        'flex min-h-16 flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl border border-border bg-card py-2 ps-3.5 pe-2 shadow-xs',
        onMove !== undefined && 'cursor-grab touch-manipulation select-none',
        isDragging && 'relative z-10 cursor-grabbing border-primary ring-1 ring-primary',
      )}
    >
      <span
        // Long words and large text get the whole width, and the arrows a line of their own.
        className={cn(
          'flex min-w-0 flex-1 items-center gap-3',
          label.length > LONG ? 'basis-64' : 'basis-32',
        )}
      >
        <span className={cn('min-w-5 text-center text-xl font-[650]', index === 0 && 'text-primary')}>
          {formatCount(index + 1)}
        </span>
        <span dir="auto" className="min-w-0 flex-1 text-opt wrap-words">
          {label}
        </span>
      </span>
      {onMove !== undefined && (
        <span className="ms-auto flex flex-wrap justify-end gap-1">
          {arrow('up', <ArrowUp aria-hidden="true" />)}
          {arrow('down', <ArrowDown aria-hidden="true" />)}
          {onRemove !== undefined && (
            <Button
              variant="quiet"
              size="icon-tap"
              data-option={id}
              aria-label={m.ranking_remove({ option: label })}
              onClick={() => onRemove(id)}
            >
              <X aria-hidden="true" />
            </Button>
          )}
        </span>
      )}
    </li>
  );
}
