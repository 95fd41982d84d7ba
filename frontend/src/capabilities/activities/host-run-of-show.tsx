/** The run of show: numbered activities with their kind, state and counts. One press chooses; arrows move between them. */
import type { HostEntityBodies } from '@plenum/protocol/client';
import { Check, Plus } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { Button } from '#/components/ui/button.tsx';
import { Kbd } from '#/components/ui/kbd.tsx';
import { cn } from '#/lib/cn.ts';
import { counted, formatCount } from '#/lib/format.ts';
import { useEntity } from '#/live/use-feed.ts';
import * as m from '#/paraglide/messages.js';
import { doneCount, type ShownActivity } from './host-order.ts';
import { stepOf } from './host-step.ts';
import { wordsOf } from './kinds/words.ts';

export interface RunOfShowProps {
  readonly show: readonly ShownActivity[];
  readonly selectedId: string | null;
  /** How many have joined. */
  readonly joined: number;
  /** Absent once the event has ended. */
  readonly onAdd?: (() => void) | undefined;
  readonly onSelect: (activityId: string) => void;
  /** A draft says how many there are, a running event how many are done. */
  readonly isDraft: boolean;
  readonly className?: string;
}

export function RunOfShow({ show, selectedId, joined, isDraft, onAdd, onSelect, className }: RunOfShowProps) {
  const list = useRef<HTMLOListElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    focusItem(list.current, step);
  };
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
      <ol
        ref={list}
        onKeyDown={move}
        className="min-h-0 flex-1 overflow-y-auto px-2 pt-1.5 pb-2"
        data-run-of-show
      >
        {show.length === 0 && (
          <li className="mx-3 rounded-[12px] border border-dashed border-input px-4 py-3.5 text-sm text-muted-foreground">
            {m.host_run_empty()}
          </li>
        )}
        {show.map((shown, index) => (
          <Item
            key={shown.id}
            {...shown}
            number={index + 1}
            isSelected={shown.id === selectedId}
            joined={joined}
            onSelect={onSelect}
          />
        ))}
      </ol>
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

/** The run of show as numbers, where there is no room for titles. */
export function ActivityChips({
  show,
  selectedId,
  onSelect,
}: Pick<RunOfShowProps, 'show' | 'selectedId' | 'onSelect'>) {
  return (
    <ol className="-my-2 flex min-w-0 flex-1 gap-1.5 overflow-x-auto p-2">
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

/** Moves the focus among the activities; from elsewhere it lands on the chosen one first. */
export function focusItem(list: Element | null, step: 1 | -1): void {
  const items = [...(list?.querySelectorAll('button') ?? [])];
  const focused = items.indexOf(document.activeElement as HTMLButtonElement);
  const chosen = items.findIndex((item) => item.getAttribute('aria-current') !== null);
  const index = focused === -1 ? Math.max(0, chosen) : (focused + step + items.length) % items.length;
  items[index]?.focus();
}

function Item({
  id,
  activity,
  number,
  isSelected,
  joined,
  onSelect,
}: ShownActivity & { number: number; isSelected: boolean; joined: number; onSelect: (id: string) => void }) {
  const answered = useEntity<'turnout', HostEntityBodies>('turnout', id)?.responses ?? 0;
  const { icon: Icon, short } = wordsOf(activity.kind);
  const isDone = activity.state === 'closed';
  return (
    <li className="mb-0.5">
      <button
        type="button"
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => onSelect(id)}
        className={cn(
          'grid w-full grid-cols-[1.375rem_minmax(0,1fr)] gap-2.5 rounded-[11px] border border-transparent px-3 py-2.5 text-start hover:bg-sidebar-accent',
          isSelected &&
            'border-border bg-sidebar-accent shadow-xs [box-shadow:var(--shadow-1),inset_3px_0_0_var(--primary)] rtl:[box-shadow:var(--shadow-1),inset_-3px_0_0_var(--primary)]',
        )}
      >
        <span className="text-end text-label leading-5 text-muted-foreground tabular-nums">
          {formatCount(number)}
        </span>
        <span>
          <span
            dir="auto"
            className={cn(
              'block text-sm leading-[1.1875rem] font-[540] wrap-words',
              isDone && !isSelected && 'text-muted-foreground',
            )}
          >
            {activity.title}
          </span>
          <span className="mt-0.75 flex items-center gap-1.5 text-[0.78125rem] leading-[1.0625rem] text-muted-foreground">
            <Icon aria-hidden="true" className="size-3.5 shrink-0" />
            <span>
              <ItemState
                activity={activity}
                isSelected={isSelected}
                short={short()}
                answered={answered}
                joined={joined}
              />
            </span>
          </span>
        </span>
      </button>
    </li>
  );
}

function ItemState({
  activity,
  isSelected,
  short,
  answered,
  joined,
}: {
  activity: ShownActivity['activity'];
  isSelected: boolean;
  short: string;
  answered: number;
  joined: number;
}) {
  switch (stepOf(activity)) {
    case 'ready':
      return [short, wordsOf(activity.kind).size(activity.settings)]
        .filter((word) => word !== '')
        .join(' · ');
    case 'open':
      return (
        <>
          <b className="font-semibold text-primary">{m.host_step_open()}</b> ·{' '}
          {m.host_count_of({ count: formatCount(answered), total: formatCount(Math.max(joined, answered)) })}
        </>
      );
    case 'closed':
    case 'revealed': {
      const word = stepOf(activity) === 'closed' ? m.host_step_closed() : m.host_step_revealed();
      return (
        <>
          {isSelected ? <b className="font-semibold text-foreground">{word}</b> : word} ·{' '}
          {m.answers(counted(answered))}
        </>
      );
    }
  }
}
