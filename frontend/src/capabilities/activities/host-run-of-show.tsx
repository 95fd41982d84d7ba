/**
 * The run of show: numbered activities under their headings, with kind, state and counts. One press chooses; arrows move
 * between them. What is ready moves: by hand, or lifted with Space.
 */
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  type DragOverEvent,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Check, Plus } from 'lucide-react';
import { Fragment, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { announce } from '#/components/live-regions.tsx';
import { Button } from '#/components/ui/button.tsx';
import { Kbd } from '#/components/ui/kbd.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import * as m from '#/paraglide/messages.js';
import { isMovable, movedBy, movedTo, type Show, sectionsOf } from './host-arrange.ts';
import { doneCount } from './host-order.ts';
import { RunItem } from './host-run-item.tsx';
import { MovingHint, movingWords, WasHere } from './host-run-moving.tsx';
import { SectionHeading } from './host-run-section.tsx';

export interface RunOfShowProps {
  readonly show: Show;
  readonly selectedId: string | null;
  /** How many have joined. */
  readonly joined: number;
  /** Absent once the event has ended. */
  readonly onAdd?: (() => void) | undefined;
  readonly onSelect: (activityId: string) => void;
  /** Absent while nothing can be moved: offline, or the event has ended. */
  readonly onArrange?: ((next: Show) => void) | undefined;
  /** A draft says how many there are, a running event how many are done. */
  readonly isDraft: boolean;
  readonly className?: string;
}

/** Enter chooses a row, so only Space lifts it. */
const LIFT_KEYS = { start: ['Space'], cancel: ['Escape'], end: ['Space', 'Enter', 'Tab'] };

export function RunOfShow(props: RunOfShowProps) {
  const { show, selectedId, joined, isDraft, onAdd, onSelect, onArrange, className } = props;
  const list = useRef<HTMLOListElement>(null);
  useChosenInView(list, selectedId);
  const [moving, setMoving] = useState<{ id: string; from: number; to: number } | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: sortableKeyboardCoordinates,
      keyboardCodes: LIFT_KEYS,
    }),
  );
  const indexOf = (id: unknown) => show.findIndex((shown) => shown.id === id);
  const end = ({ active, over }: DragEndEvent) => {
    setMoving(null);
    if (over !== null) onArrange?.(movedTo(show, `${active.id}`, indexOf(over.id)));
  };
  const over = ({ active, over: at }: DragOverEvent) =>
    setMoving((current) => current && { ...current, to: indexOf(at?.id ?? active.id) });

  const keys = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    // Also while a row is lifted: then they are its own, and no shortcut.
    event.preventDefault();
    if (moving !== null) return;
    if (!event.altKey) return focusItem(list.current, step);
    const id = (event.target as HTMLElement).dataset.id;
    const next = id === undefined ? show : movedBy(show, id, step);
    if (id === undefined || next === show || onArrange === undefined) return;
    onArrange(next);
    announce(
      m.host_moved({
        place: formatCount(next.findIndex((shown) => shown.id === id) + 1),
        total: formatCount(show.length),
      }),
    );
  };

  const movables = onArrange === undefined ? [] : show.filter(isMovable).map(({ id }) => id);
  const title = (id: unknown) => show[indexOf(id)]?.activity.title ?? '';
  return (
    <nav aria-label={m.host_run_of_show()} className={cn('flex min-h-0 flex-col', className)}>
      <div className="flex items-center justify-between gap-3 px-5 pt-4.5 pb-1">
        <h2 className="text-[0.9375rem] leading-5 font-[620]">{m.host_run_of_show()}</h2>
        <span className="text-sm text-muted-foreground">
          {isDraft
            ? m.host_activities_count(counted(show.length))
            : m.host_done({ done: formatCount(doneCount(show)), total: formatCount(show.length) })}
        </span>
      </div>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={movingWords(title, indexOf, show.length)}
        onDragStart={({ active }) =>
          setMoving({ id: `${active.id}`, from: indexOf(active.id), to: indexOf(active.id) })
        }
        onDragOver={over}
        onDragEnd={end}
        onDragCancel={() => setMoving(null)}
      >
        <SortableContext items={movables} strategy={verticalListSortingStrategy}>
          <ol
            ref={list}
            onKeyDown={keys}
            className="relative min-h-0 flex-1 overflow-y-auto px-2 pt-1.5 pb-2"
            data-run-of-show
            data-moving={moving === null ? undefined : ''}
          >
            {show.length === 0 && (
              <li className="mx-3 rounded-[12px] border border-dashed border-input px-4 py-3.5 text-sm text-muted-foreground">
                {m.host_run_empty()}
              </li>
            )}
            {sectionsOf(show).map(({ name, items }, index) => (
              <Fragment key={items[0]?.id}>
                {(name !== null || index > 0) && (
                  <SectionHeading
                    name={name}
                    firstId={items[0]?.id ?? ''}
                    show={show}
                    onArrange={onArrange}
                  />
                )}
                {items.map((shown) => (
                  <Fragment key={shown.id}>
                    <RunItem
                      shown={shown}
                      number={numberOf(indexOf(shown.id), moving)}
                      isSelected={shown.id === selectedId}
                      joined={joined}
                      isMovable={movables.includes(shown.id)}
                      onSelect={onSelect}
                    />
                    {moving?.id === shown.id && moving.to !== moving.from && (
                      <WasHere list={list} isAbove={moving.to > moving.from} />
                    )}
                  </Fragment>
                ))}
              </Fragment>
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {moving !== null && <MovingHint place={moving.to + 1} was={moving.from + 1} total={show.length} />}
      {onAdd !== undefined && (
        <div className="px-4 pt-3 pb-4">
          <Button className="w-full" onClick={onAdd}>
            <Plus aria-hidden="true" />
            {m.host_add_activity()}
            <Kbd aria-hidden="true" className="pointer-coarse:hidden">
              +
            </Kbd>
          </Button>
        </div>
      )}
    </nav>
  );
}

/** As it will be once the lifted row is dropped. */
function numberOf(index: number, moving: { from: number; to: number } | null): number {
  if (moving === null) return index + 1;
  const { from, to } = moving;
  if (index === from) return to + 1;
  if (from < index && index <= to) return index;
  return to <= index && index < from ? index + 2 : index + 1;
}

/** The run of show as numbers, where there is no room for titles. */
export function ActivityChips({
  show,
  selectedId,
  onSelect,
}: Pick<RunOfShowProps, 'show' | 'selectedId' | 'onSelect'>) {
  const list = useRef<HTMLOListElement>(null);
  useChosenInView(list, selectedId);
  return (
    <ol ref={list} className="-my-2 flex min-w-0 flex-1 gap-1.5 overflow-x-auto p-2">
      {show.map(({ id, activity }, index) => (
        <li key={id}>
          <button
            type="button"
            aria-label={m.host_activity_number({ number: formatCount(index + 1), title: activity.title })}
            aria-current={id === selectedId ? 'true' : undefined}
            onClick={() => onSelect(id)}
            className={cn(
              'grid size-11 place-items-center rounded-md border border-border bg-card text-[0.9375rem] font-semibold',
              activity.state === 'closed' && 'border-transparent bg-secondary text-muted-foreground',
              id === selectedId && 'border-2 border-primary bg-accent text-accent-foreground',
            )}
          >
            {activity.state === 'closed' ? (
              <Check aria-hidden="true" className="size-4.5" />
            ) : (
              formatCount(index + 1)
            )}
          </button>
        </li>
      ))}
    </ol>
  );
}

/** A long run of show goes along with what is chosen; nothing moves it while the choice stays. */
function useChosenInView(list: RefObject<HTMLElement | null>, selectedId: string | null): void {
  useEffect(() => {
    if (selectedId !== null) scrollToItem(list.current?.querySelector('[aria-current]'));
  }, [list, selectedId]);
}

function scrollToItem(item: Element | null | undefined): void {
  item?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
}

/** For what was moved far away by its number. */
export function showItem(id: string): void {
  // After it is drawn there.
  requestAnimationFrame(() => scrollToItem(document.querySelector(`[data-run-of-show] [data-id="${id}"]`)));
}

/** Moves the focus among the activities; from elsewhere it lands on the chosen one first. */
export function focusItem(list: Element | null, step: 1 | -1): void {
  const items = [...(list?.querySelectorAll<HTMLElement>('button[data-id]') ?? [])];
  const focused = items.indexOf(document.activeElement as HTMLElement);
  const chosen = items.findIndex((item) => item.getAttribute('aria-current') !== null);
  const index = focused === -1 ? Math.max(0, chosen) : (focused + step + items.length) % items.length;
  items[index]?.focus();
}
